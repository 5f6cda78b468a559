"""The work of every day: put down for tomorrow first, then done; no letters without an address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import claim_job
from territoria_web.track.tasks import DAILY, daily
from tracked import a_steward, promised

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def claimed() -> Job:
    """The job as a worker takes it."""
    job = claim_job(worker="tests")
    assert job is not None
    return job


def test_a_day_is_begun_once_and_the_next_one_put_down(settings: Settings):
    settings.ORIGIN = ""
    waiting = DAILY.begin()
    assert DAILY.begin() == waiting
    assert daily(claimed()) == {"dropped": 0, "forgotten": 0, "asked": None, "digests": None}
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert Job.objects.get(key=f"track-daily {tomorrow}").not_before is not None


def test_letters_go_out_where_the_site_knows_its_address(settings: Settings):
    settings.ORIGIN = "https://town.example"
    a_steward(promised())
    DAILY.begin()
    assert daily(claimed()) == {"dropped": 0, "forgotten": 0, "asked": 0, "digests": 0}
