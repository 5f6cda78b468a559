"""The states of a need: what may follow what, which are public, and the rules by which some are not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria.listen.abuse.spam import HELD
from territoria_web.listen.models import Need

S = Need.State

# what may be followed by what; each with a reason, a date and who
AFTER: Final[Mapping[str, frozenset[str]]] = {
    S.RECEIVED: frozenset({S.PUBLISHED, S.HELD, S.REJECTED, S.WITHDRAWN}),
    S.HELD: frozenset({S.PUBLISHED, S.REJECTED, S.WITHDRAWN}),
    S.REJECTED: frozenset({S.PUBLISHED, S.WITHDRAWN}),
    S.WITHDRAWN: frozenset(),
    S.PUBLISHED: frozenset(
        {
            *(S.UNDER_REVIEW, S.ACCEPTED, S.PARTLY, S.DECLINED, S.NOT_OURS, S.DUPLICATE),
            *(S.COMMITTED, S.DELIVERED, S.REJECTED, S.HELD, S.WITHDRAWN),
        }
    ),
    S.UNDER_REVIEW: frozenset(
        {
            *(S.ACCEPTED, S.PARTLY, S.DECLINED, S.NOT_OURS, S.DUPLICATE, S.COMMITTED),
            *(S.DELIVERED, S.REJECTED, S.HELD, S.WITHDRAWN),
        }
    ),
    S.ACCEPTED: frozenset({S.COMMITTED, S.DELIVERED, S.DECLINED, S.NOT_OURS, S.REJECTED}),
    S.PARTLY: frozenset({S.COMMITTED, S.DELIVERED, S.DECLINED, S.ACCEPTED, S.REJECTED}),
    S.DECLINED: frozenset({S.UNDER_REVIEW, S.ACCEPTED, S.PARTLY, S.REJECTED}),
    S.NOT_OURS: frozenset({S.UNDER_REVIEW, S.ACCEPTED, S.PARTLY, S.REJECTED}),
    S.DUPLICATE: frozenset({S.UNDER_REVIEW, S.REJECTED}),
    S.COMMITTED: frozenset({S.DELIVERED, S.DECLINED, S.REJECTED}),
    # told too early, or by mistake: it is looked into again
    S.DELIVERED: frozenset({S.CONFIRMED, S.NOT_SOLVED, S.UNDER_REVIEW, S.REJECTED}),
    S.CONFIRMED: frozenset({S.NOT_SOLVED, S.REJECTED}),
    S.NOT_SOLVED: frozenset(
        {S.UNDER_REVIEW, S.COMMITTED, S.DELIVERED, S.CONFIRMED, S.DECLINED, S.REJECTED}
    ),
}
HIDDEN: Final = frozenset({S.RECEIVED, S.HELD, S.REJECTED, S.WITHDRAWN})
PUBLIC: Final = frozenset(S) - HIDDEN
# what counts as an answer to whoever said it
ANSWERS: Final = frozenset(
    {S.ACCEPTED, S.PARTLY, S.DECLINED, S.NOT_OURS, S.DUPLICATE, S.COMMITTED, S.DELIVERED}
)
# where people may add that they want the same
SUPPORTED: Final = frozenset(
    {S.PUBLISHED, S.UNDER_REVIEW, S.ACCEPTED, S.PARTLY, S.COMMITTED, S.NOT_SOLVED}
)
ENDED: Final = frozenset({S.DECLINED, S.NOT_OURS, S.DUPLICATE, S.DELIVERED, S.CONFIRMED})
# said to be done: its author may say whether it is solved
DONE: Final = frozenset({S.DELIVERED, S.CONFIRMED, S.NOT_SOLVED})
# GeoReport v2 knows two
OPEN311_CLOSED: Final = frozenset({S.DELIVERED, S.CONFIRMED, S.DECLINED, S.DUPLICATE})
# what people of the team choose on the page of a need; the others follow from plans and authors
CHOSEN: Final = (S.UNDER_REVIEW, S.ACCEPTED, S.PARTLY, S.DECLINED, S.NOT_OURS, S.DELIVERED)

STATE_NAMES: Final[Mapping[str, Promise]] = {
    S.RECEIVED: _("Received"),
    S.HELD: _("Held back"),
    S.REJECTED: _("Not published"),
    S.WITHDRAWN: _("Taken back by its author"),
    S.PUBLISHED: _("Published"),
    S.UNDER_REVIEW: _("Being looked into"),
    S.ACCEPTED: _("Accepted"),
    S.PARTLY: _("Accepted in part"),
    S.DECLINED: _("Declined"),
    S.NOT_OURS: _("Passed on: not ours to do"),
    S.DUPLICATE: _("Followed under another need"),
    S.COMMITTED: _("In the plan"),
    S.DELIVERED: _("Delivered"),
    S.CONFIRMED: _("Solved, says its author"),
    S.NOT_SOLVED: _("Not solved, says its author"),
}
# why something is held or not published
RULES: Final[Mapping[str, Promise]] = {
    "private": _("It names people, or tells what is private."),
    "insult": _("It insults or threatens somebody."),
    "advertising": _("It advertises something."),
    "off-topic": _("It says no need of this place."),
    "illegal": _("It breaks the law."),
    "unclear": _("We do not understand it yet, and have asked."),
    "check": _("It is being checked, as it looks like something sent by a machine."),
}
ASK_AFTER: Final = timedelta(weeks=4)
SHORTEST: Final = 10  # letters of a reason
SHORTEST_TITLE: Final = 5
LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 2000
LONGEST_REASON: Final = 1000
SUSPECT: Final = HELD  # spam score from which somebody reads it first


def may_follow(before: str, after: str) -> bool:
    """Whether a need may go from one state to another."""
    return after in AFTER[before]


def is_public(need: Need) -> bool:
    """Whether everybody may read it."""
    return need.state in PUBLIC


def may_take_back(need: Need) -> bool:
    """Whether its author may take it back: as long as the team has not answered."""
    return need.answered is None and may_follow(need.state, S.WITHDRAWN)


def open311_status(state: str) -> str:
    """``open`` or ``closed``, as GeoReport v2 has it."""
    return "closed" if state in OPEN311_CLOSED else "open"
