"""Judges before a timetable is kept and before it is published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from a_barcamp import ORIGIN, a_barcamp, a_draft, a_timetable
from territoria_web.convene.models import Attendee, Interest, Space, Topic
from territoria_web.convene.services import timetables
from territoria_web.convene.services.publishing import publish_timetable
from territoria_web.convene.services.timetables import ask_for_timetable
from territoria_web.jobs.models import Job
from territoria_web.jobs.worker import work_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_faulty_draft_fails_the_job_and_is_not_kept(monkeypatch: pytest.MonkeyPatch):
    camp = a_barcamp()
    real = timetables.seat

    def untrue(*args: Any, **kwargs: Any) -> Any:
        found = real(*args, **kwargs)
        return replace(found, interest=found.interest + 1)

    monkeypatch.setattr("territoria_web.convene.tasks.seat", untrue)
    ask_for_timetable(by=camp.office, meeting=camp.meet.row)
    work_once("tests")
    job = Job.objects.get()
    assert job.state != Job.State.DONE
    assert not camp.meet.row.timetables.exists()


def test_what_cannot_be_held_any_more_is_not_published():
    camp = a_barcamp(topics=3)
    draft = a_timetable(camp, published=False)
    told = {"by": camp.office, "version": draft, "seen": 0, "origin": ORIGIN}
    Topic.objects.filter(pk=camp.topics[2].pk).update(skipped=True)
    Space.objects.filter(meeting=camp.meet.row, number=1).update(closed=[1], seats=2)
    with pytest.raises(ValidationError) as refused:
        publish_timetable(**told)
    assert sorted(refused.value.messages) == [
        "Data of buses is held although it was left out by hand.",
        "Data of buses, Round 2: 6 people on 2 seats.",
        "Keeping talent, Round 1: 5 people on 2 seats.",
        "Space 1 is closed in Round 1.",
    ]
    draft.refresh_from_db()
    assert draft.published is None


def test_what_people_said_since_stands_in_the_way_of_nothing():
    camp = a_barcamp(topics=3)
    draft = a_draft(camp)
    Attendee.objects.filter(pk=camp.people[0].pk).update(away=[1, 2])  # a host
    Attendee.objects.filter(pk=camp.people[5].pk).update(state=Attendee.State.CANCELLED)
    Interest.objects.filter(attendee=camp.people[4]).update(value=0)
    Topic.objects.create(meeting=camp.meet.row, title="Later", asker=camp.people[3])
    told = publish_timetable(by=camp.office, version=draft, seen=0, origin=ORIGIN)
    assert told.published is not None
