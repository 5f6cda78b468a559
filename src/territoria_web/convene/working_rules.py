"""What a working meeting takes when: one table of states and running phases, and its limits."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.rules import Phase, phase_from
from territoria_web.library.own_links import own_link

State = WorkingMeeting.State

ATTENDEE: Final = "attendee"  # kind of the links of one's own
MOST_ATTENDEES: Final = 400
MOST_TOPICS: Final = 120
MOST_TOPICS_EACH: Final = 5
MOST_SLOTS: Final = 12
MOST_SPACES: Final = 20
LONGEST_SHEET: Final = 4000
FORGOTTEN_AFTER: Final = timedelta(days=180)  # names, after the report or the cancellation
UNREPORTED_FOR: Final = timedelta(days=365)  # after the last day, where no report came

FORMATS: Final = ("working-meeting", "barcamp")

STATE_NAMES: Final[Mapping[str, Promise]] = {
    State.PLANNED: _("In preparation"),
    State.OPEN: _("Open for registration"),
    State.LIVE: _("Under way"),
    State.ENDED: _("Ended"),
    State.REPORTED: _("Reported"),
    State.CANCELLED: _("Cancelled"),
}
MODE_NAMES: Final[Mapping[str, Promise]] = {
    WorkingMeeting.Mode.PLACE: _("In a place"),
    WorkingMeeting.Mode.ONLINE: _("Online"),
    WorkingMeeting.Mode.BOTH: _("In a place and online"),
}
ATTENDEE_STATES: Final[Mapping[str, Promise]] = {
    Attendee.State.REGISTERED: _("Registered"),
    Attendee.State.PRESENT: _("Present"),
    Attendee.State.ABSENT: _("Did not come"),
    Attendee.State.CANCELLED: _("Cancelled"),
}
INTERESTS: Final[Mapping[int, Promise]] = {
    0: _("Not for me"),
    1: _("Perhaps"),
    2: _("Gladly"),
    3: _("A must"),
}

# state → those that may follow it; nothing else does
ONWARD: Final[Mapping[str, frozenset[str]]] = {
    State.PLANNED: frozenset({State.OPEN, State.CANCELLED}),
    State.OPEN: frozenset({State.LIVE, State.CANCELLED}),
    State.LIVE: frozenset({State.ENDED}),
    State.ENDED: frozenset({State.LIVE, State.REPORTED}),
    State.REPORTED: frozenset(),
    State.CANCELLED: frozenset(),
}
# states in which its settings and programme may be changed, and people be put on the list
WORKED_ON: Final = (State.PLANNED, State.OPEN, State.LIVE)
LISTED: Final = (State.OPEN, State.LIVE, State.ENDED)

REGISTER: Final = "register"
COME_IN: Final = "come in"
TOPIC: Final = "topic"
INTEREST: Final = "interest"
SEAT: Final = "seat"
SHEET: Final = "sheet"
PROJECT: Final = "project"
KINDS: Final = (REGISTER, COME_IN, TOPIC, INTEREST, SEAT, SHEET, PROJECT)

# state → what is taken whatever runs
ALWAYS: Final[Mapping[str, frozenset[str]]] = {
    State.PLANNED: frozenset(),
    State.OPEN: frozenset({REGISTER, TOPIC, INTEREST, SEAT}),
    State.LIVE: frozenset({COME_IN, SEAT}),
    State.ENDED: frozenset({SHEET, PROJECT}),
    State.REPORTED: frozenset({PROJECT}),
    State.CANCELLED: frozenset(),
}
# record that the running phase of a format names → what is taken besides, while the meeting is live
BY_RECORD: Final[Mapping[str, frozenset[str]]] = {
    "participant": frozenset({INTEREST}),
    "topic": frozenset({TOPIC, INTEREST}),
    "vote": frozenset({INTEREST}),
    "group": frozenset({INTEREST}),
    "contribution": frozenset({SHEET, PROJECT}),
    "proposal": frozenset({SHEET, PROJECT}),
    "commitment": frozenset({SHEET, PROJECT}),
    "note": frozenset({SHEET}),
}
# records of the phases in which groups meet: each of them is a slot to begin with
ROUNDS: Final = ("contribution", "proposal")


def taken_now(meeting: WorkingMeeting) -> frozenset[str]:
    """What people may do now. Nothing else is taken, whoever asks from the room."""
    always = ALWAYS[meeting.state]
    if meeting.state != State.LIVE:
        return always
    phase = running_phase(meeting)
    records = phase.records if phase else ()
    return always.union(*(BY_RECORD.get(record, frozenset()) for record in records))


def takes(meeting: WorkingMeeting, kind: str) -> bool:
    """Whether this is taken now."""
    return kind in taken_now(meeting)


def may_become(meeting: WorkingMeeting, state: str) -> bool:
    """Whether this state may follow the one that it is in."""
    return state in ONWARD[meeting.state]


def phases_in(meeting: WorkingMeeting) -> tuple[Phase, ...]:
    """The programme in its order, with breaks."""
    return tuple(phase_from(held) for held in meeting.agenda)


def running_phase(meeting: WorkingMeeting) -> Phase | None:
    """The phase that runs; None where none does."""
    if meeting.state != State.LIVE or not meeting.phase:
        return None
    return next((p for p in phases_in(meeting) if p.id == meeting.phase), None)


def is_public(meeting: WorkingMeeting) -> bool:
    """Whether everybody may read about it: from the day on which registration opened."""
    return meeting.opened is not None


def name_in_journal(meeting: WorkingMeeting) -> str:
    """What the journal calls it."""
    return f"working meeting {meeting.public_id}"


def holds_barcamp(meeting: WorkingMeeting) -> bool:
    """Whether people propose topics and choose among them."""
    return any("topic" in phase.records for phase in phases_in(meeting))


# ── phones and links ──────────────────────────────────────────────────────────────────────────


def new_key() -> str:
    """What a phone keeps of somebody."""
    return secrets.token_urlsafe(24)


def digest_of_key(token: str) -> str:
    """What is kept of it."""
    return salted_hmac("territoria.convene.attendee", token, algorithm="sha256").hexdigest()


def attendee_link(attendee: Attendee) -> str:
    """The link of one's own."""
    return own_link(ATTENDEE, attendee.public_id, attendee.renewed)
