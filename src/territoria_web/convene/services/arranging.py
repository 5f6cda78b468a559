"""Changing a timetable by hand: pin, leave out, move, swap; seating people again. What is set by hand
holds in every later timetable.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.convene.models import Slot, Space, TimetableVersion, Topic
from territoria_web.convene.queries.conditions import conditions_of, is_tighter
from territoria_web.convene.queries.timetables import (
    Laid,
    laid_of,
    picks_of,
    seating_of,
    timetable_of,
    worth_now,
)
from territoria_web.convene.services.timetables import next_number, placed, seat_fields, seats_in
from territoria_web.convene.services.topics import refuse_unless_open_or_live
from territoria_web.convene.services.working_journal import held_working, note_working
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

if TYPE_CHECKING:
    from territoria.convene.timetable.event import Timetable
    from territoria.convene.timetable.moves import Move

NOT_KNOWN = 0  # bound of a version that was worked out from something else than stands now
BY_HAND = "It was left out by hand."  # sentences of the engine
MADE_ROOM = "It made room for a topic that was moved by hand."


@dataclass(frozen=True)
class Arranged:
    """A version after a deed by hand, and how many people have another seat for it."""

    version: TimetableVersion
    moved: int


@transaction.atomic
def move_topic(
    *, by: User, version: TimetableVersion, topic: Topic, slot: Slot, space: Space, seen: int
) -> Arranged:
    """Put a topic into a slot and a space; what stands there takes its place. Both are pinned."""
    from territoria.convene.timetable.moves import Move

    row, laid = _opened(version, seen)
    name = _known(laid, topic)
    place = Move(name, laid.slot_names[slot.number], laid.space_names[space.number])
    before = timetable_of(laid, row)
    after, swapped = _after(laid, before, place)
    held = {one.topic: one for one in after.placements}
    for moved in [name, *([swapped] if swapped in held else [])]:
        _pin(laid, moved, laid.slots[held[moved].slot], laid.spaces[held[moved].room])
    note_working(by, row.meeting, "move topic", topic=topic.title)
    return _kept(by, row, laid, before, after)


@transaction.atomic
def skip_topic(*, by: User, version: TimetableVersion, topic: Topic, seen: int) -> Arranged:
    """Leave a topic out, in this timetable and in later ones."""
    from territoria.convene.timetable.moves import Move

    row, laid = _opened(version, seen)
    before = timetable_of(laid, row)
    after, _swapped = _after(laid, before, Move(_known(laid, topic)))
    Topic.objects.filter(pk=topic.pk).update(skipped=True, pinned_slot=None, pinned_space=None)
    note_working(by, row.meeting, "skip topic", topic=topic.title)
    return _kept(by, row, laid, before, after)


@transaction.atomic
def unskip_topic(*, by: User, version: TimetableVersion, topic: Topic, seen: int) -> None:
    """A topic that was left out by hand may be held again: move it, or make the timetable anew."""
    row = _held(version, seen)
    Topic.objects.filter(pk=topic.pk, meeting=row.meeting).update(skipped=False)
    _bound_lost(row)
    note_working(by, row.meeting, "unskip topic", topic=topic.title)


@transaction.atomic
def pin_topic(*, by: User, version: TimetableVersion, topic: Topic, seen: int) -> None:
    """Let a topic stay where it stands, in later timetables too."""
    row, laid = _opened(version, seen)
    place = next((p for p in row.placements if p["topic"] == topic.pk), None)
    if place is None:
        raise ValidationError(_("This topic stands nowhere. Move it first."))
    slot = row.meeting.slots.get(number=place["slot"])
    _pin(laid, _known(laid, topic), slot, row.meeting.spaces.get(number=place["space"]))
    _bound_kept(row, laid)
    note_working(by, row.meeting, "pin topic", topic=topic.title)


@transaction.atomic
def unpin_topic(*, by: User, version: TimetableVersion, topic: Topic, seen: int) -> None:
    """Let a topic be placed freely again."""
    row = _held(version, seen)
    held = Topic.objects.filter(pk=topic.pk, meeting=row.meeting)
    held.update(pinned_slot=None, pinned_space=None)
    _bound_lost(row)
    note_working(by, row.meeting, "unpin topic", topic=topic.title)


@transaction.atomic
def seat_again(*, by: User, version: TimetableVersion, seen: int) -> Arranged:
    """Seat people once more: without those who did not come, with those who came since. As few as can
    be change their seat.
    """
    row, laid = _opened(version, seen)
    before = timetable_of(laid, row)
    note_working(by, row.meeting, "seat again")
    return _kept(by, row, laid, before, worth_now(laid, before))


# ── the version ───────────────────────────────────────────────────────────────────────────────


def _held(version: TimetableVersion, seen: int) -> TimetableVersion:
    meeting = held_working(version.meeting)
    refuse_unless_open_or_live(meeting)
    row = TimetableVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    row.meeting = meeting
    last = meeting.timetables.order_by("-number").values_list("pk", flat=True).first()
    if row.edit != seen or row.pk != last:
        raise ChangedMeanwhile(
            _("A colleague changed the timetable meanwhile. Look at it as it stands now.")
        )
    return row


def _bound_kept(row: TimetableVersion, laid: Laid) -> None:
    """With one condition more no better timetable exists: what was proven before the deed holds."""
    known = _known_best(row, laid)
    if known["bound"] == row.bound:
        TimetableVersion.objects.filter(pk=row.pk).update(conditions=known["conditions"])


def _bound_lost(row: TimetableVersion) -> None:
    """With one condition fewer a better timetable may exist; what was published stays as it is."""
    if not row.published:
        row.bound, row.edit = NOT_KNOWN, row.edit + 1
        row.save(update_fields=["bound", "edit"])


def _opened(version: TimetableVersion, seen: int) -> tuple[TimetableVersion, Laid]:
    row = _held(version, seen)
    return row, laid_of(row.meeting)


def _known(laid: Laid, topic: Topic) -> str:
    if topic.pk not in laid.topic_names:
        raise ValidationError(_("This topic was withdrawn, hidden or joined meanwhile."))
    return laid.topic_names[topic.pk]


def _pin(laid: Laid, name: str, slot: Slot, space: Space) -> None:
    held = Topic.objects.filter(pk=laid.topics[name].row.pk)
    held.update(pinned_slot=slot, pinned_space=space, skipped=False)


def _after(laid: Laid, before: Timetable, move: Move) -> tuple[Timetable, str]:
    """The timetable after a move, and the topic that made room; ValidationError where it may not be."""
    from territoria.convene.timetable.moves import value_if

    tried = value_if(laid.event, worth_now(laid, before), move)
    if not tried.allowed:
        raise ValidationError(list(tried.why_not))
    return replace(before, placements=tried.placements, value=tried.value), tried.swapped


def _kept(
    by: User, row: TimetableVersion, laid: Laid, before: Timetable, after: Timetable
) -> Arranged:
    """The draft with people seated again; of a published version a new draft."""
    from territoria.convene.timetable.reseat import reseat

    done = reseat(laid.event, after, seating_of(laid, row), keep=picks_of(row.meeting, laid))
    fields: dict[str, Any] = {
        "placements": placed(laid, after),
        "seats": seats_in(laid, done.seating),
        "left_out": _left_out(row, laid, after),
        "value": after.value,
        "method": row.method,
        **_known_best(row, laid),
        **seat_fields(laid, done.seating),
    }
    kept = _written(by, row, fields)
    return Arranged(kept, len({one.person for one in done.moved}))


def _known_best(row: TimetableVersion, laid: Laid) -> dict[str, Any]:
    """What no timetable can exceed after a deed by hand: what it was before the deed, where that was
    reckoned from what stood then and the deed only set a condition more.
    """
    now = laid_of(row.meeting)
    holds = row.conditions == conditions_of(laid) and is_tighter(now.event, laid.event)
    return {"bound": row.bound if holds else NOT_KNOWN, "conditions": conditions_of(now)}


def _written(by: User, row: TimetableVersion, fields: dict[str, Any]) -> TimetableVersion:
    if row.published:
        number = next_number(row.meeting)
        return TimetableVersion.objects.create(
            meeting=row.meeting, number=number, made_by=by, **fields
        )
    for name, value in fields.items():
        setattr(row, name, value)
    row.edit += 1
    row.save(update_fields=[*fields, "edit"])
    return row


def _left_out(row: TimetableVersion, laid: Laid, after: Timetable) -> dict[str, str]:
    """Topic → why it is not held: as before, or by what was done by hand."""
    held = {one.topic for one in after.placements}
    stood = {one["topic"] for one in row.placements}
    out: Iterable[tuple[str, int]] = (
        (name, one.row.pk) for name, one in laid.topics.items() if name not in held
    )
    return {
        str(pk): row.left_out.get(str(pk)) or (MADE_ROOM if _gave_way(pk, stood) else BY_HAND)
        for _name, pk in out
    }


def _gave_way(topic: int, stood: set[int]) -> bool:
    return topic in stood and not Topic.objects.filter(pk=topic, skipped=True).exists()
