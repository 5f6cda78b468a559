"""Slots and spaces: one sheet, checked as a whole; nothing that a published timetable needs goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from a_barcamp import ORIGIN, Camp, a_barcamp, a_timetable
from territoria_web.convene.models import Attendee, Topic, WorkingMeeting
from territoria_web.convene.queries.barcamp_calendar import SessionDate, session_dates
from territoria_web.convene.queries.barcamp_grid import PRESETS, grid_state, slots_of, spaces_of
from territoria_web.convene.queries.sessions import programme_of
from territoria_web.convene.services.barcamp_grid import SlotLine, SpaceLine, set_grid, take_preset
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def lines(camp: Camp) -> tuple[list[SlotLine], list[SpaceLine], str]:
    slots, spaces = slots_of(camp.meet.row), spaces_of(camp.meet.row)
    return (
        [SlotLine(s.number, s.title, s.begins, s.ends) for s in slots],
        [SpaceLine(r.number, r.name, r.seats, r.features, r.closed, r.link) for r in spaces],
        grid_state(slots, spaces),
    )


def test_the_sheet_adds_changes_and_takes_away():
    camp = a_barcamp()
    slots, spaces, seen = lines(camp)
    Topic.objects.filter(pk=camp.topics[0].pk).update(
        pinned_space=camp.meet.row.spaces.get(number=2)
    )
    hour = timedelta(hours=1)
    early = SlotLine(0, "Early", slots[0].begins - hour, slots[0].ends - hour)
    hall = SpaceLine(0, " The  hall ", 40, ["Screen", "piano"], [3, 8])
    kept = [replace(spaces[0], seats=12), hall]
    set_grid(
        by=camp.office,
        meeting=camp.meet.row,
        slots=[*slots, early],
        spaces=kept,
        seen=seen,
        origin=ORIGIN,
    )
    assert [(s.number, s.title) for s in slots_of(camp.meet.row)] == [
        (3, "Early"),
        (1, "Round 1"),
        (2, "Round 2"),
    ]
    told = [(r.number, r.name, r.seats, r.features, r.closed) for r in spaces_of(camp.meet.row)]
    assert told == [
        (1, "Space 1", 12, [], []),
        (3, "The hall", 40, ["screen", "piano"], [3]),
    ]
    camp.topics[0].refresh_from_db()
    assert camp.topics[0].pinned_space is None
    with pytest.raises(ChangedMeanwhile):
        set_grid(
            by=camp.office,
            meeting=camp.meet.row,
            slots=slots,
            spaces=spaces,
            seen=seen,
            origin=ORIGIN,
        )


def test_what_does_not_fit_is_told_at_once():
    camp = a_barcamp()
    slots, spaces, seen = lines(camp)
    late = replace(slots[0], ends=slots[1].ends)
    back = replace(slots[1], ends=slots[1].begins)
    wrong = [replace(spaces[0], seats=0), replace(spaces[1], name="space 1")]
    told = {"by": camp.office, "meeting": camp.meet.row, "seen": seen, "origin": ORIGIN}
    with pytest.raises(ValidationError) as refused:
        set_grid(slots=[late, back], spaces=wrong, **told)
    assert len(refused.value.messages) == 4


def test_a_space_in_which_a_published_group_meets_stays():
    camp = a_barcamp()
    a_timetable(camp)
    slots, spaces, seen = lines(camp)
    told = {"by": camp.office, "meeting": camp.meet.row, "seen": seen, "origin": ORIGIN}
    with pytest.raises(ValidationError, match="1 group"):
        set_grid(slots=slots, spaces=spaces[:1], **told)


def test_a_preset_makes_spaces_where_there_are_none():
    camp = a_barcamp(spaces=0)
    take_preset(by=camp.office, meeting=camp.meet.row, preset=PRESETS[0])
    assert [(r.name, r.seats) for r in spaces_of(camp.meet.row)] == [
        ("Space 1", 12),
        ("Space 2", 12),
        ("Space 3", 12),
    ]
    with pytest.raises(ValidationError):
        take_preset(by=camp.office, meeting=camp.meet.row, preset=PRESETS[0])


def test_a_number_is_given_once_as_timetables_and_people_go_by_it():
    camp = a_barcamp(spaces=3)
    draft = a_timetable(camp, published=False)
    Attendee.objects.filter(pk=camp.people[0].pk).update(away=[4])
    told = {"by": camp.office, "meeting": camp.meet.row}
    slots, spaces, seen = lines(camp)
    set_grid(slots=slots[:1], spaces=spaces[:2], seen=seen, origin=ORIGIN, **told)
    draft.refresh_from_db()
    assert draft.bound == 0  # what was proven was of other slots
    slots, spaces, seen = lines(camp)
    hour = timedelta(hours=3)
    more = SlotLine(0, "Late", slots[0].begins + hour, slots[0].ends + hour)
    attic = SpaceLine(0, "Attic", 8)
    set_grid(slots=[*slots, more], spaces=[*spaces, attic], seen=seen, origin=ORIGIN, **told)
    assert [slot.number for slot in slots_of(camp.meet.row)] == [1, 5]
    assert [space.number for space in spaces_of(camp.meet.row)] == [1, 2, 4]


def test_nothing_moves_once_the_meeting_is_over():
    camp = a_barcamp(state="ended")
    slots, spaces, seen = lines(camp)
    with pytest.raises(ValidationError, match="is over"):
        set_grid(
            by=camp.office,
            meeting=camp.meet.row,
            slots=slots,
            spaces=spaces,
            seen=seen,
            origin=ORIGIN,
        )
    camp.meet.row.spaces.all().delete()
    with pytest.raises(ValidationError, match="is over"):
        take_preset(by=camp.office, meeting=camp.meet.row, preset=PRESETS[0])


def test_those_who_sit_where_hour_or_space_is_another_are_told_once(
    settings: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    settings.MAIL_IN_BACKGROUND = False
    camp = a_barcamp(topics=3)
    a_timetable(camp)  # the third topic meets alone, in the second round
    row = camp.meet.row
    before = [one.sequence for one in dates_of(row)]
    slots, spaces, seen = lines(camp)
    told = {"by": camp.office, "meeting": row, "origin": ORIGIN}
    late = replace(slots[0], ends=slots[0].ends + timedelta(minutes=5))
    with django_capture_on_commit_callbacks(execute=True):
        assert set_grid(slots=[late, slots[1]], spaces=spaces, seen=seen, **told) == 6
    assert (len(mailoutbox), len({letter.to[0] for letter in mailoutbox})) == (6, 6)
    assert mailoutbox[0].subject == "Your timetable for “Smart economy” has changed"
    assert mailoutbox[0].body.count("\n- ") == 1
    assert "11:00 to 11:50 (Europe/Paris)" in mailoutbox[0].body
    row.refresh_from_db()
    assert [one.sequence for one in dates_of(row)] == [number + 1 for number in before]
    mailoutbox.clear()
    slots, spaces, seen = lines(camp)
    attic = replace(spaces[1], name="Attic")
    more = replace(slots[0], title="First")  # another title moves nobody
    with django_capture_on_commit_callbacks(execute=True):
        assert set_grid(slots=[more, slots[1]], spaces=[spaces[0], attic], seen=seen, **told) == 1
    assert [letter.to for letter in mailoutbox] == [["person-1@meeting.example"]]
    assert "in Attic." in mailoutbox[0].body


def dates_of(row: WorkingMeeting) -> list[SessionDate]:
    programme = programme_of(row)
    assert programme is not None
    return session_dates(row, programme.sessions, programme)
