"""Robustness: the rules of ``rank`` applied to all draws of the gaps at once.

In one draw a gap is there or it is not; the draws of all gaps belong together. What the rules say
of a text does not change between draws, so it is settled first (``Contest``) and the draws are
arrays: one row a text, one column a draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.compare.gaps import Gap
from territoria.measure.frame import Booleans, Floats, Integers
from territoria.model import Recommendation

NEED_DIGITS = 9  # needs that agree to so many decimals are tied


@dataclass(frozen=True)
class Contest:
    """Texts that compete in the draws, and what the rules say of them.

    ``texts``: in the order that decides where tier and need are the same. ``tiers[text, gap,
    opens]``: number of the tier without and with a gap, opening the way for nothing and for
    something. ``waiting``: row → rows that it opens the way for, those first that open nothing
    themselves. ``dimensions``: number of the dimension that the first factor of each lies in.
    """

    texts: Sequence[Recommendation]
    tiers: Integers
    waiting: Mapping[int, Sequence[int]]
    dimensions: Integers
    top: int
    per_dimension: int | None


def contest_in_draws(
    contest: Contest, gaps: Mapping[str, Gap], draws: int
) -> tuple[Integers, Booleans]:
    """Number of the tier of every text in every draw, −1 where it does not compete, and whether it
    is among the first; both ``(text, draw)``.
    """
    present, wanted, need = _drawn(contest.texts, gaps, draws)
    opening = np.zeros(wanted.shape, dtype=bool)
    for row, behind in contest.waiting.items():
        for other in behind:
            live = wanted[other] | opening[other]
            opening[row] |= live
            need[row] = np.where(live, np.maximum(need[row], need[other]), need[row])
    competes = wanted | opening
    rows = np.arange(len(contest.texts))[:, None]
    tier = np.where(competes, contest.tiers[rows, present.astype(int), opening.astype(int)], -1)
    return tier, _first(contest, tier, need)


def _drawn(
    texts: Sequence[Recommendation], gaps: Mapping[str, Gap], draws: int
) -> tuple[Booleans, Booleans, Floats]:
    """Whether a text has a gap; whether it is wanted, for a gap or for something unknown; its need.

    A factor without a figure is unknown; gaps with fewer draws begin again from the first.
    """
    unknown = np.full(draws, np.nan)
    sizes = {
        factor: unknown if (gap := gaps.get(factor)) is None or gap.chance is None
        else np.resize(gap.draws, draws)
        for text in texts for factor in text.factors
    }  # fmt: skip
    shape = len(texts), draws
    present, known, need = np.zeros(shape, bool), np.zeros(shape, bool), np.zeros(shape)
    for row, text in enumerate(texts):
        for factor in text.factors:
            size = sizes[factor]
            known[row] |= np.isfinite(size)
            present[row] |= size > 0
            need[row] += np.where(size > 0, size, 0.0)
        need[row] *= text.share_of_people
    return present, present | ~known, need


def _first(contest: Contest, tier: Integers, need: Floats) -> Booleans:
    """The first of each draw, at most so many whose first factor lies in the same dimension."""
    out = tier < 0
    order = np.lexsort((-np.round(need, NEED_DIGITS), tier, out), axis=0)
    free = ~np.take_along_axis(out, order, axis=0)
    if contest.per_dimension is not None:
        dimension = contest.dimensions[order]
        for number in np.unique(contest.dimensions):
            same = free & (dimension == number)
            free &= ~same | (same.cumsum(axis=0) <= contest.per_dimension)
    free &= free.cumsum(axis=0) <= contest.top
    first = np.zeros(out.shape, dtype=bool)
    np.put_along_axis(first, order, free, axis=0)
    return first
