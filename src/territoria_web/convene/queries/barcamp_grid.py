"""Slots and spaces of a BarCamp as the office writes them: lines of text, presets, one digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from territoria_web.convene.models import Slot, Space, WorkingMeeting
from territoria_web.library.saying import clock, day, hours


@dataclass(frozen=True)
class Preset:
    """A number of spaces to begin with, each with so many seats."""

    spaces: int
    seats: int


PRESETS: Final = (Preset(3, 12), Preset(4, 10), Preset(5, 10), Preset(6, 12))


def slots_of(meeting: WorkingMeeting) -> list[Slot]:
    """In their order."""
    return list(meeting.slots.order_by("begins", "number"))


def spaces_of(meeting: WorkingMeeting) -> list[Space]:
    """In their order."""
    return list(meeting.spaces.order_by("number"))


def grid_state(slots: Iterable[Slot], spaces: Iterable[Space]) -> str:
    """A digest of the slots and spaces as they stand, to see whether somebody changed them."""
    told = [(s.number, s.title, s.begins.isoformat(), s.ends.isoformat()) for s in slots]
    rooms = [(r.number, r.name, r.seats, r.features, r.closed, r.link) for r in spaces]
    return hashlib.sha256(repr((told, rooms)).encode()).hexdigest()[:16]


def slot_name(slot: Slot) -> str:
    """Its title, or its number."""
    return slot.title or _("Slot %(number)d") % {"number": slot.number}


def when_said(slot: Slot, meeting: WorkingMeeting) -> str:
    """Day and hours in the time of the meeting, with the name of its zone."""
    zone = ZoneInfo(meeting.timezone)
    begins, ends = slot.begins.astimezone(zone), slot.ends.astimezone(zone)
    told = {"day": day(begins.date()), "begins": clock(begins), "ends": clock(ends)}
    return f"{_('%(day)s, %(begins)s to %(ends)s') % told} ({meeting.timezone})"


def hours_said(slot: Slot, meeting: WorkingMeeting) -> str:
    """The hours in the time of the meeting; with the day where it has several."""
    zone = ZoneInfo(meeting.timezone)
    begins, ends = slot.begins.astimezone(zone), slot.ends.astimezone(zone)
    said = hours(begins, ends, " – ")
    return said if len(meeting.days) < 2 else f"{day(begins.date())}, {said}"


def features_of(meeting: WorkingMeeting) -> list[str]:
    """What some of the spaces have, each word once."""
    words = [word for row in spaces_of(meeting) for word in row.features]
    return list(dict.fromkeys(words))
