"""The worker: takes one job after the other and hands each to its function.

The functions are named in the setting ``JOBS`` (kind → dotted path), because they live in rooms
above this one. Each takes the job; what it returns is kept as the job's result.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseFailed
from django.db import close_old_connections, connection
from django.utils.module_loading import import_string
from django.utils.translation import override

from territoria.errors import TerritoriaError
from territoria.speech import LANGUAGES, speaking
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import (
    Cancelled,
    LeaseLost,
    MadeWay,
    claim_job,
    end_cancelled,
    fail_job,
    finish_job,
    lease,
    renew_lease,
    report_progress,
    wait_again,
)

log = logging.getLogger(__name__)

BROKEN = {
    "where": "job",
    "what": "it stopped at something that we did not foresee; nothing was lost.",
    "mend": "Start it again; if it stops again, send the operator the number of the job.",
}


def worker_name() -> str:
    """Machine and process, as the job keeps them."""
    return f"{socket.gethostname()}:{os.getpid()}"[:80]


def work(*, stop: Callable[[], bool], pause: float) -> None:
    """Work until told to stop; ``pause``: seconds before it looks again where nothing waited."""
    name = worker_name()
    while not stop():
        close_old_connections()
        try:
            worked = work_once(name)
        except DatabaseFailed:  # the lease runs out, and the job is taken up again
            log.exception("the database did not answer; trying again")
            worked = False
        if not worked:
            time.sleep(pause)


def work_once(worker: str) -> bool:
    """Do one job; False where none waits."""
    job = claim_job(worker=worker)
    if job is None:
        return False
    with Heartbeat(job):
        run_job(job)
    return True


def run_job(job: Job) -> None:
    """Hand a job to its function, and write down how it ended."""
    asked = job.arguments.get("language", "en")
    language = asked if asked in LANGUAGES else "en"
    try:
        with speaking(language), override(language):
            function: Callable[[Job], Any] = import_string(settings.JOBS[job.kind])
            finish_job(job=job, result=function(job))
    except Cancelled:
        end_cancelled(job=job)
    except MadeWay:
        wait_again(job=job)
    except LeaseLost:
        log.warning("job %s is held by another worker now", job.public_id)
    except TerritoriaError as error:
        fail_job(
            job=job,
            problems=[{"where": p.where, "what": p.what, "mend": p.mend} for p in error.problems],
        )
    except Exception:  # the worker must outlive any job
        log.exception("job %s (%s) broke", job.public_id, job.kind)
        fail_job(job=job, problems=[BROKEN])


class Heartbeat:
    """Renews the lease of a job from a thread of its own, for steps that take longer than a lease."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._ended.wait(lease().total_seconds() / 4):
            try:
                renew_lease(job=self._job)
            except DatabaseFailed:  # busy for a while: the next beat may be in time yet
                log.warning("the lease of job %s was not renewed", self._job.public_id)
        connection.close()


__all__ = ["report_progress", "run_job", "work", "work_once", "worker_name"]
