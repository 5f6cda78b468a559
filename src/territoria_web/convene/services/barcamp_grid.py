"""Slots and spaces of a BarCamp: changed at the desk as one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.convene.models import Slot, Space, Topic, WorkingMeeting
from territoria_web.convene.queries.barcamp_grid import Preset, grid_state, slots_of, spaces_of
from territoria_web.convene.services.arranging import NOT_KNOWN
from territoria_web.convene.services.publishing import tell_moved
from territoria_web.convene.services.topics import features
from territoria_web.convene.services.working_journal import (
    beat_working,
    held_working,
    note_working,
    refuse_unless_worked_on,
)
from territoria_web.convene.working_rules import MOST_SLOTS, MOST_SPACES
from territoria_web.library.dates import is_within_reach
from territoria_web.library.typed import plain_line
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

MOST_SEATS = 500


@dataclass(frozen=True)
class SlotLine:
    """A slot as it is written; ``number``: of the row, 0 for a new one."""

    number: int
    title: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class SpaceLine:
    """A space as it is written; ``number``: of the row, 0 for a new one."""

    number: int
    name: str
    seats: int
    features: Sequence[str] = ()
    closed: Sequence[int] = ()
    link: str = ""


@transaction.atomic
def set_grid(
    *,
    by: User,
    meeting: WorkingMeeting,
    slots: Sequence[SlotLine],
    spaces: Sequence[SpaceLine],
    seen: str,
    origin: str,
) -> int:
    """Slots and spaces as they should be; those that are not named are taken away.

    ``seen``: ``grid_state`` of what the page showed, else ChangedMeanwhile. ValidationError where
    something does not fit, or a published timetable stands on what would go. Those who sit where hour
    or space are another get a letter; says how many people that are.
    """
    held = held_working(meeting)
    refuse_unless_worked_on(held)
    if grid_state(slots_of(held), spaces_of(held)) != seen:
        raise ChangedMeanwhile(
            _("A colleague changed slots or spaces while you were writing. Yours stand below.")
        )
    _check(slots, spaces)
    _refuse_what_is_used(held, slots, spaces)
    before, told = _room_for_groups(held), _as_told(held)
    _write_slots(held, slots)
    _write_spaces(held, spaces)
    if _room_for_groups(held) != before:
        held.timetables.filter(published=None).update(bound=NOT_KNOWN)
    note_working(by, held, "set slots", slots=len(slots), spaces=len(spaces))
    beat_working(held)
    return _tell_moved(held, told, origin)


Told = tuple[dict[int, object], dict[int, object]]


def _as_told(held: WorkingMeeting) -> Told:
    """What people were told of slots and spaces: hours and names, by number."""
    slots: dict[int, object] = {row.number: (row.begins, row.ends) for row in slots_of(held)}
    return slots, {row.number: row.name for row in spaces_of(held)}


def _tell_moved(held: WorkingMeeting, before: Told, origin: str) -> int:
    """Letters to those whom it concerns; calendars take the sessions anew."""
    slots, spaces = (
        {number for number, said in was.items() if now.get(number) != said}
        for was, now in zip(before, _as_told(held), strict=True)
    )
    concerned = tell_moved(meeting=held, slots=slots, spaces=spaces, origin=origin)
    if concerned:
        WorkingMeeting.objects.filter(pk=held.pk).update(edit=F("edit") + 1)
    return concerned


@transaction.atomic
def take_preset(*, by: User, meeting: WorkingMeeting, preset: Preset) -> None:
    """As many spaces as a preset has, where there are none yet."""
    held = held_working(meeting)
    refuse_unless_worked_on(held)
    if held.spaces.exists():
        raise ValidationError(_("There are spaces already. Change those."))
    for number in range(1, preset.spaces + 1):
        name = _("Space %(number)d") % {"number": number}
        Space.objects.create(meeting=held, number=number, name=name, seats=preset.seats)
    note_working(by, held, "set slots", slots=held.slots.count(), spaces=preset.spaces)
    beat_working(held)


def _check(slots: Sequence[SlotLine], spaces: Sequence[SpaceLine]) -> None:
    wrong: list[str] = []
    if len(slots) > MOST_SLOTS or len(spaces) > MOST_SPACES:
        said = _("A meeting has at most %(slots)d slots and %(spaces)d spaces.")
        wrong.append(said % {"slots": MOST_SLOTS, "spaces": MOST_SPACES})
    if not all(is_within_reach(when) for one in slots for when in (one.begins, one.ends)):
        raise ValidationError([*wrong, _("Give a day, such as 2027-05-10.")])
    ordered = sorted(slots, key=lambda one: one.begins)
    wrong += [_("A slot must end after it begins.") for one in ordered if one.ends <= one.begins][
        :1
    ]
    if any(later.begins < before.ends for before, later in pairwise(ordered)):
        wrong.append(_("Two slots overlap. Slots must follow one another."))
    if any(not 1 <= one.seats <= MOST_SEATS for one in spaces):
        wrong.append(_("A space has 1 to %(count)d seats.") % {"count": MOST_SEATS})
    names = [plain_line(one.name).casefold() for one in spaces]
    if "" in names or len(set(names)) < len(names):
        wrong.append(_("Give each space a name of its own."))
    if wrong:
        raise ValidationError(wrong)


def _refuse_what_is_used(
    held: WorkingMeeting, slots: Sequence[SlotLine], spaces: Sequence[SpaceLine]
) -> None:
    version = held.timetables.exclude(published=None).order_by("-number").first()
    if version is None:
        return
    kept = {one.number for one in slots}, {one.number for one in spaces}
    gone = sum(p["slot"] not in kept[0] or p["space"] not in kept[1] for p in version.placements)
    if gone:
        said = ngettext(
            "%(count)d group of the published timetable meets there. Move it, publish, then take it away.",
            "%(count)d groups of the published timetable meet there. Move them, publish, then take it away.",
            gone,
        )  # fmt: skip
        raise ValidationError(said % {"count": gone})


def _write_slots(held: WorkingMeeting, lines: Sequence[SlotLine]) -> None:
    rows = {row.number: row for row in slots_of(held)}
    kept = {line.number for line in lines}
    free = max([*rows, *_numbers_given(held, "slot"), *_numbers_away(held)], default=0)
    held.slots.filter(number__in=rows.keys() - kept).delete()
    for line in sorted(lines, key=lambda one: one.begins):
        row = rows.get(line.number) if line.number in rows else None
        if row is None:
            free += 1
            row = Slot(meeting=held, number=free)
        row.title = plain_line(line.title)[:80]
        row.begins, row.ends = line.begins, line.ends
        row.save()


def _room_for_groups(held: WorkingMeeting) -> tuple[object, ...]:
    """What a timetable is worked out from: another name or hour proves nothing else."""
    spaces = [(row.number, row.seats, row.features, row.closed) for row in spaces_of(held)]
    return [row.number for row in slots_of(held)], spaces


def _numbers_given(held: WorkingMeeting, kind: str) -> set[int]:
    """Numbers that stand in a timetable: none is given a second time, or groups would move there."""
    versions = held.timetables.values_list("placements", flat=True)
    return {one[kind] for placements in versions for one in placements}


def _numbers_away(held: WorkingMeeting) -> set[int]:
    """Numbers of slots in which somebody said they are not there."""
    said = held.attendees.exclude(away=[]).values_list("away", flat=True)
    return {number for numbers in said for number in numbers}


def _write_spaces(held: WorkingMeeting, lines: Sequence[SpaceLine]) -> None:
    rows = {row.number: row for row in spaces_of(held)}
    kept = {line.number for line in lines}
    gone = rows.keys() - kept
    Topic.objects.filter(Q(pinned_space__number__in=gone), meeting=held).update(pinned_space=None)
    held.spaces.filter(number__in=gone).delete()
    numbers = set(held.slots.values_list("number", flat=True))
    free = max([*rows, *_numbers_given(held, "space")], default=0)
    for line in lines:
        row = rows.get(line.number) if line.number in rows else None
        if row is None:
            free += 1
            row = Space(meeting=held, number=free)
        row.name, row.seats = plain_line(line.name)[:80], line.seats
        row.features, row.link = features(line.features), line.link
        row.closed = sorted(numbers.intersection(line.closed))
        row.save()
