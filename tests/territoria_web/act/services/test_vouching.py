"""A city is confirmed by its account or the office; until then it publishes nothing and counts nowhere."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_compendium import a_running, handed_in, judge
from a_project import ORIGIN, Doing, a_city
from territoria_web.act.queries.cards import frozen
from territoria_web.act.rules.projects import by_partner
from territoria_web.act.services.project_journal import NotTakenNow
from territoria_web.act.services.vouching import vouch_for_partner
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def doing(settings: Settings) -> Doing:
    settings.MAIL_IN_BACKGROUND = False
    return a_running()


def doubt(doing: Doing, *names: str) -> None:
    doing.row.partners.filter(name__in=names).update(vouched=False)


def vouch(doing: Doing, name: str) -> None:
    told = {"project": doing.row, "doer": doing.office(), "origin": ORIGIN}
    vouch_for_partner(**told, partner=doing.partner(name))


def test_three_names_that_somebody_typed_publish_nothing_until_the_office_stands_for_each(
    doing: Doing, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    doubt(doing, "Bordeaux", "Bilbao", "Pau")
    card = handed_in(doing)
    with django_capture_on_commit_callbacks(execute=True):
        assert [judge(doing, card, city) for city in ("Bilbao", "Pau")] == [False, False]
    assert all("counts once that city is confirmed" in m.body for m in mail.outbox)
    for name, state in (("Bilbao", "submitted"), ("Bordeaux", "submitted"), ("Pau", "published")):
        vouch(doing, name)
        card.refresh_from_db()
        assert card.state == state
    with pytest.raises(ChangedMeanwhile):
        vouch(doing, "Pau")
    assert Entry.objects.filter(what="vouch for project partner").count() == 3
    told = [line.what for line in doing.row.story.all()]
    assert told.count("vouched") == 3


def test_a_double_that_nobody_stands_for_is_in_the_way_of_no_city_and_in_no_edition(doing: Doing):
    doing.row.partners.create(name="Bilbao II", email="x@mail.example", state="agreed")
    card = handed_in(doing)
    judge(doing, card, "Bilbao II")
    card.reviews.update(place="Bilbao")
    assert [judge(doing, card, city) for city in ("Bilbao", "Pau")] == [False, True]
    card.refresh_from_db()
    assert [one["place"] for one in frozen(card)["reviews"]] == ["Bilbao", "Pau"]


def test_two_that_are_one_city_count_as_one(doing: Doing):
    doubt(doing, "Pau")
    card = handed_in(doing)
    judge(doing, card, "Pau")
    judge(doing, card, "Bilbao")
    card.reviews.update(place="Bilbao")
    vouch(doing, "Pau")
    card.refresh_from_db()
    assert card.state == "submitted"


def test_a_link_stands_for_nobody_and_an_account_for_its_own_city_alone(doing: Doing):
    city = a_city()
    doubt(doing, "Bordeaux", "Bilbao", "Pau")
    doing.row.partners.filter(name="Bilbao").update(territory=city.cycle.territory)
    own, told = doing.partner("Bilbao"), {"project": doing.row, "origin": ORIGIN}
    for doer, partner in (
        (doing.by(), doing.partner()),
        (doing.by(), own),
        (by_partner(own, city.lead), doing.partner("Pau")),
    ):
        with pytest.raises(NotTakenNow):
            vouch_for_partner(doer=doer, partner=partner, **told)
    by_team = {"doer": by_partner(own, city.lead), "partner": own, **told}
    with pytest.raises(ValidationError, match="in the project already"):
        vouch_for_partner(**by_team, email="pau@city.example")
    vouch_for_partner(**by_team, email="office@bilbao.example")
    held = doing.partner("Bilbao")
    assert (held.vouched, held.email) == (True, "office@bilbao.example")
    assert (doing.partner().vouched, doing.partner("Pau").vouched) == (False, False)
