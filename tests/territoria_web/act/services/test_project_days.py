"""Every day: partners hear of the exchange a week before, the lead of an overdue product, once each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_meeting import a_meeting
from a_project import ORIGIN, P, S, a_project
from territoria_web.act.models import Partner
from territoria_web.act.services.project_days import (
    announce_exchanges,
    ask_for_products,
    forget_partners,
)
from territoria_web.convene.models import Topic
from territoria_web.convene.services.registering import forget_who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
DAY = date(2027, 5, 10)


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def test_partners_get_agenda_and_link_a_week_before_and_only_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    d = a_project(S.RUNNING)
    d.row.exchanges.update(day=DAY, agenda="Three tools", link="https://room.example/x")
    for other in (
        a_project(S.PARKED, network=d.network),
        a_project(network=d.network, example=True),
    ):
        other.row.exchanges.update(day=DAY)
    with django_capture_on_commit_callbacks(execute=True):
        for days in (8, 7, 6):
            announce_exchanges(origin=ORIGIN, today=DAY - timedelta(days=days))
    assert sorted(m.to[0] for m in mail.outbox) == ["bilbao@city.example", "bordeaux@city.example"]
    body = mail.outbox[0].body
    assert [part in body for part in ("10 May 2027", "Three tools", "https://room.example/x")] == [
        True
    ] * 3


def test_the_lead_hears_of_an_overdue_product_the_next_day_and_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    d = a_project(S.RUNNING, due=DAY)
    with django_capture_on_commit_callbacks(execute=True):
        sent = [ask_for_products(origin=ORIGIN, today=DAY + timedelta(days=n)) for n in range(3)]
    assert (sent, [m.to for m in mail.outbox]) == ([0, 1, 0], [["bordeaux@city.example"]])
    assert "By 10 May 2027 there should have been" in mail.outbox[0].body
    assert d.now().asked is not None


def test_what_nobody_answered_for_half_a_year_is_forgotten_and_opens_nothing():
    d, day = a_project(S.RUNNING), timezone.localdate()
    assert [forget_partners(today=day + timedelta(days=n)) for n in (183, 184)] == [0, 2]
    emails = {one.name: one.email for one in d.row.partners.all()}
    assert emails == {
        **{"Bordeaux": "bordeaux@city.example", "Bilbao": "bilbao@city.example"},
        **{"Milano": "", "Pau": ""},
    }
    assert d.partner("Pau").renewed == 1


def test_whom_a_session_named_is_forgotten_once_they_gave_their_place_back():
    meet = a_meeting()
    d = a_project(network=meet.network)
    ada, bo = meet.people[:2]
    d.row.topic = Topic.objects.create(meeting=meet.row, asker=ada, title="Old and new trades")
    d.row.save()
    for name, person in (("Milano", ada), ("Pau", bo)):
        told = {"person": person.name, "email": person.email, "state": P.INVITED}
        d.row.partners.filter(name=name).update(**told)
    invited = Partner.objects.create(
        project=d.row, name="Turku", email="mayor@turku.example", state=P.INVITED
    )
    assert forget_partners() == 0
    forget_who(bo)
    assert [forget_partners(), forget_partners()] == [1, 0]
    assert (d.partner("Pau").email, d.partner("Pau").person) == ("", "")
    assert (d.partner("Milano").person, d.partner("Turku").email) == (ada.name, invited.email)


def test_addresses_go_a_month_after_a_no_and_half_a_year_after_the_end():
    d, now = a_project(S.RUNNING), timezone.now()
    d.row.partners.filter(name="Milano").update(state=P.DECLINED, answered=now)
    day = timezone.localdate()
    assert [forget_partners(today=day + timedelta(days=n)) for n in (30, 32, 33)] == [0, 1, 0]
    assert (d.partner("Milano").email, d.partner("Milano").renewed) == ("", 1)
    d.row.state, d.row.ended = S.DONE, now
    d.row.save()
    assert [forget_partners(today=day + timedelta(days=n)) for n in (183, 185)] == [0, 3]
    assert set(d.row.partners.values_list("email", flat=True)) == {""}
