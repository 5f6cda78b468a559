"""One panel for changing a timetable by hand: what stands where, what each deed would change, which
topics stand in each other's way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from territoria_web.convene.models import Slot, Space, TimetableVersion, Topic
from territoria_web.convene.queries.timetables import Laid, laid_of, timetable_of, worth_now
from territoria_web.convene.queries.topics import StandingTopic

if TYPE_CHECKING:
    from territoria.convene.timetable.event import Timetable

MOST_CONFLICTS = 12


@dataclass(frozen=True)
class Cell:
    """A place of the grid. Of a chosen topic besides: what it would change to put it there, and why
    it may not stand there; ``swapped``: what would take its place.
    """

    slot: Slot
    space: Space
    is_closed: bool
    topic: Topic | None
    is_pinned: bool
    is_chosen: bool = False
    gain: int = 0
    why_not: str = ""

    @property
    def deed(self) -> str:
        """The value of its button."""
        return f"move {self.slot.number} {self.space.number}"

    @property
    def points(self) -> int:
        """How many points it would change, up or down."""
        return abs(self.gain)


@dataclass(frozen=True)
class Clash:
    """Two topics held at the same time: how many want both, and the interest that is lost."""

    slot: Slot
    one: Topic
    other: Topic
    people: int
    lost: int


@dataclass(frozen=True)
class Panel:
    """A version for changing it by hand. ``topics``: all that stand; ``chosen``: the one looked at."""

    laid: Laid
    version: TimetableVersion
    timetable: Timetable
    chosen: StandingTopic | None

    @cached_property
    def spaces(self) -> list[Space]:
        """The columns."""
        return list(self.laid.spaces.values())

    @cached_property
    def rows(self) -> list[tuple[Slot, list[Cell]]]:
        """The grid, slot by slot."""
        return [
            (slot, [self._cell(slot, space) for space in self.spaces])
            for slot in self.laid.slots.values()
        ]

    @cached_property
    def clashes(self) -> list[Clash]:
        """What stands in each other's way, the worst first."""
        from territoria.convene.timetable.conflicts import conflicts_of

        found = conflicts_of(self.laid.event, self.timetable)[:MOST_CONFLICTS]
        return [
            Clash(
                self.laid.slots[one.slot],
                self.laid.topics[one.topics[0]].row,
                self.laid.topics[one.topics[1]].row,
                one.people,
                one.lost,
            )
            for one in found
        ]

    @cached_property
    def not_held(self) -> list[StandingTopic]:
        """Topics that stand in no slot."""
        held = {one.topic for one in self.timetable.placements}
        return [one for name, one in self.laid.topics.items() if name not in held]

    @cached_property
    def without_chosen(self) -> int:
        """What it would change to leave the chosen topic out."""
        from territoria.convene.timetable.moves import Move, value_if

        assert self.chosen is not None
        name = self.laid.topic_names[self.chosen.row.pk]
        return value_if(self.laid.event, self.timetable, Move(name)).gain

    @property
    def is_held(self) -> bool:
        """Whether the chosen topic stands somewhere."""
        return self.chosen is not None and self.chosen not in self.not_held

    @cached_property
    def _held(self) -> Mapping[tuple[str, str], str]:
        return {(one.slot, one.room): one.topic for one in self.timetable.placements}

    def _cell(self, slot: Slot, space: Space) -> Cell:
        laid = self.laid
        at = (laid.slot_names[slot.number], laid.space_names[space.number])
        name = self._held.get(at, "")
        row = laid.topics[name].row if name else None
        is_chosen = self.chosen is not None and row is not None and row.pk == self.chosen.row.pk
        gain, why_not = self._tried(at) if self.chosen and not is_chosen else (0, "")
        pinned = row is not None and row.pinned_slot_id == slot.pk
        closed = slot.number in space.closed
        return Cell(slot, space, closed, row, pinned, is_chosen, gain, why_not)

    def _tried(self, at: tuple[str, str]) -> tuple[int, str]:
        from territoria.convene.timetable.moves import Move, value_if

        assert self.chosen is not None
        name = self.laid.topic_names[self.chosen.row.pk]
        found = value_if(self.laid.event, self.timetable, Move(name, *at))
        return found.gain, " ".join(found.why_not)


def panel_of(version: TimetableVersion, chosen: Topic | None = None) -> Panel:
    """The panel of a version, by what people say now."""
    laid = laid_of(version.meeting)
    timetable = worth_now(laid, timetable_of(laid, version))
    name = laid.topic_names.get(chosen.pk, "") if chosen else ""
    return Panel(laid, version, timetable, laid.topics[name] if name else None)
