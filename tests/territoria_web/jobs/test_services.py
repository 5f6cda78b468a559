"""Jobs: one worker at a time has each, what is stopped stops, what died is taken up again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from territoria_web.jobs import services
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import unfinished
from territoria_web.jobs.services import (
    LEFT,
    Cancelled,
    LeaseLost,
    MadeWay,
    cancel_job,
    claim_job,
    end_cancelled,
    enqueue,
    fail_job,
    finish_job,
    make_way,
    renew_lease,
    report_progress,
    wait_again,
)
from territoria_web.jobs.stopping import stopping
from territoria_web.people.models import Entry, User
from territoria_web.territories.models import Cycle, Territory

pytestmark = pytest.mark.django_db


def later(seconds: float = 3600):
    return timezone.now() + timedelta(seconds=seconds)


def claimed(worker: str = "one", **told: object) -> Job:
    enqueue(kind="diagnose")
    job = claim_job(worker=worker, **told)  # type: ignore[arg-type]
    assert job is not None
    return job


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_of_jobs_with_the_same_key_one_waits_at_a_time():
    first = enqueue(kind="diagnose", key="same")
    assert enqueue(kind="diagnose", key="same") == first
    finish_job(job=claim_job(worker="one"))  # type: ignore[arg-type]
    assert enqueue(kind="diagnose", key="same") != first


def test_the_oldest_job_is_taken_first_and_one_that_must_wait_is_left():
    enqueue(kind="late", not_before=later())
    first, second = enqueue(kind="first"), enqueue(kind="second")
    assert [claim_job(worker="one"), claim_job(worker="one"), claim_job(worker="one")] == [
        first,
        second,
        None,
    ]


def test_teams_come_before_visitors_however_many_these_are():
    visitors = [enqueue(kind="briefing") for _ in range(7)]
    place = Territory.objects.create(code="XX1", name="A place", country="XX", level=2)
    team = enqueue(kind="briefing", cycle=Cycle.objects.create(territory=place, title="Ours"))
    assert [claim_job(worker="one"), claim_job(worker="one")] == [team, visitors[0]]


def test_a_job_that_ends_while_the_same_is_asked_for_is_made_anew(monkeypatch: pytest.MonkeyPatch):
    first = enqueue(kind="diagnose", key="same")

    def ended_just_now(key: str) -> QuerySet[Job]:
        Job.objects.filter(pk=first.pk).update(state=Job.State.DONE)
        return unfinished(key)

    monkeypatch.setattr(services, "unfinished", ended_just_now)
    second = enqueue(kind="diagnose", key="same")
    assert (second.pk != first.pk, fresh(second).state) == (True, Job.State.WAITING)


def test_progress_is_kept_and_renews_the_lease():
    job = claimed()
    before = job.leased_until
    report_progress(job=job, done=2, of=5, said="Halfway.")
    held = fresh(job)
    assert (held.done, held.of, held.said) == (2, 5, "Halfway.")
    assert held.leased_until > before  # type: ignore[operator]


def test_a_job_that_is_asked_to_stop_hears_it_at_the_next_step():
    job = claimed()
    cancel_job(by=None, job=job)
    with pytest.raises(Cancelled):
        report_progress(job=job, done=1, of=5)
    end_cancelled(job=job)
    assert fresh(job).state == Job.State.CANCELLED


def test_a_job_that_still_waits_is_stopped_at_once():
    job = enqueue(kind="diagnose")
    cancel_job(by=None, job=job)
    assert (fresh(job).state, claim_job(worker="one")) == (Job.State.CANCELLED, None)


def test_a_job_that_is_over_is_not_stopped_any_more():
    job = claimed()
    finish_job(job=job)
    cancel_job(by=None, job=job)
    assert (fresh(job).state, fresh(job).cancel_asked) == (Job.State.DONE, False)


def test_after_its_lease_a_job_is_taken_up_by_another_worker():
    job = claimed("dead")
    assert claim_job(worker="two") is None
    again = claim_job(worker="two", now=later())
    assert again == job
    assert (again.worker, again.attempt) == ("two", 2)


def test_who_lost_the_lease_writes_nothing():
    job = claimed("slow")
    claim_job(worker="two", now=later())
    with pytest.raises(LeaseLost):
        report_progress(job=job, done=1, of=2)
    finish_job(job=job, result="stale")
    fail_job(job=job, problems=[LEFT])
    renew_lease(job=job)
    held = fresh(job)
    assert (held.state, held.worker, held.result, held.problems) == ("running", "two", None, [])


def test_the_same_worker_that_lost_a_lease_and_took_the_job_again_writes_once():
    job = claimed("one")
    again = claim_job(worker="one", now=later())
    finish_job(job=job, result="stale")
    assert fresh(job).state == "running"
    finish_job(job=again, result="right")  # type: ignore[arg-type]
    assert fresh(job).result == "right"


def test_a_job_that_kills_its_worker_each_time_fails_and_says_so():
    job = claimed()
    for attempt in range(2, 4):
        again = claim_job(worker="next", now=later(attempt * 3600))
        assert again is not None
        assert again.attempt == attempt
    assert claim_job(worker="last", now=later(9 * 3600)) is None
    held = fresh(job)
    assert (held.state, held.problems) == (Job.State.FAILED, [LEFT])


def test_a_job_whose_stopping_was_asked_before_its_worker_died_is_not_begun_again():
    job = claimed("dead")
    cancel_job(by=None, job=job)
    assert claim_job(worker="two", now=later()) is None
    assert fresh(job).state == Job.State.CANCELLED


def test_what_is_done_is_as_much_as_there_was_to_do():
    job = claimed()
    report_progress(job=job, done=3, of=5)
    finish_job(job=job, result={"a": 1})
    held = fresh(job)
    assert (held.state, held.done, held.of, held.result) == ("done", 5, 5, {"a": 1})
    assert (held.leased_until, held.ended is None) == (None, False)


def test_a_long_job_makes_way_for_a_team_and_goes_on_as_if_it_had_not_been_tried():
    long = claimed()
    make_way(job=long)  # nobody waits
    enqueue(kind="write-pages")
    make_way(job=long)  # only the house waits
    place = Territory.objects.create(code="XX1", name="A place", country="XX", level=2)
    team = Cycle.objects.create(territory=place, title="Ours")
    theirs = enqueue(kind="assess-own", cycle=team)
    with pytest.raises(MadeWay):
        make_way(job=long)
    wait_again(job=long)
    held = fresh(long)
    assert (held.state, held.attempt, held.worker, held.leased_until) == ("waiting", 0, "", None)
    assert [claim_job(worker="one"), claim_job(worker="one")] == [theirs, long]


def test_the_house_comes_after_those_who_wait_for_something():
    enqueue(kind="write-pages")
    pages = claim_job(worker="one")
    assert pages is not None
    make_way(job=pages)
    diagnosis, theirs = enqueue(kind="diagnose"), enqueue(kind="briefing")
    with pytest.raises(MadeWay):
        make_way(job=pages)
    wait_again(job=pages)
    assert [claim_job(worker="one") for _ in range(3)] == [theirs, diagnosis, pages]


def test_a_long_job_makes_way_when_its_worker_is_to_stop():
    long = claimed()
    stopping.set()
    try:
        with pytest.raises(MadeWay):
            make_way(job=long)
    finally:
        stopping.clear()


def test_a_team_does_not_make_way_for_another():
    place = Territory.objects.create(code="XX1", name="A place", country="XX", level=2)
    team = Cycle.objects.create(territory=place, title="Ours")
    enqueue(kind="assess-own", cycle=team)
    first = claim_job(worker="one")
    assert first is not None
    enqueue(kind="document", cycle=team)
    make_way(job=first)


def test_stopping_is_one_line_in_the_journal_however_often_it_is_asked():
    boss = User.objects.create_user("boss@example.org")
    job = enqueue(kind="diagnose")
    assert [cancel_job(by=boss, job=job), cancel_job(by=boss, job=job)] == [True, False]
    line = Entry.objects.get()
    assert (line.who, line.what, line.before, line.after) == (
        boss,
        "cancel job",
        {"state": "waiting"},
        {"kind": "diagnose"},
    )


def test_a_job_and_its_line_in_the_journal_are_written_together(monkeypatch: pytest.MonkeyPatch):
    def broken(**_facts: object) -> None:
        raise ZeroDivisionError

    job = enqueue(kind="diagnose")
    monkeypatch.setattr("territoria_web.jobs.services.write_entry", broken)
    with pytest.raises(ZeroDivisionError):
        enqueue(kind="briefing", deed="ask for briefing")
    with pytest.raises(ZeroDivisionError):
        cancel_job(by=None, job=job)
    assert [(held.kind, held.state) for held in Job.objects.all()] == [("diagnose", "waiting")]


def test_asking_again_for_what_waits_already_writes_no_second_line():
    for _ in range(2):
        enqueue(kind="briefing", key="one", deed="ask for briefing", told={"own": True})
    assert [(line.what, line.after) for line in Entry.objects.all()] == [
        ("ask for briefing", {"own": True})
    ]
