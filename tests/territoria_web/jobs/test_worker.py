"""The worker outlives a database that does not answer for a while."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import InterfaceError, OperationalError

from territoria_web.jobs import worker
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import MadeWay, enqueue


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_the_worker_goes_on_when_the_database_did_not_answer(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    asked: list[str] = []

    def once(name: str) -> bool:
        asked.append(name)
        if len(asked) == 1:
            raise error("database is locked")
        return True

    rounds: Iterator[bool] = iter([False, False, True])
    monkeypatch.setattr(worker, "work_once", once)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker.work(stop=lambda: next(rounds), pause=0)
    assert (len(asked), [r.levelname for r in caplog.records]) == (2, ["ERROR"])


@pytest.mark.django_db
def test_a_job_that_made_way_waits_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(worker.settings, "JOBS", {"long": "step_aside"})
    monkeypatch.setattr(worker, "import_string", lambda path: step_aside)
    job = enqueue(kind="long")
    assert worker.work_once("one") is True
    job.refresh_from_db()
    assert (job.state, job.attempt, job.problems) == ("waiting", 0, [])


def step_aside(job: Job) -> None:
    raise MadeWay
