"""The Digital Intensity Index of one firm, counted as Eurostat does: twelve yes or no, a point for a yes.

Very low 0–3, low 4–6, high 7–9, very high 10–12; basic from 4. Source: Eurostat, reference metadata of
the table isoc_e_dii. The twelve change with the year of the survey: an edition is compared with itself
only. Eurostat defines it for firms with ten persons or more; for smaller ones it is counted the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from territoria.errors import DataError, MethodError, Problem, did_you_mean
from territoria.speech import gettext

VARIABLES: Final = 12
BASIC: Final = 4
#: Level → the least points of it, rising.
LEVELS: Final[dict[str, int]] = {"very-low": 0, "low": 4, "high": 7, "very-high": 10}


@dataclass(frozen=True, slots=True)
class Intensity:
    """``points`` 0 to 12, None where an answer is unknown; then ``low`` counts it as no and ``high`` as
    yes. ``level``: empty where the range lies in more than one; ``basic`` None where it cannot be told.
    """

    points: int | None
    low: int
    high: int
    level: str
    basic: bool | None


def digital_intensity(questions: Sequence[str], said: Mapping[str, bool | None]) -> Intensity:
    """The points of one firm; ``said``: question → yes (True) or no, None or left out where unknown.

    MethodError where ``questions`` are not the twelve of an edition; DataError lists every answer to
    none of them.
    """
    if len(set(questions)) != VARIABLES or len(questions) != VARIABLES:
        what = gettext("an edition has twelve questions, here are {count}.")
        raise MethodError(Problem("digital-intensity", what.format(count=len(questions))))
    strange = sorted(set(said) - set(questions))
    if strange:
        what = gettext("the list has no such question.")
        raise DataError(Problem(name, what, did_you_mean(name, questions)) for name in strange)
    given = [said.get(question) for question in questions]
    low = sum(answer is True for answer in given)
    high = low + given.count(None)
    level = level_of(low) if level_of(low) == level_of(high) else ""
    return Intensity(low if low == high else None, low, high, level, _basic(low, high))


def level_of(points: int) -> str:
    """The level of so many points, as Eurostat publishes it."""
    return next(name for name, least in reversed(LEVELS.items()) if points >= least)


def _basic(low: int, high: int) -> bool | None:
    if low >= BASIC:
        return True
    return False if high < BASIC else None
