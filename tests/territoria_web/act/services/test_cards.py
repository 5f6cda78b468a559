"""Practice cards: what is missing is said, only the own city writes, what was published stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from a_compendium import FRENCH, WORDS, a_card, a_running, handed_in, judge, published
from a_project import ORIGIN, Doing
from territoria_web.act.models import CardReview
from territoria_web.act.rules.cards import CardWords, is_unconfirmed
from territoria_web.act.services.cards import (
    begin_card,
    confirm_card,
    hand_in_card,
    withdraw_card,
    write_card,
)
from territoria_web.act.services.project_journal import NotTakenNow
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def doing(settings) -> Doing:
    settings.MAIL_IN_BACKGROUND = False
    return a_running()


def test_an_empty_card_says_all_that_it_lacks(doing):
    doer = doing.by()
    card = begin_card(project=doing.row, doer=doer, title="A counter", language="en")
    with pytest.raises(ValidationError) as refused:
        hand_in_card(card=card, doer=doer, seen=0, origin=ORIGIN)
    fields = "problem done failed transferable contact effort dated claim_1"
    assert set(refused.value.message_dict) == set(fields.split())


@pytest.mark.parametrize("name", ["contact", "failed"])
def test_without_contact_or_what_failed_it_is_not_handed_in(doing, name):
    body = {key: text for key, text in WORDS.body.items() if key != name}
    card = a_card(doing, replace(WORDS, body=body))
    with pytest.raises(ValidationError) as refused:
        hand_in_card(card=card, doer=doing.by(), seen=card.edit, origin=ORIGIN)
    assert set(refused.value.message_dict) == {name}


def test_the_day_of_a_card_does_not_lie_in_the_future(doing):
    card = a_card(doing)
    told = {"card": card, "doer": doing.by(), "seen": card.edit, "origin": ORIGIN}
    with pytest.raises(ValidationError) as refused:
        hand_in_card(**told, today=WORDS.dated - timedelta(days=1))
    assert refused.value.message_dict == {"dated": ["This day has not come yet."]}
    assert hand_in_card(**told, today=WORDS.dated).state == "submitted"


def test_an_effect_that_nobody_can_grade_is_kept_as_not_known(doing):
    card = a_card(doing, replace(WORDS, effects=(("More sales.", "", ""),)))
    assert card.effects == [{"claim": "More sales.", "grade": "unknown"}]


def test_another_language_needs_english_beside_it(doing):
    card = a_card(doing, replace(FRENCH, english={}, effects=(("Des ventes.", "", "E1"),)))
    with pytest.raises(ValidationError) as refused:
        hand_in_card(card=card, doer=doing.by(), seen=card.edit, origin=ORIGIN)
    names = ("title", "problem", "done", "failed", "transferable", "claim_1")
    assert set(refused.value.message_dict) == {f"english_{name}" for name in names}
    assert handed_in(doing, FRENCH).state == "submitted"


def test_the_other_cities_get_a_letter_once_it_is_handed_in(
    doing, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        handed_in(doing)
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "bilbao@city.example",
        "pau@city.example",
    ]
    assert {letter.subject for letter in mail.outbox} == {
        "A practice card to read: A counter for old trades"
    }


def test_only_its_own_city_writes_on_it(doing):
    card = a_card(doing)
    with pytest.raises(NotTakenNow, match="another city"):
        write_card(card=card, doer=doing.by("Bilbao"), words=WORDS, seen=card.edit)
    doing.row.partners.filter(name="Pau").update(role="observer")
    with pytest.raises(NotTakenNow):
        begin_card(project=doing.row, doer=doing.by("Pau"), title="Read along", language="en")


def test_written_anew_it_comes_back_and_the_reviews_hold_no_more(doing):
    card = handed_in(doing)
    judge(doing, card, "Bilbao")
    write_card(card=card, doer=doing.by(), words=WORDS, seen=card.edit)
    card.refresh_from_db()
    assert (card.state, card.edit) == ("draft", 2)
    hand_in_card(card=card, doer=doing.by(), seen=2, origin=ORIGIN)
    assert judge(doing, card, "Pau") is False
    assert judge(doing, card, "Bilbao") is True
    assert CardReview.objects.count() == 3


def test_whoever_was_slower_is_told(doing):
    card = a_card(doing)
    with pytest.raises(ChangedMeanwhile):
        write_card(card=card, doer=doing.by(), words=WORDS, seen=0)


def test_a_published_card_is_withdrawn_with_a_reason_and_never_rewritten(doing):
    card = published(doing)
    with pytest.raises(ValidationError, match="is published"):
        write_card(card=card, doer=doing.by(), words=CardWords("Other"), seen=card.edit)
    with pytest.raises(ValidationError, match="why"):
        withdraw_card(card=card, doer=doing.by(), reason="", seen=card.edit)
    gone = withdraw_card(card=card, doer=doing.by(), reason="The counter closed.", seen=card.edit)
    assert (gone.state, gone.reason) == ("withdrawn", "The counter closed.")
    assert doing.row.story.first().what == "card withdrawn"


def test_the_lead_or_the_office_withdraws_a_card_of_a_city_that_left_and_it_gets_a_letter(
    doing, django_capture_on_commit_callbacks
):
    cards = [published(doing) for _twice in range(2)]
    doing.row.partners.filter(name="Bordeaux").update(role="partner", state="left")
    doing.row.partners.filter(name="Pau").update(role="lead")
    told = {"reason": "The counter closed.", "origin": ORIGIN}
    with pytest.raises(NotTakenNow, match="another city"):
        withdraw_card(card=cards[0], doer=doing.by("Bilbao"), seen=1, **told)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for card, doer in zip(cards, (doing.by("Pau"), doing.office()), strict=True):
            assert withdraw_card(card=card, doer=doer, seen=1, **told).state == "withdrawn"
    assert [(one.to[0], one.body.splitlines()[0]) for one in mail.outbox] == [
        ("bordeaux@city.example", "Pau: The counter closed."),
        ("bordeaux@city.example", f"{doing.row.network.name}: The counter closed."),
    ]


def test_after_two_years_it_is_unconfirmed_until_its_city_confirms_it(doing):
    card = published(doing)
    assert card.valid_until is not None
    later = date(card.valid_until.year + 1, 1, 15)
    assert (is_unconfirmed(card, card.valid_until), is_unconfirmed(card, later)) == (False, True)
    card = confirm_card(card=card, doer=doing.by(), seen=card.edit, today=later)
    assert (card.valid_until, is_unconfirmed(card, later)) == (date(later.year + 2, 1, 15), False)
