"""Changing, cancelling and leaving: who is told, what falls."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from day_of_companies import ORIGIN, a_company_day, a_firm, a_talk
from territoria_web.act.forms.company_settings import settings_of
from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.rules.companies import Talk
from territoria_web.act.rules.company_slots import Plan
from territoria_web.act.rules.company_words import CompanyWords
from territoria_web.act.services.companies import set_away
from territoria_web.act.services.company_days import (
    cancel_company_day,
    change_company_day,
    open_company_registration,
)
from territoria_web.act.services.company_office import enter_company
from territoria_web.act.services.outcomes import Said, SaidAfter, tell_after, tell_outcome
from territoria_web.people.models import Entry
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def test_companies_are_told_of_another_place_and_not_of_other_words(
    django_capture_on_commit_callbacks: Any,
):
    day = a_company_day(firms=1, state="arranged")
    a_firm(day.row, 1, state="waiting")
    told = {"by": day.network.office, "day": day.row, "origin": ORIGIN}
    plan = Plan(dates=(timezone.localdate(),))
    # the hours of the world were made by hand: first they are those of a plan
    CompanyDay.objects.update(state="open", register_until=None, ask_until=None)
    far = timezone.now() + timedelta(days=20)
    settings = replace(
        settings_of(CompanyDay.objects.get()),
        plan=replace(plan, dates=(far.date(),)),
        register_until=timezone.now(),
        ask_until=timezone.now(),
    )
    with django_capture_on_commit_callbacks(execute=True):
        held = change_company_day(seen=0, settings=settings, **told)
    assert [one.subject for one in mail.outbox] == ["Time or place have changed: Green technology"]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        held = change_company_day(seen=1, settings=replace(settings, about="Other"), **told)
    assert (mail.outbox, held.edit) == ([], 2)
    assert change_company_day(seen=2, settings=replace(settings, about="Other"), **told).edit == 2
    with pytest.raises(ChangedMeanwhile):
        change_company_day(seen=1, settings=settings, **told)
    assert Entry.objects.filter(what="change company day").count() == 2


def test_all_who_confirmed_are_told_that_it_is_cancelled(django_capture_on_commit_callbacks: Any):
    day = a_company_day(firms=1)
    a_firm(day.row, 1, state="waiting")
    a_firm(day.row, 2, state="waiting", confirmed=None)
    a_firm(day.row, 3, channel="file", confirmed=None)  # takes part without having opened its link
    with django_capture_on_commit_callbacks(execute=True):
        cancel_company_day(
            by=day.network.office, day=day.row, reason="Too few came.", origin=ORIGIN
        )
    assert sorted(one.to[0] for one in mail.outbox) == [f"firm-{n}@day.example" for n in (0, 1, 3)]
    assert "Too few came." in mail.outbox[0].body


def test_those_on_the_list_before_registration_opens_get_their_links_then(
    django_capture_on_commit_callbacks: Any,
):
    day = a_company_day(state="planned", firms=0)
    words = CompanyWords(name="Etxe", city="Bilbao", offers=("wood",), email="etxe@x.example")
    office = {"by": day.network.office, "day": day.row, "origin": ORIGIN}
    with django_capture_on_commit_callbacks(execute=True):
        enter_company(words=words, language="en", **office)
        assert mail.outbox == []
        open_company_registration(**office)
    assert [one.subject for one in mail.outbox] == ["You take part: Green technology"]


def test_nobody_is_away_where_a_fixed_talk_stands():
    day = a_company_day(firms=2)
    a_talk(day, 0, 1, pin_slot=1)
    with pytest.raises(ValidationError, match="fixed talk"):
        set_away(company=day.firms[1], slots=[0, 1])
    assert set_away(company=day.firms[1], slots=[3, 0, 0, 9]).away == [0, 3]


def test_only_the_two_say_what_came_of_a_talk_and_not_before_its_hour():
    begins = timezone.now() - timedelta(minutes=10)
    day = a_company_day(firms=3, state="arranged", begins=begins)
    talk = a_talk(day, 0, 1, state=Talk.SCHEDULED, slot=0)
    later = a_talk(day, 0, 2, state=Talk.SCHEDULED, slot=2)
    with pytest.raises(ValidationError, match="of others"):
        tell_outcome(company=day.firms[2], talk=talk, said=Said(True))
    with pytest.raises(ValidationError, match="hour of this talk"):
        tell_outcome(company=day.firms[0], talk=later, said=Said(True))
    with pytest.raises(ValidationError, match="list"):
        tell_outcome(company=day.firms[0], talk=talk, said=Said(True, worth=7))
    missed = tell_outcome(company=day.firms[0], talk=talk, said=Said(False, worth=3, goes_on=True))
    assert (missed.took_place, missed.worth, missed.goes_on) == (False, None, None)
    talk.refresh_from_db()
    assert talk.state == Talk.SCHEDULED
    with pytest.raises(ValidationError, match="90 days"):
        tell_after(company=day.firms[0], talk=talk, said=SaidAfter(True, False, False))
    assert Company.objects.count() == 3
