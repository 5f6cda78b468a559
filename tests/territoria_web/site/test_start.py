"""A start goes on with what was left, and tries again what failed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from territoria_web.jobs.models import Job
from territoria_web.measure.queries.assessments import current
from territoria_web.recommend.services.diagnosing import diagnosing
from territoria_web.site.start import _go_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def waiting() -> list[str]:
    return sorted(Job.objects.filter(state="waiting").values_list("key", flat=True))


def test_the_other_frameworks_are_diagnosed_and_pages_written_once(
    settings: Settings, tmp_path: Path
):
    settings.WRITTEN_PAGES = tmp_path
    _go_on()
    keys = waiting()
    assert keys == sorted(
        ["write-pages"]
        + [
            f"{kind} {timezone.localdate()}"
            for kind in (
                *("companies-daily", "listen-daily", "mentoring-daily", "projects-daily"),
                *("meetings-daily", "track-daily"),
            )
        ]
        + [f"diagnose:{current(f).pk}" for f in ("small-cities", "smart-city", "sme-go-digital")]
    )
    _go_on()
    assert waiting() == keys


def test_a_diagnosis_that_failed_is_tried_again_by_the_next_start_only():
    small = current("small-cities")
    assert not diagnosing(small).failed
    Job.objects.filter(key=f"diagnose:{small.pk}").update(state="failed", attempt=3)
    assert diagnosing(small).failed
    _go_on()
    assert not diagnosing(small).failed
    assert Job.objects.filter(key=f"diagnose:{small.pk}").count() == 2


def test_what_is_done_is_not_done_again():
    _go_on()
    Job.objects.update(state="done")
    _go_on()
    assert waiting() == []
