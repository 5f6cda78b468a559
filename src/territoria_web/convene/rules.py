"""What a meeting takes when: phases and the records they name, dots, doors, codes, limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.convene.models import Meeting
from territoria_web.papers.models import Paper
from territoria_web.territories.models import Cycle

# What was typed while a phase ran is taken this long after it ended.
GRACE: Final = timedelta(minutes=2)
PLAN_DAYS: Final = 100

LONGEST_TEXT: Final = 2000
LONGEST_FIELD: Final = 300
MOST_PEOPLE: Final = 400
MOST_EACH: Final = 200  # contributions of one participant to a meeting

QUADRANTS: Final[Mapping[str, Promise]] = {
    "strength": _("Strength"),
    "weakness": _("Weakness"),
    "opportunity": _("Opportunity"),
    "threat": _("Threat"),
}
PROPOSED: Final[Mapping[str, Promise]] = {
    "vision": _("Vision, in one sentence"),
    "ambition": _("Ambition"),
    "priority": _("Priority"),
}
ABOUT: Final[Mapping[str, Promise]] = {
    "correction": _("Correction of a fact"),
    "obstacle": _("Something that blocks"),
    "link": _("Actions that help one another"),
    "finding": _("Finding of the peers"),
    "suggestion": _("Suggestion of the peers"),
    "open": _("Open question"),
    "remark": _("Remark"),
}
# kind of contribution → (key of ``body``, its choices)
CHOICES: Final[Mapping[str, tuple[str, Mapping[str, Promise]]]] = {
    "contribution": ("quadrant", QUADRANTS),
    "proposal": ("for", PROPOSED),
    "note": ("about", ABOUT),
}
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "action": ("objective", "owner", "resource", "indicator"),
    "commitment": ("owner", "due", "action"),
}
KINDS: Final[Mapping[str, Promise]] = {
    "topic": _("Question or topic"),
    "contribution": _("Point"),
    "proposal": _("Proposal"),
    "action": _("Action"),
    "commitment": _("Commitment"),
    "note": _("Note"),
}
RECORDS: Final[Mapping[str, Promise]] = {
    "participant": _("who is present"),
    "interest": _("interests"),
    "topic": _("questions and topics"),
    "group": _("tables"),
    "contribution": _("points of the tables"),
    "proposal": _("proposals"),
    "vote": _("votes"),
    "action": _("actions"),
    "commitment": _("commitments"),
    "note": _("notes"),
}
AXES: Final[Mapping[str, Promise]] = {
    "priority": _("Priority"),
    "impact": _("Impact"),
    "feasibility": _("Feasibility"),
}
DOTS: Final[Mapping[str, int]] = {"priority": 3, "impact": 5, "feasibility": 5}
MOST_DOTS: Final = 20

STATE_NAMES: Final[Mapping[str, Promise]] = {
    Meeting.State.PLANNED: _("Planned"),
    Meeting.State.LIVE: _("Under way"),
    Meeting.State.ENDED: _("Ended"),
}


class Timed(Protocol):
    """Whatever has an agenda on dated days: a workshop of a cycle, a working meeting of a network."""

    @property
    def agenda(self) -> Any: ...
    @property
    def days(self) -> Any: ...
    @property
    def ran(self) -> Any: ...
    @property
    def timezone(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def phase(self) -> str: ...


@dataclass(frozen=True)
class Phase:
    """One line of an agenda. ``asks``: kind → which of its choices are offered; ``axes``: of a vote;
    ``pause``: a break.
    """

    id: str
    day: int
    title: str
    minutes: int
    what: str = ""
    output: str = ""
    records: tuple[str, ...] = ()
    asks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    axes: tuple[str, ...] = ()
    pause: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What people may put down in it."""
        return tuple(record for record in self.records if record in KINDS)

    @property
    def votes(self) -> bool:
        """Whether people vote in it."""
        return "vote" in self.records and bool(self.axes)


def phases_of(meeting: Timed) -> tuple[Phase, ...]:
    """The agenda in its order, with breaks."""
    return tuple(phase_from(held) for held in meeting.agenda)


