"""What a call allows when, and what an expression of interest and a review must hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from territoria_web.invite.models import Application, Call

FILES, LARGEST_FILE = 6, 2 * 1024 * 1024
QUESTIONS = 3
APART = 1.5
FEWEST_REVIEWS, MOST_REVIEWS = 2, 5
HIGHEST = 4
WHOLE = "whole"  # the comment on an expression as a whole
DRAFTS_EACH = 5  # of one applicant in one call
LONGEST_SECTION, LONGEST_COMMENT, LONGEST_REASON = 20_000, 4_000, 4_000
SHORTEST_REASON = 20

GROUP_NAMES: Final[Mapping[str, Promise]] = {
    "authority": gettext_lazy("Public authorities"),
    "business": gettext_lazy("Business"),
    "knowledge": gettext_lazy("Education and research"),
    "society": gettext_lazy("Civil society"),
}
STATE_NAMES: Final[Mapping[str, Promise]] = {
    Application.State.DRAFT: gettext_lazy("Draft"),
    Application.State.SUBMITTED: gettext_lazy("Submitted"),
    Application.State.ELIGIBLE: gettext_lazy("Eligible"),
    Application.State.NOT_ELIGIBLE: gettext_lazy("Not eligible"),
    Application.State.SELECTED: gettext_lazy("Selected"),
    Application.State.RESERVE: gettext_lazy("On the reserve list"),
    Application.State.DECLINED: pgettext_lazy("an expression", "Declined"),
    Application.State.WITHDRAWN: gettext_lazy("Withdrawn"),
}
DECISIONS: Final = (
    Application.State.SELECTED,
    Application.State.RESERVE,
    Application.State.DECLINED,
)
# handed in and still standing: what is counted in public and read by the office; a withdrawn one
# is listed there, and read by nobody
STANDING: Final = (
    Application.State.SUBMITTED,
    Application.State.ELIGIBLE,
    Application.State.NOT_ELIGIBLE,
    *DECISIONS,
)

WORD = re.compile(r"\w+(?:[’'\-.,]\w+)*")


# ── time ──────────────────────────────────────────────────────────────────────────────────────


def is_open(call: Call, now: datetime) -> bool:
    """Expressions are taken from the minute it opens until, not including, the one it closes."""
    return call.state == Call.State.PUBLISHED and call.opens <= now < call.closes


def is_closed(call: Call, now: datetime) -> bool:
    """It was published, and its closing date has passed."""
    return call.state != Call.State.DRAFT and now >= call.closes


def takes_reviews(call: Call, now: datetime) -> bool:
    """Between its closing and its decision."""
    return call.state == Call.State.PUBLISHED and now >= call.closes


# ── an expression ─────────────────────────────────────────────────────────────────────────────


def count_words(text: str) -> int:
    """Words as a reader counts them: 2,500 and *cross-sector* are one each."""
    return len(WORD.findall(text))


def count_questions(text: str) -> int:
    """Sentences that end in a question mark; several marks in a row are one."""
    return len(re.findall(r"\?+", text))


def needed(section: Mapping[str, Any]) -> bool:
    """Whether a section must be written. Consent is given by a box; words may narrow it down."""
    return bool(section.get("required", True)) and section["id"] != "consent"


def words_of(body: Mapping[str, str], sections: Sequence[Mapping[str, Any]]) -> int:
    """Words of a whole expression: what its sections hold, nothing that stands elsewhere."""
    return sum(count_words(body.get(section["id"], "")) for section in sections)


# ── reviews ───────────────────────────────────────────────────────────────────────────────────


def is_score(value: object) -> bool:
    """A whole number from 0 to 4; a truth value is none."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST


def apart(scores: Collection[float]) -> bool:
    """Scores of one criterion that are too far from each other to count before a talk."""
    return bool(scores) and max(scores) - min(scores) > APART


def needs_reason(*, outcome: str, standing: str, tied: bool) -> bool:
    """Whether a decision must be explained in words of its own: where the ranking does not settle
    it, or where it goes against the ranking.
    """
    if standing not in ("inside", "outside") or tied:
        return True
    chosen = outcome == Application.State.SELECTED
    return chosen != (standing == "inside")
