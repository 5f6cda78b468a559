"""What is due every day is done every day, also after a day that failed, and once a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_forum import a_forum, a_need, a_voice
from desk_team import a_team
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import claim_job
from territoria_web.jobs.worker import run_job
from territoria_web.listen import tasks
from territoria_web.listen.models import Forum, Need, Voice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
AGES = timedelta(days=2000)


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead)


def todays() -> Job:
    tasks.DAILY.begin()
    job = claim_job(worker="tests")
    assert job is not None
    run_job(job)
    job.refresh_from_db()
    return job


def test_starts_make_one_job_and_a_day_makes_the_next():
    first = tasks.DAILY.begin()
    assert tasks.DAILY.begin() == first
    job = todays()
    assert (job.pk, job.state) == (first.pk, "done")
    (waiting,) = Job.objects.filter(kind="listen-daily", state="waiting")
    assert waiting.not_before is not None
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert timezone.localtime(waiting.not_before).date() == tomorrow
    assert tasks.DAILY.begin().kind == "listen-daily"
    assert (Job.objects.count(), claim_job(worker="tests")) == (2, None)


def test_a_day_that_fails_is_not_the_last(monkeypatch: pytest.MonkeyPatch):
    def breaks(**_said: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(tasks, "forget_the_old", breaks)
    assert todays().state == "failed"
    assert Job.objects.filter(kind="listen-daily", state="waiting").count() == 1


def test_it_erases_the_old_and_asks_authors(
    forum: Forum,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    settings.ORIGIN, settings.MAIL_IN_BACKGROUND = "https://town.example", False
    need = a_need(forum)
    Need.objects.update(state="delivered", since=timezone.now() - timedelta(days=29))
    old = a_voice(forum)
    Voice.objects.filter(pk=old.pk).update(seen=timezone.localdate() - AGES)
    with django_capture_on_commit_callbacks(execute=True):
        job = todays()
    assert job.result == {"forgotten": {"voices": 1, "needs": 0}, "looks": 0, "asked": 1}
    (letter,) = mail.outbox
    assert "https://town.example/en/voice/mine/" in letter.body
    assert str(need.public_id) in letter.body


def test_without_an_address_of_its_own_the_site_asks_later(forum: Forum, settings: Settings):
    settings.ORIGIN = ""
    a_need(forum)
    Need.objects.update(state="delivered", since=timezone.now() - timedelta(days=29))
    assert todays().result["asked"] is None
    assert Need.objects.get().asked is None
