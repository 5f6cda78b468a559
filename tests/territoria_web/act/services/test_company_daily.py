"""What is due every day: one letter on requests, the question after 90 days, what is kept no longer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from day_of_companies import ORIGIN, a_company_day, a_firm, a_talk
from territoria_web.act.models import Company, CompanyDay, Encounter, Outcome
from territoria_web.act.rules.companies import Talk
from territoria_web.act.services.company_daily import (
    ask_what_became,
    forget_companies,
    tell_waiting_requests,
)
from territoria_web.act.services.talks import ask_for_talk, withdraw_talk
from territoria_web.act.tasks.companies import daily
from territoria_web.jobs.models import Job
from territoria_web.jobs.worker import work_once

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _letters_at_once(settings: Any) -> None:
    settings.MAIL_IN_BACKGROUND = False


def test_one_letter_a_day_tells_of_all_requests_that_wait(
    django_capture_on_commit_callbacks: Any,
):
    day, now = a_company_day(firms=3), timezone.now()
    for n in (1, 2):
        a_talk(day, n, 0, state=Talk.REQUESTED, return_value=None)
    with django_capture_on_commit_callbacks(execute=True):
        assert tell_waiting_requests(origin=ORIGIN, now=now + timedelta(hours=1)) == 1
    letter = mail.outbox.pop()
    assert (letter.to, "– Sensoria (Milano)" in letter.body) == (["firm-0@day.example"], True)
    assert "2 companies ask you for a talk and wait for an answer:" in letter.body
    assert tell_waiting_requests(origin=ORIGIN, now=now + 3 * DAY) == 0  # nothing new
    Encounter.objects.filter(asker=day.firms[2]).update(made=now + 2 * DAY)
    assert tell_waiting_requests(origin=ORIGIN, now=now + timedelta(hours=3)) == 0  # too soon
    assert tell_waiting_requests(origin=ORIGIN, now=now + 3 * DAY) == 1
    Encounter.objects.update(made=now - DAY)
    row = Encounter.objects.get(asker=day.firms[1])
    withdraw_talk(company=day.firms[1], talk=row)
    ask_for_talk(asker=day.firms[1], asked=day.firms[0], value=3)
    Company.objects.update(told=now - DAY / 2)
    assert tell_waiting_requests(origin=ORIGIN, now=now + DAY) == 1  # asked once more
    CompanyDay.objects.update(register_until=now - 2 * DAY, ask_until=now - DAY)
    Company.objects.update(told=None)
    assert tell_waiting_requests(origin=ORIGIN, now=now) == 0  # nobody could answer


def test_after_90_days_each_company_is_asked_once_and_not_about_invented_days(
    django_capture_on_commit_callbacks: Any,
):
    now = timezone.now()
    day = a_company_day(firms=4, state="ended", begins=now - timedelta(days=89))
    a_talk(day, 0, 1, state=Talk.HELD, slot=0)
    a_talk(day, 0, 2, state=Talk.HELD, slot=1)
    a_talk(day, 2, 3, state=Talk.NO_SHOW, slot=2)
    assert ask_what_became(origin=ORIGIN, now=now) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_what_became(origin=ORIGIN, now=now + 2 * DAY) == 3
    letter = next(one for one in mail.outbox if one.to == ["firm-0@day.example"])
    assert letter.body.count("– ") == 2
    assert "/after/" in letter.body
    assert Outcome.objects.filter(asked_again__isnull=False).count() == 4
    assert ask_what_became(origin=ORIGIN, now=now + 3 * DAY) == 0
    Outcome.objects.all().delete()
    CompanyDay.objects.update(example=True)
    assert ask_what_became(origin=ORIGIN, now=now + 3 * DAY) == 0


def test_what_nobody_confirmed_and_addresses_of_long_ago_are_forgotten():
    now = timezone.now()
    day = a_company_day(firms=1)
    a_firm(day.row, 1, state="waiting", confirmed=None)
    a_firm(day.row, 2, state="waiting", confirmed=None, channel="paper")
    assert forget_companies(now=now + 13 * DAY) == 0
    assert forget_companies(now=now + 15 * DAY) == 1
    assert forget_companies(now=now + 200 * DAY) == 0  # never arranged: kept no longer than others
    assert forget_companies(now=now + 400 * DAY) == 2
    assert set(Company.objects.values_list("person", "email", "renewed")) == {("", "", 1)}


def test_the_job_of_a_day_puts_down_the_next_and_writes_no_letters_without_an_address(
    settings: Any,
):
    settings.ORIGIN = ""
    job = Job.objects.create(kind="companies-daily", key="companies-daily 2027-01-01")
    assert work_once("tests")
    job.refresh_from_db()
    assert job.result == {"forgotten": 0, "requests": None, "after": None}
    assert Job.objects.filter(kind="companies-daily", state=Job.State.WAITING).count() == 1
    assert daily.__doc__
