"""A diagnosis is asked for once; again where it was stopped, and not by itself where it failed."""

from __future__ import annotations

import pytest

from territoria_web.jobs.models import Job
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import current
from territoria_web.recommend.services.diagnosing import Wait, diagnosing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.fixture
def assessment() -> Assessment:
    return current("blueprint")


@pytest.mark.parametrize(
    ("state", "jobs", "failed"),
    [
        ("waiting", 1, False),
        ("running", 1, False),
        ("failed", 1, True),
        ("cancelled", 2, False),
    ],
)
def test_only_after_it_was_stopped_it_is_asked_for_again(
    assessment: Assessment, state: str, jobs: int, failed: bool
):
    diagnosing(assessment)
    Job.objects.update(state=state)
    assert diagnosing(assessment) == Wait(0, 0, failed)
    assert Job.objects.count() == jobs
