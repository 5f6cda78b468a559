"""The daily job of projects puts down the next one first, and writes no letters without an address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from a_project import ORIGIN
from territoria_web.act.tasks.projects import DAILY, daily
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import claim_job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def claimed() -> Job:
    DAILY.begin()
    Job.objects.filter(kind="projects-daily").update(not_before=None)
    job = claim_job(worker="one")
    assert job is not None
    return job


def test_it_does_what_is_due_and_puts_down_tomorrow(settings: Settings):
    settings.ORIGIN = ORIGIN
    assert daily(claimed()) == {"forgotten": 0, "frozen": 0, "announced": 0, "overdue": 0}
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert Job.objects.filter(key=f"projects-daily {tomorrow}").count() == 1


def test_without_an_address_of_the_site_there_are_no_letters(settings: Settings):
    settings.ORIGIN = ""
    assert daily(claimed()) == {"forgotten": 0, "frozen": 0, "announced": None, "overdue": None}
