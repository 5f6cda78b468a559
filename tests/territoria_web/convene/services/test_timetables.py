"""A timetable worked out by the job: what stands against it, what it holds, what changed meanwhile."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_barcamp import a_barcamp, a_draft, a_timetable
from territoria_web.convene.models import Interest, Topic
from territoria_web.convene.queries.timetables import laid_of, timetable_of
from territoria_web.convene.services import timetables
from territoria_web.convene.services.arranging import seat_again
from territoria_web.convene.services.timetables import ask_for_timetable, drop_draft
from territoria_web.convene.tasks import make_timetable_of
from territoria_web.jobs.models import Job
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_job_makes_a_draft_that_serves_the_most_interest():
    from territoria.convene.timetable.judge import judge_timetable

    camp = a_barcamp(people=6, topics=4)
    draft = a_draft(camp)
    laid = laid_of(camp.meet.row)
    assert judge_timetable(laid.event, timetable_of(laid, draft)) == ()
    assert draft.value == draft.bound
    assert len(draft.placements) == 4
    assert {len(inside) for inside in draft.seats.values()} == {6}
    assert draft.published is None
    assert draft.floor is not None
    assert Job.objects.get().state == Job.State.DONE


def test_what_is_missing_is_told_before_anything_runs():
    camp = a_barcamp(topics=0, spaces=0, people=0)
    with pytest.raises(ValidationError) as refused:
        ask_for_timetable(by=camp.office, meeting=camp.meet.row)
    assert len(refused.value.messages) == 3
    camp = a_barcamp(network=camp.meet.network)
    slot, space = camp.meet.row.slots.get(number=1), camp.meet.row.spaces.get(number=1)
    Topic.objects.filter(meeting=camp.meet.row).update(pinned_slot=slot, pinned_space=space)
    with pytest.raises(ValidationError, match="3 topics are pinned to Round 1 in Space 1"):
        ask_for_timetable(by=camp.office, meeting=camp.meet.row)
    assert not Job.objects.exists()


def test_what_changes_while_it_is_worked_out_is_told(monkeypatch: pytest.MonkeyPatch):
    camp = a_barcamp(topics=1)
    real = timetables.seat

    def meanwhile(*args: object, **kwargs: object) -> object:
        Interest.objects.filter(attendee=camp.people[4]).update(value=0)
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("territoria_web.convene.tasks.seat", meanwhile)
    assert [note["kind"] for note in a_draft(camp).notes] == ["changed"]


def test_a_meeting_that_is_gone_is_no_work():
    number = "7f0c1f0e-0000-4000-8000-000000000001"
    job = Job.objects.create(kind="timetable", arguments={"meeting": number})
    assert make_timetable_of(job) == {"meeting": number}


def test_a_draft_can_be_thrown_away_and_seats_are_dealt_again():
    camp = a_barcamp(topics=1)
    draft = a_draft(camp)
    gone = camp.people[5]
    gone.state = "absent"
    gone.save()
    again = seat_again(by=camp.office, version=draft, seen=0)
    assert (again.version.pk, again.version.edit, again.moved) == (draft.pk, 1, 0)
    assert str(gone.pk) not in again.version.seats["1"]
    with pytest.raises(ChangedMeanwhile):
        drop_draft(by=camp.office, version=draft, seen=0)  # changed by hand since
    drop_draft(by=camp.office, version=draft, seen=1)
    assert not camp.meet.row.timetables.exists()
    assert a_draft(camp).number == draft.number + 1  # on paper the first may still lie about


def test_what_is_published_is_not_thrown_away():
    camp = a_barcamp()
    with pytest.raises(ValidationError, match="published already"):
        drop_draft(by=camp.office, version=a_timetable(camp), seen=0)
    assert camp.meet.row.timetables.exists()
