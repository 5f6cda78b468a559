"""A working meeting goes on from state to state by one table; nothing else is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from a_meeting import Meet, a_meeting, a_row
from cohort_network import CODES, a_network
from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.services.working_journal import refuse_unless_takes
from territoria_web.convene.services.working_report import publish_report
from territoria_web.convene.services.working_states import (
    begin_working_phase,
    cancel_working_meeting,
    end_absence,
    end_working_meeting,
    end_working_phase,
    open_registration,
    turn_working_door,
    welcome_the_rest,
)
from territoria_web.convene.working_rules import (
    ALWAYS,
    BY_RECORD,
    KINDS,
    ONWARD,
    phases_in,
    taken_now,
)
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
S = WorkingMeeting.State
ORIGIN = "https://t.example"


def began(meet: Meet, phase: str = "arrive", running: str = "") -> WorkingMeeting:
    by = meet.network.office
    return begin_working_phase(by=by, meeting=meet.row, phase=phase, running=running)


DEEDS: dict[str, Callable[[Meet], WorkingMeeting]] = {
    S.OPEN: lambda meet: open_registration(by=meet.network.office, meeting=meet.row),
    S.LIVE: began,
    S.ENDED: lambda meet: end_working_meeting(by=meet.network.office, meeting=meet.row),
    S.CANCELLED: lambda meet: cancel_working_meeting(
        by=meet.network.office, meeting=meet.row, reason="The hall burned down.", origin=ORIGIN
    ),
}


def test_every_step_that_the_table_does_not_name_is_refused():
    meet = a_meeting(people=0)
    for state in S:
        for to, deed in DEEDS.items():
            row = WorkingMeeting.objects.filter(pk=meet.row.pk)
            row.update(state=state, phase="", ran={})
            if to in ONWARD[state]:
                assert deed(meet).state == to
            elif (state, to) != (S.LIVE, S.LIVE):  # one phase follows another
                with pytest.raises(ValidationError):
                    deed(meet)
                assert row.get().state == state


def test_every_kind_that_a_phase_does_not_name_is_refused():
    meet = a_meeting(people=0)
    row = meet.row
    for state in S:
        for phase in phases_in(row):
            row.state, row.phase = state, phase.id if state == S.LIVE else ""
            named = set(ALWAYS[state])
            if state == S.LIVE:
                named |= {kind for record in phase.records for kind in BY_RECORD.get(record, ())}
            assert taken_now(row) == named
            for kind in set(KINDS) - named:
                with pytest.raises(ValidationError):
                    refuse_unless_takes(row, kind)


def test_registration_needs_dates_and_a_place_and_makes_the_first_rounds():
    network = a_network(*CODES)
    row = a_row(network, state=S.PLANNED, place="", days={"1": {"date": None, "starts": "09:00"}})
    with pytest.raises(ValidationError) as refused:
        open_registration(by=network.office, meeting=row)
    assert len(refused.value.messages) == 2
    row = a_row(network, state=S.PLANNED)
    opened = open_registration(by=network.office, meeting=row)
    assert (opened.state, opened.opened is not None) == (S.OPEN, True)
    rounds = [(s.number, s.title, f"{s.begins:%H:%M}", f"{s.ends:%H:%M}") for s in row.slots.all()]
    assert rounds == [  # in winter Paris is an hour ahead
        (1, "Round 1: share", "08:50", "09:35"),
        (2, "Round 2: find", "09:50", "10:35"),
    ]


def test_with_the_first_part_the_door_opens_and_with_the_end_it_closes():
    meet = a_meeting(people=0)
    with pytest.raises(ValidationError, match="once the meeting has begun"):
        turn_working_door(by=meet.network.office, meeting=meet.row, opened=True)
    row = began(meet)
    assert (row.state, row.phase, row.door_open) == (S.LIVE, "arrive", True)
    turn_working_door(by=meet.network.office, meeting=row, opened=False)
    row = began(meet, "pitch", running="arrive")
    assert (row.phase, row.door_open) == ("pitch", False)
    assert row.ran["arrive"]["ended"] is not None
    row = end_working_phase(by=meet.network.office, meeting=row, running="pitch")
    assert row.phase == ""
    turn_working_door(by=meet.network.office, meeting=row, opened=True)
    row = end_working_meeting(by=meet.network.office, meeting=row)
    assert (row.state, row.door_open) == (S.ENDED, False)


def test_two_who_press_next_at_once_leave_no_part_out():
    meet = a_meeting(people=0)
    began(meet)
    began(meet, "pitch", running="arrive")
    with pytest.raises(ChangedMeanwhile):
        began(meet, "choose", running="arrive")
    assert WorkingMeeting.objects.get(pk=meet.row.pk).phase == "pitch"


def test_cancelling_tells_those_registered_why(
    settings: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    settings.MAIL_IN_BACKGROUND = False
    meet = a_meeting(people=3)
    Attendee.objects.filter(pk=meet.people[1].pk).update(state=Attendee.State.CANCELLED)
    Attendee.objects.filter(pk=meet.people[2].pk).update(email="")
    with django_capture_on_commit_callbacks(execute=True):
        DEEDS[S.CANCELLED](meet)
    assert [mail.to for mail in mailoutbox] == [[meet.people[0].email]]
    assert "The hall burned down." in mailoutbox[0].body
    calendar = mailoutbox[0].attachments[0][1]
    assert "STATUS:CANCELLED" in calendar
    assert "SEQUENCE:1" in calendar
    with pytest.raises(ValidationError):
        cancel_working_meeting(
            by=meet.network.office, meeting=a_row(meet.network), reason=" ", origin=ORIGIN
        )


def test_whoever_is_not_marked_did_not_come():
    meet = a_meeting(people=3, state=S.LIVE)
    Attendee.objects.filter(pk=meet.people[0].pk).update(state=Attendee.State.REGISTERED)
    assert end_absence(by=meet.network.office, meeting=meet.row) == 1
    assert end_absence(by=meet.network.office, meeting=meet.row) == 0
    states = sorted(meet.row.attendees.values_list("state", flat=True))
    assert states == ["absent", "present", "present"]
    meet.row.attendees.filter(pk=meet.people[1].pk).update(state=Attendee.State.REGISTERED)
    assert welcome_the_rest(by=meet.network.office, meeting=meet.row) == 1
    states = sorted(meet.row.attendees.values_list("state", flat=True))
    assert states == ["absent", "present", "present"]
    with pytest.raises(ValidationError, match="once the meeting has begun"):
        welcome_the_rest(by=meet.network.office, meeting=a_row(meet.network))


def test_a_report_is_published_after_the_meeting_and_may_be_mended():
    meet = a_meeting(people=0, state=S.LIVE)

    def publish(minutes: str, seen: int) -> WorkingMeeting:
        return publish_report(by=meet.network.office, meeting=meet.row, minutes=minutes, seen=seen)

    with pytest.raises(ValidationError):
        publish("We met.", 0)
    end_working_meeting(by=meet.network.office, meeting=meet.row)
    with pytest.raises(ValidationError, match="at least a sentence"):
        publish(" ", 0)
    row = publish("We met.", 0)
    assert (row.state, row.report, row.edit) == (S.REPORTED, "We met.", 1)
    with pytest.raises(ChangedMeanwhile):
        publish("We sat.", 0)
    first = row.reported
    row = publish("We met, and two projects came out.", 1)
    assert (row.report, row.reported) == ("We met, and two projects came out.", first)
