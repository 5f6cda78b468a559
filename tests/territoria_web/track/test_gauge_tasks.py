"""Sources are asked every five minutes, as long as there is one to ask."""

from __future__ import annotations

from typing import Any

import pytest

from planned import a_plan
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import MadeWay, claim_job
from territoria_web.jobs.worker import run_job
from territoria_web.track import gauge_tasks
from territoria_web.track.gauge_tasks import begin_reading
from territoria_web.track.models import Gauge

pytestmark = pytest.mark.django_db


def a_gauge(**more: Any) -> Gauge:
    known = {"names": {"en": "Wait"}, "kind": "csv", "url": "https://x.example/a.csv", **more}
    return Gauge.objects.create(cycle=a_plan().cycle, **known)


def test_without_a_source_nothing_waits():
    a_gauge(kind="by-hand")
    begin_reading()
    assert not Job.objects.exists()


def test_one_turn_follows_the_other(monkeypatch: pytest.MonkeyPatch):
    read: list[Gauge] = []
    monkeypatch.setattr(gauge_tasks, "read_gauge", lambda *, gauge: read.append(gauge))
    gauge = a_gauge()
    begin_reading()
    begin_reading()
    job = claim_job(worker="tests")
    assert job is not None
    run_job(job)
    assert read == [gauge]
    states = Job.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["done", "waiting"]


def test_a_turn_that_made_way_puts_down_no_second_one_after_it(monkeypatch: pytest.MonkeyPatch):
    ways = iter([True, False])

    def make_way(*, job: Job) -> None:
        if next(ways):
            raise MadeWay

    monkeypatch.setattr(gauge_tasks, "make_way", make_way)
    monkeypatch.setattr(gauge_tasks, "read_gauge", lambda *, gauge: 0)
    a_gauge()
    begin_reading()
    for _turn in range(2):
        job = claim_job(worker="tests")
        assert job is not None
        run_job(job)
    states = Job.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["done", "waiting"]
