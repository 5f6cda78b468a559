"""The board of a meeting, phase by phase: everything that was put down, also what was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from territoria_web.convene.models import Contribution, Meeting
from territoria_web.convene.queries.room import label_of
from territoria_web.convene.rules import KINDS, Phase, phases_of
from territoria_web.library.dates import day_in


@dataclass(frozen=True)
class Card:
    """One thing on the board. ``due``: until when somebody stands for it; ``doubles``: how many were
    joined into it.
    """

    row: Contribution
    kind: str
    label: str
    table: int | None
    due: date | None
    doubles: int = 0


@dataclass(frozen=True)
class Column:
    """What was put down in a phase: what stands, and what no longer does."""

    phase: Phase
    cards: tuple[Card, ...]
    joined: tuple[Card, ...] = field(default=())
    gone: tuple[Card, ...] = field(default=())


def board_of(meeting: Meeting) -> list[Column]:
    """The phases in which something may be put down, with what stands there; one query."""
    held = meeting.contributions.select_related("group", "joined_into", "need")
    rows = list(held.order_by("made", "pk"))
    lines = [phase for phase in phases_of(meeting) if phase.kinds]
    return [_column(phase, [r for r in rows if r.phase == phase.id]) for phase in lines]


def _column(phase: Phase, rows: Sequence[Contribution]) -> Column:
    doubles = [row.joined_into_id for row in rows]
    cards = [_card(row, doubles.count(row.pk)) for row in rows]
    return Column(
        phase,
        tuple(c for c in cards if not c.row.taken_back and not c.row.joined_into_id),
        tuple(c for c in cards if not c.row.taken_back and c.row.joined_into_id),
        tuple(c for c in cards if c.row.taken_back),
    )


def _card(row: Contribution, doubles: int) -> Card:
    table = row.group.number if row.group else None
    due = day_in(row.body.get("due"))
    return Card(row, str(KINDS[row.kind]), label_of(row), table, due, doubles)


def counts_of_phase(meeting: Meeting, phase: Phase) -> int:
    """How much stands on the board of a phase."""
    held = meeting.contributions.filter(phase=phase.id, taken_back=None, joined_into=None)
    return held.count()
