"""The judge before an arrangement is kept and before it is published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from day_of_companies import ORIGIN, a_company_day, a_talk, arranged
from territoria_web.act.models import CompanyDay, Schedule
from territoria_web.act.services.company_schedules import ask_for_schedule, publish_schedule
from territoria_web.jobs.models import Job
from territoria_web.jobs.worker import work_once

pytestmark = pytest.mark.django_db


def test_a_faulty_arrangement_fails_the_job_and_is_not_kept(monkeypatch: pytest.MonkeyPatch):
    from territoria.act import matchmaking

    day = a_company_day()
    a_talk(day, 0, 1)
    real = matchmaking.arrange_meetings

    def untrue(*args: Any, **kwargs: Any) -> Any:
        found = real(*args, **kwargs)
        return replace(found, value=found.value + 1, bound=found.bound + 1)

    monkeypatch.setattr(matchmaking, "arrange_meetings", untrue)
    ask_for_schedule(by=day.network.office, day=day.row)
    work_once("tests")
    assert Job.objects.get().state != Job.State.DONE
    assert not Schedule.objects.exists()


def test_what_cannot_be_held_any_more_is_on_no_agenda():
    day = a_company_day()
    a_talk(day, 0, 1)
    a_talk(day, 2, 3)
    draft = arranged(day)
    tables = {m["table"] for m in draft.meetings}
    CompanyDay.objects.filter(pk=day.row.pk).update(tables=max(tables) - 1)
    with pytest.raises(ValidationError, match="once more"):
        publish_schedule(by=day.network.office, schedule=draft, origin=ORIGIN)
    draft.refresh_from_db()
    assert draft.published is None
