"""Needs that are not met: many firms name an obstacle for sure, and nobody in their territory addresses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

MANY: Final = 0.25
"""A quarter of firms, and the lower end of the range: then many name it for sure."""
State = Literal["met", "unmet", "few", "unknown"]
STATE_WORDS: Final[Mapping[State, Promise]] = {
    "met": gettext_lazy("named by many, addressed"),
    "unmet": gettext_lazy("named by many, no initiative known"),
    "few": gettext_lazy("named by few, or the range does not tell"),
    "unknown": gettext_lazy("fewer than ten firms, or no self-check"),
}
JUDGED_WORDS: Final[Mapping[State, Promise]] = {
    **STATE_WORDS,
    "unmet": gettext_lazy("named by many, none judged here"),
}
"""The same where only what a benchmark judged is looked at."""
STATE_MARKS: Final[Mapping[State, Literal["full", "late", "none", "unknown"]]] = {
    "met": "full",
    "unmet": "late",
    "few": "none",
    "unknown": "unknown",
}
"""How a grid draws each; the shapes differ, so that no colour is needed."""


def state_of(low: float | None, *, is_addressed: bool) -> State:
    """``low``: lower end of the share of firms that name it, 0 to 1, None where nobody can tell;
    ``is_addressed``: by an initiative that did not go wrong.
    """
    if low is None:
        return "unknown"
    if low < MANY:
        return "few"
    return "met" if is_addressed else "unmet"
