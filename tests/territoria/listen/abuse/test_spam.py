from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.abuse.spam import HELD, Sending, suspect

NEED = "The lamp in front of the school in Mill Lane has been dark for two weeks."
BY_HAND = Sending()
TYPED = Sending(seconds=48.0, acts=2, minutes=5.0)


@pytest.mark.parametrize(
    "text",
    [
        NEED,
        "Mehr Radwege!",
        "Il manque un banc devant la mairie, merci de votre aide.",
        "See the plan at https://example.org/plan, page 4.",
        "Η στάση του λεωφορείου δεν έχει φως.",
        "WC",
    ],
)
def test_what_people_write_is_not_held(text):
    assert suspect(text, TYPED).score < HELD
    assert not suspect(text, BY_HAND).held


def test_a_plain_need_raises_no_suspicion_at_all():
    assert suspect(NEED, TYPED) == suspect(NEED, BY_HAND)
    assert (suspect(NEED, BY_HAND).score, suspect(NEED, BY_HAND).reasons) == (0.0, ())


def test_each_reason_is_said_in_words_the_heaviest_first():
    found = suspect(
        "BUY CHEAP WATCHES NOW!!! www.watches.shop http://a.ru http://b.ru pаypаl",
        Sending(seconds=1.2, trap=True, acts=40, minutes=10.0),
    )
    assert found.reasons == (
        "A field that people do not see was filled.",
        "Links in the text: 3.",
        "Letters of several scripts inside one word: pаypаl.",
        "Sent less than 3 seconds after the form was shown.",
        "A new voice with 40 acts in its first hour.",
        "Several exclamation or question marks in a row.",
    )
    assert (found.held, round(found.score, 3)) == (True, 0.995)


def test_capitals_and_a_text_longer_than_anybody_types():
    assert suspect(NEED.upper(), BY_HAND).reasons == ("Written in capitals.",)
    assert suspect(NEED * 5, Sending(seconds=9.0)).reasons == (
        "Longer than anybody types in that time.",
    )


def test_copies_weigh_by_their_number_and_short_texts_are_no_copies():
    copies = [NEED.replace("two", number) for number in ("two", "three", "four")]
    assert suspect(NEED, TYPED, recent=copies).reasons == (
        "Nearly the same texts that came in lately: 3.",
    )
    assert suspect("More buses please", TYPED, recent=["More buses please"] * 50).reasons == ()
    assert not suspect(NEED, TYPED, recent=copies[:1]).held


def test_three_hundred_people_of_one_hall_are_not_held():
    """They stand behind one address, which nothing here asks for."""
    assert {field.name for field in fields(Sending)} == {"seconds", "trap", "acts", "minutes"}
    others = [f"{NEED} Number {n} of Church Street says so." for n in range(300)]
    texts = [f"I would like more of thing {n} in my quarter, best near the market" for n in "abc"]
    assert not any(suspect(text, TYPED, recent=others[:100]).held for text in texts)


@given(
    st.text(max_size=80),
    st.builds(
        Sending,
        seconds=st.none() | st.floats(0, 1e4),
        trap=st.booleans(),
        acts=st.integers(0, 100),
        minutes=st.none() | st.floats(0, 1e4),
    ),
    st.lists(st.text(max_size=40), max_size=4),
)
def test_the_score_lies_between_0_and_1_and_has_reasons_whenever_there_is_one(text, how, recent):
    found = suspect(text, how, recent=recent)
    assert 0 <= found.score < 1
    assert bool(found.reasons) == (found.score > 0)
    assert suspect(text, how, recent=recent[::-1]) == found
