"""Where links go: the lead sends them where they went, the office elsewhere; a former address is told."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_project import ORIGIN, P, a_project
from territoria_web.act.queries.projects import partner_by_link
from territoria_web.act.services.partner_links import readdress_partner
from territoria_web.act.services.partners import take_invitation_back
from territoria_web.act.services.project_journal import NotTakenNow
from territoria_web.people.often import TO_AN_ADDRESS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()


@pytest.mark.parametrize("name", ["Pau", "Bilbao"])
def test_the_lead_sends_a_link_where_it_went_and_nowhere_else(
    name: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    d = a_project()
    told = {"project": d.row, "doer": d.by(), "partner": d.partner(name), "origin": ORIGIN}
    with pytest.raises(NotTakenNow, match="from the partner itself"):
        readdress_partner(**told, email="puppet@mail.example")
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(TO_AN_ADDRESS):
            readdress_partner(**told, email="")
    assert {tuple(m.to) for m in mail.outbox} == {(f"{name.lower()}@city.example",)}
    with pytest.raises(ValidationError, match="Too many letters"):
        readdress_partner(**told, email="")


def test_whoever_was_named_without_an_address_gets_one_from_the_lead():
    d = a_project()
    d.row.partners.filter(name="Pau").update(email="")
    told = {"project": d.row, "doer": d.by(), "origin": ORIGIN}
    readdress_partner(**told, partner=d.partner("Pau"), email="new@pau.example")
    assert d.partner("Pau").email == "new@pau.example"
    d.row.partners.filter(name="Bilbao").update(email="")  # in it, and erased
    with pytest.raises(NotTakenNow):
        readdress_partner(**told, partner=d.partner("Bilbao"), email="puppet@mail.example")


def test_a_link_sent_to_another_address_ends_the_older_ones():
    d = a_project()
    old = d.own(name="Pau").split("/")[3]
    assert partner_by_link(old) == d.partner("Pau")
    told = {"project": d.row, "doer": d.office(), "partner": d.partner("Pau"), "origin": ORIGIN}
    with pytest.raises(ValidationError):
        readdress_partner(**told, email="bilbao@city.example")
    readdress_partner(**told, email="new@pau.example")
    assert (partner_by_link(old), d.partner("Pau").email) == (None, "new@pau.example")
    readdress_partner(**told, email="")  # where the last one went
    assert (d.partner("Pau").email, d.partner("Pau").renewed) == ("new@pau.example", 2)
    take_invitation_back(project=d.row, doer=d.by(), partner=d.partner("Pau"))
    assert d.partner("Pau").state == P.LEFT


def test_a_former_address_is_told_that_its_link_goes_elsewhere_and_gets_none(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    d = a_project()
    told = {"project": d.row, "doer": d.office(), "partner": d.partner("Bilbao"), "origin": ORIGIN}
    with django_capture_on_commit_callbacks(execute=True):
        readdress_partner(**told, email="new@bilbao.example")
    new, former = mail.outbox
    assert (new.to, former.to) == (["new@bilbao.example"], ["bilbao@city.example"])
    assert "Older links open nothing any more." in new.body
    assert ["/project/" in m.body for m in (new, former)] == [True, False]
    assert "The link of Bilbao goes to another address" in former.body
