"""The mix of areas: share of budget and of firms reached, with what is not known apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """What an initiative puts into its area. ``budget``: EUR a year; ``firms``: reached in a year, each
    once; None where it is not known.
    """

    area: str
    budget: float | None
    firms: int | None


@dataclass(frozen=True, slots=True)
class AreaMix:
    """An area. ``budget``: sum of those known, EUR a year, None where none is; ``budget_unknown``: how
    many are not; ``budget_share``: of all budgets that are known, 0 to 1. ``firms``: how many different
    firms at least and at most, None where no count is known; ``firms_unknown``: initiatives without.
    """

    count: int
    budget: float | None
    budget_unknown: int
    budget_share: float | None
    firms: tuple[int, int] | None
    firms_unknown: int


def firms_reached(
    counts: Iterable[int | None], *, population: int | None = None
) -> tuple[int, int] | None:
    """How many different firms several initiatives reach: from the largest count, if all others reach
    firms of that one, to the sum, if no firm is reached twice, and never more than there are.

    ``population``: firms of the place; where a count exceeds it, it cannot be of these firms, and the
    count stands. None without any count.
    """
    known = [count for count in counts if count is not None]
    if not known:
        return None
    least, most = max(known), sum(known)
    return least, max(least, most if population is None else min(most, population))


def mix_of(
    held: Sequence[Held], areas: Sequence[str], *, population: int | None = None
) -> dict[str, AreaMix]:
    """Area → its mix, in the order of ``areas``, those without any initiative too.

    Budgets that are not known are counted apart and never taken for 0.
    """
    budgets = [one.budget for one in held if one.budget is not None]
    whole = math.fsum(budgets) if budgets else None
    return {
        area: _mix([one for one in held if one.area == area], whole, population) for area in areas
    }


def _mix(held: Sequence[Held], whole: float | None, population: int | None) -> AreaMix:
    budgets = [one.budget for one in held if one.budget is not None]
    budget = math.fsum(budgets) if budgets else None
    return AreaMix(
        count=len(held),
        budget=budget,
        budget_unknown=len(held) - len(budgets),
        budget_share=None if budget is None or not whole else budget / whole,
        firms=firms_reached((one.firms for one in held), population=population),
        firms_unknown=sum(one.firms is None for one in held),
    )
