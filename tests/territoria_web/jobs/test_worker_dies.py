"""A worker is killed in the middle of a job: nothing is lost, nothing is written twice."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from django.db import connection

from worker_trial import Trial, a_trial

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

GIVE = """
import json
from desk_team import HEAD, a_team
from territoria_web.measure.services.own_figures import receive_own_figures
team = a_team()
content = (HEAD + "FRE1,hrst,2022,38.5\\n").encode()
receive_own_figures(by=team.lead, cycle=team.cycle, content=content, file_name="own.csv")
print(json.dumps(team.cycle.pk))
"""
RACE = """
import json, threading
from django.db import connection
from territoria_web.jobs.services import claim_job, enqueue
wanted = sorted(enqueue(kind=f"kind-{n}").pk for n in range(8))
got, gate = [], threading.Barrier(4)
def work(name):
    gate.wait()
    while job := claim_job(worker=name):
        got.append(job.pk)
    connection.close()
threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
[t.start() for t in threads]; [t.join() for t in threads]
print(json.dumps([wanted, sorted(got)]))
"""


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    if connection.vendor != "sqlite":
        pytest.skip("the database is copied as a file")
    return a_trial(tmp_path, Path(connection.settings_dict["NAME"]), lease=2.0)


def test_a_killed_workers_job_is_taken_up_and_finished_once(trial: Trial):
    cycle = trial.run(GIVE)
    job = "SELECT state, attempt, done FROM jobs_job"
    first = trial.start_worker()
    try:
        # scores are written, peers and advice are being worked out
        trial.wait(lambda: trial.ask(job) == ("running", 1, 1))
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert trial.ask(job) == ("running", 1, 1)
    made = f"SELECT count(*) FROM measure_assessment WHERE cycle_id = {cycle}"
    assert trial.ask(made) == (1,)

    second = trial.start_worker()
    try:
        trial.wait(lambda: trial.ask(job)[0] == "done")
    finally:
        second.terminate()
        second.wait()
    assert trial.ask(job) == ("done", 2, 2)
    assert trial.ask(made) == (1,)
    assert trial.ask(
        "SELECT count(*), count(DISTINCT assessment_id) FROM recommend_advised WHERE assessment_id "
        f"IN (SELECT id FROM measure_assessment WHERE cycle_id = {cycle})"
    ) == (1, 1)


def test_of_several_workers_at_once_each_gets_another_job(trial: Trial):
    wanted, got = trial.run(RACE)
    assert got == wanted
