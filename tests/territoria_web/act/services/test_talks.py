"""Requests both ways: asked, answered, taken back; written down and fixed by the office."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from day_of_companies import ORIGIN, Day, a_company_day, a_talk
from territoria_web.act.models import Company, Encounter
from territoria_web.act.rules.companies import MOST_OPEN_REQUESTS, Talk
from territoria_web.act.services.companies import leave_day
from territoria_web.act.services.company_journal import NotTakenNow
from territoria_web.act.services.talks import (
    answer_talk,
    ask_for_talk,
    drop_talk,
    enter_talk,
    mark_rest_held,
    mark_talk,
    pin_talk,
    unpin_talk,
    withdraw_talk,
)
from territoria_web.people.models import Entry

pytestmark = pytest.mark.django_db


def fresh(talk: Encounter) -> Encounter:
    return Encounter.objects.get(pk=talk.pk)


def test_a_request_is_answered_with_an_own_value_or_a_no():
    day = a_company_day(firms=3)
    one, other, third = day.firms
    asked = ask_for_talk(asker=one, asked=other, value=3, message="Your  sensors")
    assert (asked.state, asked.value, asked.message) == (Talk.REQUESTED, 3, "Your sensors")
    with pytest.raises(ValidationError):
        answer_talk(company=one, talk=asked, value=2)
    assert answer_talk(company=other, talk=asked, value=1).state == Talk.ACCEPTED
    assert fresh(asked).return_value == 1
    declined = answer_talk(
        company=third, talk=ask_for_talk(asker=one, asked=third, value=1), value=None
    )
    assert declined.state == Talk.DECLINED
    with pytest.raises(ValidationError):
        ask_for_talk(asker=one, asked=third, value=3)


def test_whoever_asks_back_says_yes_also_after_a_no():
    day = a_company_day(firms=2)
    one, other = day.firms
    row = ask_for_talk(asker=one, asked=other, value=2)
    answer_talk(company=other, talk=row, value=None)
    agreed = ask_for_talk(asker=other, asked=one, value=3)
    assert (agreed.pk, agreed.state, agreed.value, agreed.return_value) == (
        row.pk,
        "accepted",
        2,
        3,
    )


def test_what_was_taken_back_can_be_asked_for_again_by_either():
    day = a_company_day(firms=2)
    one, other = day.firms
    row = a_talk(day, 0, 1, pin_slot=1)
    withdraw_talk(company=other, talk=row)
    assert (fresh(row).state, fresh(row).pin_slot) == (Talk.WITHDRAWN, None)
    again = ask_for_talk(asker=other, asked=one, value=1)
    assert (again.pk, again.asker_id, again.state) == (row.pk, other.pk, Talk.REQUESTED)
    with pytest.raises(ValidationError):  # whoever is asked says no
        withdraw_talk(company=one, talk=again)


def test_nobody_asks_themselves_those_who_left_or_with_a_strange_value():
    day = a_company_day(firms=2)
    one, other = day.firms
    with pytest.raises(ValidationError):
        ask_for_talk(asker=one, asked=one, value=2)
    with pytest.raises(ValidationError):
        ask_for_talk(asker=one, asked=other, value=4)
    Company.objects.filter(pk=other.pk).update(state="out")
    with pytest.raises(ValidationError):
        ask_for_talk(asker=one, asked=other, value=2)
    assert Encounter.objects.count() == 0


def test_requests_of_one_company_are_limited():
    day = a_company_day(firms=2)
    for n in range(MOST_OPEN_REQUESTS):
        other = Company.objects.create(day=day.row, name=f"C{n}", city="Pau", state="in")
        Encounter.objects.create(day=day.row, asker=day.firms[0], asked=other)
    with pytest.raises(ValidationError, match="Take a request back"):
        ask_for_talk(asker=day.firms[0], asked=day.firms[1], value=2)


def test_after_the_last_day_nobody_asks_or_answers_but_may_take_back():
    day = a_company_day(firms=2, ask_until=timezone.now() - timedelta(hours=1))
    day.row.register_until = day.row.ask_until
    day.row.save()
    row = a_talk(day, 0, 1, state=Talk.REQUESTED)
    with pytest.raises(NotTakenNow):
        ask_for_talk(asker=day.firms[1], asked=day.firms[0], value=1)
    with pytest.raises(NotTakenNow):
        answer_talk(company=day.firms[1], talk=row, value=1)
    assert withdraw_talk(company=day.firms[0], talk=row).state == Talk.WITHDRAWN


def test_the_office_writes_a_talk_down_and_takes_one_out():
    day = a_company_day(firms=3)
    one, other, _third = day.firms
    office = day.network.office
    row = enter_talk(by=office, day=day.row, asker=one, asked=other, value=3, return_value=2)
    assert (row.state, row.value, row.return_value) == (Talk.ACCEPTED, 3, 2)
    with pytest.raises(ValidationError):
        enter_talk(by=office, day=day.row, asker=other, asked=one, value=3, return_value=2)
    assert drop_talk(by=office, talk=row).state == Talk.WITHDRAWN
    assert [e.what for e in Entry.objects.order_by("-pk")[:2]] == ["drop talk", "enter talk"]


@pytest.mark.parametrize(
    ("slot", "table", "field"),
    [(9, None, "slot"), (1, None, "slot"), (2, None, "slot"), (0, 3, "table"), (0, 1, "table")],
)
def test_a_talk_is_not_fixed_where_it_cannot_be_held(slot: int, table: int | None, field: str):
    day = a_company_day(firms=4)
    Company.objects.filter(pk=day.firms[0].pk).update(away=[1])
    a_talk(day, 0, 2, pin_slot=2)
    a_talk(day, 2, 3, pin_slot=0, pin_table=1)
    with pytest.raises(ValidationError) as refused:
        pin_talk(by=day.network.office, talk=a_talk(day, 0, 1), slot=slot, table=table)
    assert set(refused.value.error_dict) == {field}


def test_a_booth_receives_and_is_no_table_of_others():
    day = a_company_day(firms=4)
    Company.objects.filter(pk=day.firms[0].pk).update(booth=1)
    office = day.network.office
    with pytest.raises(ValidationError, match="booth receives"):
        pin_talk(by=office, talk=a_talk(day, 0, 1), slot=0, table=2)
    with pytest.raises(ValidationError, match="booth of another"):
        pin_talk(by=office, talk=a_talk(day, 2, 3), slot=0, table=1)
    row = pin_talk(by=office, talk=Encounter.objects.get(asker=day.firms[2]), slot=0, table=2)
    assert (row.pin_slot, row.pin_table) == (0, 2)
    assert unpin_talk(by=office, talk=row).pin_slot is None


def on_the_day() -> Day:
    day = a_company_day(state="arranged", begins=timezone.now() - timedelta(minutes=30))
    a_talk(day, 0, 1, state=Talk.SCHEDULED, slot=0, table=1)
    a_talk(day, 2, 3, state=Talk.SCHEDULED, slot=1, table=1)
    a_talk(day, 0, 2, state=Talk.SCHEDULED, slot=3, table=1)
    return day


def test_what_was_held_is_marked_once_its_hour_has_come():
    day = on_the_day()
    first, _second, late = Encounter.objects.order_by("slot")
    office = day.network.office
    assert mark_talk(by=office, talk=first, held=False).state == Talk.NO_SHOW
    with pytest.raises(ValidationError, match="hour of this talk"):
        mark_talk(by=office, talk=late, held=True)
    assert mark_rest_held(by=office, day=day.row) == 1
    states = {one.slot: one.state for one in Encounter.objects.all()}
    assert states == {0: "no-show", 1: "held", 3: "scheduled"}
    with pytest.raises(ValidationError):
        withdraw_talk(company=day.firms[2], talk=Encounter.objects.get(slot=1))


def test_whoever_has_a_talk_on_the_agenda_is_told_at_once_that_it_falls(
    settings: Any, django_capture_on_commit_callbacks: Any
):
    settings.MAIL_IN_BACKGROUND = False
    day = a_company_day(firms=3, state="arranged")
    first = a_talk(day, 0, 1, state=Talk.SCHEDULED, slot=0, table=1)
    a_talk(day, 2, 0, state=Talk.SCHEDULED, slot=1, table=1)
    a_talk(day, 1, 2)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_talk(company=day.firms[1], talk=first, origin=ORIGIN)
    letter = mail.outbox.pop()
    assert (letter.to, letter.subject) == (["firm-0@day.example"], "A talk falls: Green technology")
    assert "The talk with Sensoria, " in letter.body
    with django_capture_on_commit_callbacks(execute=True):
        leave_day(company=day.firms[2], origin=ORIGIN)
    assert [one.to for one in mail.outbox] == [["firm-0@day.example"]]
    assert set(day.talks().values()) == {"withdrawn"}
