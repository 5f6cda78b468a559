"""The job that closes and counts."""

from __future__ import annotations

import uuid

import pytest

from desk_team import work_all
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue

pytestmark = pytest.mark.django_db


def test_a_budget_that_is_gone_by_then_is_no_fault():
    enqueue(kind="count-budget", arguments={"budget": str(uuid.uuid4())})
    work_all()
    assert Job.objects.get().state == "done"
