"""What somebody in the room sees: the phase that runs, their table, their ballot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from territoria_web.convene.models import Contribution, Group, Meeting, Participant
from territoria_web.convene.queries.agenda import end_of_phase
from territoria_web.convene.queries.votes import ballot_of, dots_of, left_of
from territoria_web.convene.rules import CHOICES, Phase, phase_at, runs
from territoria_web.library.saying import clock


@dataclass(frozen=True)
class Seen:
    """Something on the board of one's table. ``own``: may be changed by whoever looks."""

    row: Contribution
    label: str
    own: bool


@dataclass(frozen=True)
class Ballot:
    """What may be voted on, the dots that are out, and those that are left, by axis."""

    phase: Phase
    items: Sequence[Contribution]
    cast: Mapping[str, Mapping[str, int]]
    left: Mapping[str, int]


@dataclass(frozen=True)
class Now:
    """The phase that runs, until when, the table and what stands on it."""

    phase: Phase | None
    ends: datetime | None
    table: Group | None
    board: tuple[Seen, ...]

    @property
    def until(self) -> str:
        """When the phase should end, on the clock of the place."""
        return clock(self.ends)


def participant_by_key(code: str, key: str) -> Participant | None:
    """Whose phone this is; None where it is none of this room."""
    held = Participant.objects.select_related("meeting__cycle__territory")
    return held.filter(meeting__code=code, key=key).first() if key else None


def beat_of(code: str, key: str) -> tuple[int, int] | None:
    """Participant and beat of the room, in one query: whether anything is new."""
    held = Participant.objects.filter(meeting__code=code, key=key) if key else None
    return held.values_list("pk", "meeting__beat").first() if held is not None else None


def now_in(participant: Participant) -> Now:
    """What a participant has before them; at most two queries."""
    meeting = participant.meeting
    phase = phase_at(meeting, meeting.phase)
    if phase is None or not runs(meeting, phase.id):
        return Now(None, None, None, ())
    groups = list(
        Group.objects.filter(meeting=meeting, phase=phase.id).filter(members=participant)[:1]
    )
    table = groups[0] if groups else None
    return Now(
        phase,
        end_of_phase(meeting, phase),
        table,
        _board(participant, phase, table) if phase.kinds else (),
    )


def _board(participant: Participant, phase: Phase, table: Group | None) -> tuple[Seen, ...]:
    held = participant.meeting.contributions.filter(
        phase=phase.id, group=table, taken_back=None, joined_into=None
    )
    rows = held.order_by("made", "pk")[:300]
    hosts = table is not None and table.host_id == participant.pk
    return tuple(
        Seen(row, label_of(row), hosts or row.participant_id == participant.pk) for row in rows
    )


def label_of(row: Contribution) -> str:
    """What kind of point, proposal or note it is, in a word; empty where there are no kinds."""
    key, names = CHOICES.get(row.kind, ("", {}))
    chosen = row.body.get(key, "")
    return str(names.get(chosen, "")) if chosen else ""


def ballot_for(participant: Participant, phase: Phase) -> Ballot:
    """The ballot of somebody in a phase."""
    items = ballot_of(participant.meeting, phase)
    cast = dots_of(participant, items)
    return Ballot(phase, items, cast, left_of(participant.meeting, phase, cast))


def contribution_in(meeting: Meeting, public_id: UUID) -> Contribution | None:
    """One thing on the board of a meeting; None where it is of another."""
    held = meeting.contributions.select_related("group", "joined_into")
    return held.filter(public_id=public_id).first()


def actions_to_promise(meeting: Meeting) -> list[Contribution]:
    """The actions that somebody may stand for: those on the short list, else all."""
    held = list(
        meeting.contributions.filter(
            kind=Contribution.Kind.ACTION, taken_back=None, joined_into=None
        ).order_by("made", "pk")
    )
    return [row for row in held if row.short_listed] or held
