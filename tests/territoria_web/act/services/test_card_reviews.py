"""Reviews: two other cities, never the own one, each once, for the words they read."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from a_compendium import WHY, a_card, a_running, handed_in, judge
from a_project import ORIGIN, Doing
from desk_team import a_member
from territoria_web.act.queries.cards import cards_for, cards_to_review
from territoria_web.act.rules.projects import by_partner
from territoria_web.act.services.card_reviews import review_card, review_card_as_peer
from territoria_web.act.services.project_journal import NotTakenNow
from territoria_web.people.models import Entry, Role
from territoria_web.territories.models import Territory
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def doing(settings) -> Doing:
    settings.MAIL_IN_BACKGROUND = False
    held = a_running()
    held.row.partners.filter(name="Bordeaux").update(territory=Territory.objects.get(code="FRE1"))
    return held


def test_the_second_city_publishes_it_and_its_own_city_is_told(
    doing, django_capture_on_commit_callbacks
):
    card = handed_in(doing)
    with django_capture_on_commit_callbacks(execute=True):
        assert [judge(doing, card, city) for city in ("Bilbao", "Pau")] == [False, True]
    card.refresh_from_db()
    assert (card.state, card.published is not None) == ("published", True)
    assert [letter.subject for letter in mail.outbox] == [
        "A city found your practice card fit: A counter for old trades",
        "Your practice card is published: A counter for old trades",
    ]
    assert doing.row.story.first().what == "card published"


def test_a_wish_for_changes_does_not_count(doing):
    card = handed_in(doing)
    assert [judge(doing, card, "Bilbao", "mend"), judge(doing, card, "Pau")] == [False, False]


def test_nobody_judges_the_own_city_or_twice_or_a_draft(doing):
    card = handed_in(doing)
    with pytest.raises(ValidationError, match="the own city"):
        judge(doing, card, "Bordeaux")
    judge(doing, card, "Bilbao")
    with pytest.raises(ValidationError, match="has judged these words already"):
        judge(doing, card, "Bilbao")
    with pytest.raises(ValidationError, match="waits for no review"):
        judge(doing, a_card(doing), "Pau")


def test_a_verdict_needs_a_sentence_and_the_words_that_stand(doing):
    card = handed_in(doing)
    with pytest.raises(ValidationError) as refused:
        judge(doing, card, "Bilbao", "perhaps", said="Fine.")
    assert set(refused.value.message_dict) == {"verdict", "said"}
    with pytest.raises(ChangedMeanwhile):
        judge(doing, card, "Bilbao", seen=0)


def test_a_company_is_no_city_and_gets_no_letter(doing, django_capture_on_commit_callbacks):
    doing.row.partners.filter(name="Pau").update(role="company")
    with django_capture_on_commit_callbacks(execute=True):
        card = handed_in(doing)
    assert [letter.to for letter in mail.outbox] == [["bilbao@city.example"]]
    with pytest.raises(NotTakenNow):
        judge(doing, card, "Pau")
    with pytest.raises(NotTakenNow):
        a_card(doing, city="Pau")


def test_whoever_only_watches_judges_no_card_is_told_so_and_gets_no_letter(
    doing, django_capture_on_commit_callbacks
):
    doing.row.partners.filter(name="Pau").update(role="observer")
    with django_capture_on_commit_callbacks(execute=True):
        card = handed_in(doing)
    assert [letter.to for letter in mail.outbox] == [["bilbao@city.example"]]
    with pytest.raises(NotTakenNow, match="those that lead or are partners"):
        judge(doing, card, "Pau")


def test_a_city_judges_once_by_whichever_way_and_whatever_it_is_called(doing):
    peer, place = a_member("DED5", Role.EXPERT), Territory.objects.get(code="DED5")
    doing.row.partners.filter(name="Bilbao").update(territory=place)
    card = handed_in(doing)
    told = {"card": card, "verdict": "fit", "said": WHY, "seen": card.edit, "origin": ORIGIN}
    assert review_card_as_peer(by=peer, **told) is False
    with pytest.raises(ValidationError, match="has judged these words already"):
        judge(doing, card, "Bilbao")
    other = handed_in(doing)
    assert judge(doing, other, "Bilbao") is False
    with pytest.raises(ValidationError, match="has judged these words already"):
        review_card_as_peer(by=peer, **{**told, "card": other})


def test_an_account_judges_once_for_whomever_it_acts(doing):
    peer = a_member("DED5", Role.EXPERT)
    card = handed_in(doing)
    as_partner = {"card": card, "verdict": "fit", "said": WHY, "seen": card.edit, "origin": ORIGIN}
    review_card(doer=by_partner(doing.partner("Bilbao"), peer), **as_partner)
    with pytest.raises(ValidationError, match="has judged these words already"):
        review_card_as_peer(by=peer, **as_partner)


def test_an_account_of_another_city_counts_and_leaves_a_line_of_the_journal(doing):
    card = handed_in(doing)
    peer = a_member("DED5", Role.EXPERT)
    told = {"card": card, "verdict": "fit", "said": WHY, "seen": card.edit, "origin": ORIGIN}
    assert review_card_as_peer(by=peer, **told) is False
    assert Entry.objects.get(who=peer).what == "review card"
    assert judge(doing, card, "Bilbao") is True


def test_a_stopped_project_takes_no_judgment_by_account(doing):
    card = handed_in(doing)
    doing.row.state = "stopped"
    doing.row.save()
    peer = a_member("DED5", Role.EXPERT)
    assert not cards_for(peer).exists()
    with pytest.raises(NotTakenNow):
        review_card_as_peer(
            by=peer, card=card, verdict="fit", said=WHY, seen=card.edit, origin=ORIGIN
        )


@pytest.mark.parametrize(("code", "role"), [("FRE1", Role.EXPERT), ("DED5", Role.VIEWER)])
def test_the_own_city_and_those_who_only_look_do_not_judge_by_account(doing, code, role):
    card = handed_in(doing)
    with pytest.raises(ValidationError, match="no review of yours"):
        review_card_as_peer(
            by=a_member(code, role), card=card, verdict="fit", said=WHY, seen=1, origin=ORIGIN
        )


def test_one_person_is_no_two_cities_whichever_ways_they_come(doing):
    peer = a_member("DED5", Role.EXPERT)
    card = handed_in(doing)
    told = {"card": card, "verdict": "fit", "said": WHY, "seen": card.edit, "origin": ORIGIN}
    judge(doing, card, "Bilbao")
    doing.row.partners.filter(name="Bilbao").update(email=peer.email)
    assert not cards_to_review(peer).exists()
    with pytest.raises(ValidationError, match="has judged these words already"):
        review_card_as_peer(by=peer, **told)
    doing.row.partners.filter(name="Bilbao").update(state="left")
    doing.row.partners.filter(name="Pau").update(email=peer.email)  # the same person, come again
    with pytest.raises(ValidationError, match="has judged these words already"):
        judge(doing, card, "Pau")


def test_nobody_judges_the_own_city_under_another_flag(doing):
    writer = a_member("DED5", Role.EXPERT)
    doing.row.partners.filter(name="Bordeaux").update(email=writer.email)
    card = handed_in(doing)
    told = {"card": card, "verdict": "fit", "said": WHY, "seen": card.edit, "origin": ORIGIN}
    with pytest.raises(ValidationError, match="no review of yours"):  # wrote it by link
        review_card_as_peer(by=writer, **told)
    colleague = a_member("FRE1", Role.EDITOR)
    with pytest.raises(ValidationError, match="the own city"):
        review_card(doer=by_partner(doing.partner("Bilbao"), colleague), **told)
    doing.row.partners.filter(name="Pau").update(name="Bordeaux")
    second = doing.row.partners.get(name="Bordeaux", role="partner")
    with pytest.raises(ValidationError, match="the own city"):
        review_card(doer=by_partner(second), **told)


def test_the_office_of_a_network_is_no_city(doing):
    card, office = handed_in(doing), doing.network.office
    assert not cards_for(office).exists()
    with pytest.raises(ValidationError, match="no review of yours"):
        review_card_as_peer(
            by=office, card=card, verdict="fit", said=WHY, seen=card.edit, origin=ORIGIN
        )
