"""What a mentoring round takes when: one table of phases; its words, its limits, links of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from territoria_web.act.models import (
    MentoringFeedback,
    MentoringPerson,
    MentoringRound,
    MentoringWorkshop,
    Mentorship,
)
from territoria_web.library.own_links import own_link

State = MentoringRound.State
Method = MentoringRound.Method
Kind = MentoringPerson.Kind
Part = MentoringPerson.State
Pair = Mentorship.State
At = MentoringFeedback.At

MENTORING_LINK: Final = "mentoring"  # kind of the links of one's own
MOST_WISHES: Final = 3
MOST_CAPACITY: Final = 6
MOST_HOURS: Final = 40
MOST_PLACES: Final = 6  # of a workshop
MOST_PEOPLE: Final = 400  # of a round
MOST_TALKS: Final = 40  # of a pair
MOST_DEEDS_A_DAY: Final = 80  # by one link
MOST_REGISTERED_BY_ONE: Final = 10  # network address, in a day
LONGEST: Final = 2000
FIRST_TALK_WITHIN: Final = timedelta(days=21)
ASKED_AFTER: Final = timedelta(
    days=7
)  # from the end of talks, whoever has not said what they were worth
MIDDLE_FROM: Final = 2  # talks held
TALKS: Final = (3, 6)  # of a pair, as guidance
MINUTES: Final = (45, 60)
UNCONFIRMED_FOR: Final = timedelta(days=14)  # then a registration is forgotten
FORGOTTEN_AFTER: Final = timedelta(days=183)  # from the end of a round
SILENT_FOR: Final = timedelta(days=365)  # then a round ends by itself
WARNED_BEFORE: Final = timedelta(days=30)  # its office


class Phase(StrEnum):
    """Where a round stands, by its state and by the day."""

    PLANNED = "planned"
    OPEN = "open"
    PAIRING = "pairing"  # registration is over, no proposal is out
    RUNNING = "running"
    ENDED = "ended"


SETTINGS: Final = "settings"
REGISTER: Final = "register"
CONFIRM: Final = "confirm"
ENTER: Final = "enter"  # the office enters, changes and takes out people
PROFILE: Final = "profile"
WISH: Final = "wish"
ASSIGN: Final = "assign"  # drafts of pairs, by the method or by hand
SEND: Final = "send"
ANSWER: Final = "answer"
TALK: Final = "talk"
FEEDBACK: Final = "feedback"
PART_WAYS: Final = "part ways"
WORKSHOP: Final = "workshop"
LEAVE: Final = "leave"
KINDS: Final = (
    *(SETTINGS, REGISTER, CONFIRM, ENTER, PROFILE, WISH, ASSIGN, SEND, ANSWER, TALK, FEEDBACK),
    *(PART_WAYS, WORKSHOP, LEAVE),
)

_PEOPLE = frozenset({SETTINGS, CONFIRM, ENTER, PROFILE, WISH, ASSIGN, SEND, WORKSHOP, LEAVE})
# phase → what is taken in it; nothing else is, whoever asks
TAKEN: Final[Mapping[Phase, frozenset[str]]] = {
    Phase.PLANNED: frozenset({SETTINGS, ENTER, LEAVE}),
    Phase.OPEN: _PEOPLE | {REGISTER},
    Phase.PAIRING: _PEOPLE,
    Phase.RUNNING: _PEOPLE | {ANSWER, TALK, FEEDBACK, PART_WAYS},
    Phase.ENDED: frozenset({FEEDBACK, LEAVE}),
}

PHASE_NAMES: Final[Mapping[Phase, Promise]] = {
    Phase.PLANNED: pgettext_lazy("state of a mentoring round", "In preparation"),
    Phase.OPEN: pgettext_lazy("state of a mentoring round", "Open for registration"),
    Phase.PAIRING: pgettext_lazy("state of a mentoring round", "Pairs are being made"),
    Phase.RUNNING: pgettext_lazy("state of a mentoring round", "Under way"),
    Phase.ENDED: pgettext_lazy("state of a mentoring round", "Ended"),
}
KIND_NAMES: Final[Mapping[str, Promise]] = {Kind.MENTOR: _("Mentor"), Kind.MENTEE: _("Mentee")}
PART_NAMES: Final[Mapping[str, Promise]] = {
    Part.WAITING: _("Has not confirmed yet"),
    Part.IN: _("Takes part"),
    Part.OUT: _("Has left"),
}
PAIR_NAMES: Final[Mapping[str, Promise]] = {
    Pair.DRAFT: pgettext_lazy("state of a mentoring pair", "Draft"),
    Pair.PROPOSED: pgettext_lazy("state of a mentoring pair", "Proposed"),
    Pair.RUNNING: pgettext_lazy("state of a mentoring pair", "Running"),
    Pair.DECLINED: pgettext_lazy("state of a mentoring pair", "Did not come about"),
    Pair.ENDED: pgettext_lazy("state of a mentoring pair", "Ended"),
}
METHOD_NAMES: Final[Mapping[str, Promise]] = {
    Method.TOTAL: _("The best total"),
    Method.STABLE: _("Stable pairs"),
}
METHODS_SAID: Final[Mapping[str, Promise]] = {
    Method.TOTAL: _(
        "The best total: wishes and themes in common give points, and the pairs have the most points "
        "together; somebody may get a second wish so that two others fit better."
    ),
    Method.STABLE: _(
        "Stable pairs: no mentor and mentee are left apart who would both rather have each other; the "
        "points together may be fewer."
    ),
}
WORTHS: Final[Mapping[int, Promise]] = {
    0: pgettext_lazy("what talks were worth", "Nothing"),
    1: pgettext_lazy("what talks were worth", "Little"),
    2: pgettext_lazy("what talks were worth", "Something"),
    3: pgettext_lazy("what talks were worth", "Much"),
    4: pgettext_lazy("what talks were worth", "Very much"),
}
LIVE: Final = (Pair.PROPOSED, Pair.RUNNING)
PARTED: Final = (Pair.DECLINED, Pair.ENDED)


def phase_of(held: MentoringRound, today: date) -> Phase:
    """Where a round stands on a day."""
    if held.state != State.OPEN:
        return Phase(held.state)
    is_open = held.open_until is None or today <= held.open_until
    return Phase.OPEN if is_open else Phase.PAIRING


def takes(held: MentoringRound, kind: str, today: date | None = None) -> bool:
    """Whether this is taken on a day; today where none is said."""
    return kind in TAKEN[phase_of(held, today or timezone.localdate())]


def is_public(held: MentoringRound) -> bool:
    """Whether everybody may read about it: from the day on which it opened."""
    return held.state != State.PLANNED


def first_talk_due(pair: Mentorship) -> date | None:
    """Until when a running pair should have talked; None for others."""
    if pair.state != Pair.RUNNING or pair.begun is None:
        return None
    return timezone.localdate(pair.begun) + FIRST_TALK_WITHIN


def feedback_due(pair: Mentorship, talks: int) -> str:
    """Which feedback is open to both of a pair: in the middle, at its end, or none."""
    if pair.state == Pair.ENDED and pair.begun is not None:
        return At.END
    return At.MIDDLE if pair.state == Pair.RUNNING and talks >= MIDDLE_FROM else ""


def has_talked_enough(pair: Mentorship, talks: int) -> bool:
    """Whether talks ended after as many as a pair should have: nobody else is looked for then."""
    return pair.state == Pair.ENDED and talks >= TALKS[0]


def is_ahead(workshop: MentoringWorkshop) -> bool:
    """Whether it can still be come to."""
    done = workshop.held or workshop.cancelled
    return done is None and workshop.begins + timedelta(minutes=workshop.minutes) > timezone.now()


def person_link(person: MentoringPerson) -> str:
    """The link of one's own."""
    return own_link(MENTORING_LINK, person.public_id, person.renewed)
