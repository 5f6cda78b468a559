"""Names and addresses go some time after the report, the cancellation, or a meeting without either."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from a_meeting import a_meeting
from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.working import attendee_by_link
from territoria_web.convene.services.working_retention import forget_attendees
from territoria_web.convene.services.working_states import cancel_working_meeting
from territoria_web.convene.tasks import DAILY
from territoria_web.convene.working_rules import attendee_link
from territoria_web.jobs.models import Job
from territoria_web.jobs.worker import work_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
DAY = timedelta(days=1)


def test_half_a_year_after_the_report_only_those_who_agreed_have_a_name():
    now = timezone.now()
    meet = a_meeting(people=2, state="reported", reported=now)
    Attendee.objects.filter(pk=meet.people[0].pk).update(may_be_named=True)
    links = [attendee_link(person) for person in meet.people]
    assert forget_attendees(now=now + 179 * DAY) == 0
    assert forget_attendees(now=now + 180 * DAY) == 2
    told = meet.row.attendees.order_by("pk").values_list("name", "email", "city", "state")
    assert list(told) == [
        ("Ada Lovell", "", "Bordeaux", "present"),
        ("", "", "Lappeenranta", "present"),
    ]
    assert [attendee_by_link(link) is None for link in links] == [False, True]
    assert forget_attendees(now=now + 200 * DAY) == 0


def test_cancelled_and_unreported_meetings_keep_nobody_either():
    meet = a_meeting(people=1)
    last = datetime(2027, 3, 18, tzinfo=UTC)
    assert forget_attendees(now=last + 364 * DAY) == 0
    told = {"by": meet.network.office, "meeting": meet.row, "origin": "https://meet.example"}
    cancel_working_meeting(reason="No hall is free.", **told)
    assert forget_attendees(now=timezone.now() + 179 * DAY) == 0
    assert forget_attendees(now=timezone.now() + 180 * DAY) == 1
    never = a_meeting(people=1, network=meet.network)
    WorkingMeeting.objects.filter(pk=never.row.pk).update(state="ended", example=True)
    assert forget_attendees(now=last + 365 * DAY) == 0  # invented people are nobody's data
    WorkingMeeting.objects.filter(pk=never.row.pk).update(example=False)
    assert forget_attendees(now=last + 365 * DAY) == 1


def test_the_job_of_a_day_puts_down_the_next():
    job = DAILY.begin()
    Job.objects.filter(pk=job.pk).update(not_before=timezone.now() - DAY)
    assert work_once("tests")
    job.refresh_from_db()
    assert job.result == {"forgotten": 0}
    assert Job.objects.filter(kind="meetings-daily", state=Job.State.WAITING).count() == 1