def phase_from(held: Mapping[str, Any]) -> Phase:
    """A line of an agenda from its plain data."""
    return Phase(
        id=str(held["id"]),
        day=int(held["day"]),
        title=str(held["title"]),
        minutes=int(held["minutes"]),
        what=str(held.get("what", "")),
        output=str(held.get("output", "")),
        records=tuple(held.get("records", ())),
        asks={kind: tuple(choices) for kind, choices in held.get("asks", {}).items()},
        axes=tuple(held.get("axes", ())),
        pause=bool(held.get("break")),
    )


def as_data(phase: Phase) -> dict[str, Any]:
    """A line of an agenda as plain data."""
    told: dict[str, Any] = {
        "id": phase.id,
        "day": phase.day,
        "title": phase.title,
        "minutes": phase.minutes,
        "what": phase.what,
        "output": phase.output,
        "records": list(phase.records),
        "asks": {kind: list(choices) for kind, choices in phase.asks.items()},
        "axes": list(phase.axes),
    }
    return told | ({"break": True} if phase.pause else {})


def phase_at(meeting: Timed, phase: str) -> Phase | None:
    """One phase of the agenda; None where there is none of this name."""
    return next((p for p in phases_of(meeting) if p.id == phase), None)


def asked_in(phase: str, records: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Which choices the forms of a phase offer, by what the phase is called."""
    found: dict[str, tuple[str, ...]] = {}
    if "contribution" in records and "swot" in phase:
        found["contribution"] = tuple(QUADRANTS)
    if "proposal" in records:
        drafts = "vision" in phase or "draft" in phase
        found["proposal"] = ("vision", "ambition") if drafts else ("priority",)
    if "note" in records:
        known = {
            "evidence": ("correction", "open"),
            "obstacles": ("obstacle", "link", "open"),
            "feedback": ("finding", "suggestion", "open"),
        }
        found["note"] = known.get(phase, ("remark", "open"))
    return found


def axes_in(records: Sequence[str], before: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What is voted on: once there are actions, their impact and feasibility; before, priorities."""
    if "vote" not in records:
        return ()
    actions = any("action" in held for held in before)
    return ("impact", "feasibility") if actions else ("priority",)


# ── what is taken now ─────────────────────────────────────────────────────────────────────────


def ended_at(meeting: Timed, phase: str) -> datetime | None:
    """When a phase ended last; None while it runs, or where it never ran."""
    held = meeting.ran.get(phase, {}).get("ended")
    return datetime.fromisoformat(held) if held else None


def begun_at(meeting: Timed, phase: str) -> datetime | None:
    """When a phase was begun last."""
    held = meeting.ran.get(phase, {}).get("begun")
    return datetime.fromisoformat(held) if held else None


def runs(meeting: Timed, phase: str) -> bool:
    """Whether this is the phase that runs."""
    return meeting.state == Meeting.State.LIVE and bool(phase) and meeting.phase == phase


def still_takes(meeting: Meeting, phase: str, now: datetime) -> bool:
    """Whether a phase takes what is sent from the room: while it runs, and a little after; nothing
    once the cycle is closed.
    """
    if meeting.cycle.state == Cycle.State.CLOSED:
        return False
    if runs(meeting, phase):
        return True
    ended = ended_at(meeting, phase)
    return ended is not None and now <= ended + GRACE


def votes_shown(meeting: Meeting, phase: str, now: datetime) -> bool:
    """Whether the room may see the votes of a phase: when no dot can come in any more."""
    ended = ended_at(meeting, phase)
    return ended is not None and not runs(meeting, phase) and now > ended + GRACE


def sheets_are_taken(meeting: Meeting, proceedings: Paper | None) -> bool:
    """Whether sheets and ballots may be entered, and the board be put in order: from the beginning
    of the meeting until its proceedings are signed, or the cycle is closed.
    """
    if meeting.state == Meeting.State.PLANNED or meeting.cycle.state == Cycle.State.CLOSED:
        return False
    return proceedings is None or proceedings.is_worked_on
