"""The breaks that a fresh agenda begins with, so that a day of six hours of work is a day of people.

A day of more than four hours has lunch, and every stretch of more than two and a half a coffee; both
between two phases, as near to the middle as these allow. The team moves them like any other line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import Final

from django.utils.translation import gettext as _

from territoria_web.convene.rules import Phase

LUNCH_FROM: Final = 240  # working minutes of a day
COFFEE_FROM: Final = 150  # working minutes at a stretch
NOON: Final = 185  # of work: about a quarter past twelve, where a day begins at nine
LUNCH, COFFEE = 60, 15


def with_breaks(phases: Sequence[Phase]) -> list[Phase]:
    """The same with lunch and coffee where days are long, in the language spoken."""
    found: list[Phase] = []
    for day, held in groupby(phases, key=lambda phase: phase.day):
        lines = list(held)
        total = sum(phase.minutes for phase in lines)
        noon = _edge(lines, NOON) if total > LUNCH_FROM else len(lines)
        found += _with_coffee(lines[:noon], f"{day}-1")
        if noon < len(lines):
            found.append(Phase(f"break-{day}-noon", day, _("Lunch"), LUNCH, pause=True))
            found += _with_coffee(lines[noon:], f"{day}-2")
    return found


def _with_coffee(lines: Sequence[Phase], key: str) -> list[Phase]:
    total = sum(phase.minutes for phase in lines)
    if total <= COFFEE_FROM or len(lines) < 2:
        return list(lines)
    middle = _edge(lines, total // 2)
    coffee = Phase(f"break-{key}", lines[0].day, _("Coffee"), COFFEE, pause=True)
    return [*lines[:middle], coffee, *lines[middle:]]


def _edge(lines: Sequence[Phase], minute: int) -> int:
    """How many of the lines come before the edge that is nearest to a minute of work; one at least
    on each side.
    """
    ends = list(accumulate(phase.minutes for phase in lines))[:-1]
    return 1 + min(range(len(ends)), key=lambda n: abs(ends[n] - minute)) if ends else len(lines)
