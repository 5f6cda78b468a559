"""Work of every day is put down once a day, however many ask for it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.utils import timezone

from territoria_web.jobs.daily import Daily
from territoria_web.jobs.models import Job

pytestmark = pytest.mark.django_db
DAILY = Daily("listen-daily", time(4, 30))


def test_a_site_that_starts_twice_has_one_job():
    assert DAILY.begin() == DAILY.begin()


def test_what_was_done_today_is_not_done_again():
    Job.objects.filter(pk=DAILY.begin().pk).update(state=Job.State.DONE)
    DAILY.begin()
    assert Job.objects.count() == 1


def test_the_next_one_is_of_tomorrow_at_its_hour():
    job = DAILY.put_down_next()
    assert job.not_before is not None
    when = timezone.localtime(job.not_before)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert (when.date(), when.time()) == (tomorrow, time(4, 30))
