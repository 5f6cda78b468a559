from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.listen.raking import rake
from territoria.listen.who_answered import who_answered

POPULATION = {"sex": {"f": 520, "m": 480}, "age": {"old": 300, "young": 700}}
GROUPS = {
    "sex": ["f"] * 30 + ["m"] * 20,
    "age": ["old"] * 15 + ["young"] * 15 + ["old"] * 10 + ["young"] * 10,
}
LAST = "Volunteer sample: people chose to answer. Weights correct the margins, not that choice."


def test_likeness_and_rates_by_margin():
    found = who_answered(GROUPS, POPULATION)
    assert [(m.margin, m.told, round(m.similarity, 3)) for m in found.margins] == [
        ("sex", 50, 0.92),
        ("age", 50, 0.8),
    ]
    assert [(g.label, g.population, g.answered, round(g.rate, 4)) for g in found.groups] == [
        ("f", 520, 30, 0.0577),
        ("m", 480, 20, 0.0417),
        ("old", 300, 25, 0.0833),
        ("young", 700, 25, 0.0357),
    ]


def test_weights_are_those_of_raking_and_are_told_with_what_they_cannot_do():
    found = who_answered(GROUPS, POPULATION)
    shares = {"sex": {"f": 0.52, "m": 0.48}, "age": {"old": 0.3, "young": 0.7}}
    assert found.raked == rake(GROUPS, shares)
    assert (found.weights_help, found.weighed) == (True, tuple(range(50)))
    assert found.sentences == (
        "sex: those who answered are 92 % alike to all. Most took part of f (5.8 %), fewest of m (4.2 %).",
        "age: those who answered are 80 % alike to all. "
        "Most took part of old (8.3 %), fewest of young (3.6 %).",
        "Weighed, 50 answers count like 42 (design effect 1.19).",
        LAST,
    )


def test_those_who_did_not_tell_are_counted_and_not_weighed():
    told = {**GROUPS, "age": ["", *GROUPS["age"][1:]]}
    found = who_answered(told, POPULATION)
    assert (found.respondents, found.margins[1].told, found.weighed) == (
        50,
        49,
        tuple(range(1, 50)),
    )
    assert found.sentences[2] == "49 of 50 told all margins; only they can be weighed."


def test_a_group_of_which_nobody_answered_is_named_and_there_are_no_weights():
    found = who_answered(GROUPS, {"sex": {"f": 500, "m": 480, "d": 20}})
    assert (found.raked, found.weights_help) == (None, False)
    assert found.sentences[1] == (
        "No weights: nobody answered of sex, d. Merge them, or ask people there."
    )


def test_weights_that_do_more_harm_than_good_are_refused():
    found = who_answered({"sex": ["f"] * 5 + ["m"] * 95}, {"sex": {"f": 900, "m": 100}}, cap=100)
    assert (found.weights_help, found.sentences[1]) == (False, found.raked.why_not)
    assert "Show the answers without weights." in found.raked.why_not


def test_shares_of_all_and_of_next_to_nobody_are_written_out():
    found = who_answered({"kind": ["a", "a", "b"]}, {"kind": {"a": 2, "b": 3_000_000}})
    assert found.sentences[0] == (
        "kind: those who answered are 33 % alike to all. Most took part of a (100 %), "
        "fewest of b (0 %)."
    )


def test_labels_that_are_not_compared_count_nobody():
    found = who_answered({"hair": [], "sex": ["f", "m", "f"]}, {"sex": {"f": 5, "m": 5}})
    assert (found.respondents, found.weighed) == (3, (0, 1, 2))


def test_where_nobody_told_a_margin_it_says_so():
    found = who_answered({"sex": ["", ""]}, {"sex": {"f": 5, "m": 5}})
    assert found.sentences == (
        "sex: nobody told.",
        "Nobody told all of the margins, so there are no weights.",
        LAST,
    )
    assert who_answered({"sex": []}, {"sex": {"f": 5}}).respondents == 0


def test_what_is_not_known_is_named_all_at_once():
    with pytest.raises(DataError) as caught:
        who_answered({"sex": ["f", "x"], "age": ["old"]}, {**POPULATION, "district": {"a": 0}})
    assert [(p.where, p.what) for p in caught.value.problems] == [
        ("sex", "the label x has no people."),
        ("district", "nothing is known of the respondents."),
        ("groups", "the margins do not label the same respondents."),
    ]
    with pytest.raises(DataError, match="no margin"):
        who_answered({}, {})


@given(st.lists(st.sampled_from(["f", "m", ""]), max_size=60))
def test_the_last_sentence_always_says_that_people_chose(labels):
    found = who_answered({"sex": labels}, {"sex": {"f": 520, "m": 480}})
    assert found.sentences[-1] == LAST
    assert sum(group.answered for group in found.groups) == sum(map(bool, labels))
