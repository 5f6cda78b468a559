"""Levels by question and role: the score with its doubt, and how far the roles are apart.

A level is worth 25 points. The score of a question is the mean of its role means, so that a large
group does not drown a small one; *don't know* and *not applicable* are counted and never scored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.errors import DataError, Problem
from territoria.listen.answers import CODES, DOES_NOT_APPLY, HIGHEST, KNOWS_NOT, NOT_ASKED, Panel
from territoria.speech import gettext

POINTS = 25.0
# Roles further apart than this many levels should talk before they score.
TALK_FIRST = 1.5
COVERED = 0.90
# An answer is rounded to a level, which alone gives this variance, in points squared.
ROUNDING = POINTS**2 / 12
_LEVELS = HIGHEST + 1
_QUARTERS = np.array([0.25, 0.5, 0.75])


@dataclass(frozen=True, slots=True)
class RoleLevels:
    """What one role said to one question. ``mean`` and quartiles in points; None without a level."""

    role: str
    counts: tuple[int, ...]
    dont_know: int
    not_applicable: int
    mean: float | None
    quartiles: tuple[float, float, float] | None

    @property
    def n(self) -> int:
        """Answers with a level."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class QuestionLevels:
    """One question. ``score``, ``standard_error``, ``low``, ``high`` in points, 0 to 100.

    The range holds 90 % and is None where one answer alone cannot tell. ``gap`` in levels between
    the role means, None with fewer than two roles; ``highest`` and ``lowest``: the roles at its ends.
    """

    question: str
    counts: tuple[int, ...]
    dont_know: int
    not_applicable: int
    score: float | None
    standard_error: float | None
    low: float | None
    high: float | None
    roles: tuple[RoleLevels, ...]
    gap: float | None
    disagree: bool
    highest: tuple[str, ...]
    lowest: tuple[str, ...]

    @property
    def n(self) -> int:
        """Answers with a level."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Table:
    """Every question of a survey. ``respondents``: responses with at least one answer."""

    questions: tuple[QuestionLevels, ...]
    respondents: int

    def question(self, name: str) -> QuestionLevels:
        """The question of that id; KeyError where there is none."""
        for row in self.questions:
            if row.question == name:
                return row
        raise KeyError(name)


def tabulate(
    panel: Panel,
    *,
    invited: Mapping[str, int] | None = None,
    weights: Sequence[float] | np.ndarray | None = None,
) -> Table:
    """Counts, scores, ranges and gaps of every question (rules: frameworks, common scoring).

    ``invited``: people asked, by role; where it is given and not fewer than answered, the register is
    finite and its part already heard carries no doubt of sampling; that of rounding to a level stays. ``weights`` (responses,): positive numbers,
    as raking gives them; counts and quartiles stay those of people. DataError for weights that are
    not one positive number a response.
    """
    given = _checked_weights(panel, weights)
    counts, sums, squares = _counted(panel, given)
    means, errors = _role_means(counts, sums, squares, panel.roles, invited or {})
    scores = _scores(means, errors, counts)
    rows = tuple(
        _question(name, panel.roles, counts[q], means[q], scores[:, q])
        for q, name in enumerate(panel.questions)
    )
    return Table(rows, int((panel.codes != NOT_ASKED).any(axis=1).sum()))


def _checked_weights(panel: Panel, weights: Sequence[float] | np.ndarray | None) -> np.ndarray:
    if weights is None:
        return np.ones(len(panel.responses))
    given = np.asarray(weights, dtype=float)
    if given.shape != (len(panel.responses),) or not (np.isfinite(given) & (given > 0)).all():
        raise DataError(
            Problem(
                gettext("weights"),
                gettext("they are not one positive number for each response."),
                gettext("Give those that raking found, in the order of the responses."),
            )
        )
    return given


def _counted(panel: Panel, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Counts (questions, roles, codes); sums of weights likewise; sums of squared weights of levels."""
    rows, columns = np.nonzero(panel.codes != NOT_ASKED)
    shape = (len(panel.questions), len(panel.roles), CODES)
    spot = np.ravel_multi_index(
        (columns, panel.role[rows], panel.codes[rows, columns].astype(np.intp)), shape
    )
    size = int(np.prod(shape))
    counts = np.bincount(spot, minlength=size).reshape(shape)
    sums = np.bincount(spot, weights[rows], minlength=size).reshape(shape)
    squares = np.bincount(spot, weights[rows] ** 2, minlength=size).reshape(shape)
    return counts, sums, squares[:, :, :_LEVELS].sum(axis=2)


def _role_means(
    counts: np.ndarray,
    sums: np.ndarray,
    squares: np.ndarray,
    roles: Sequence[str],
    invited: Mapping[str, int],
) -> tuple[np.ndarray, np.ndarray]:
    """Role means (questions, roles), NaN where nobody gave a level, and how firm they are.

    The second block is (2, questions, roles): the variance of each mean, its degrees of freedom.
    """
    points = np.arange(_LEVELS) * POINTS
    n, levels = counts[:, :, :_LEVELS].sum(axis=2), sums[:, :, :_LEVELS]
    held = levels.sum(axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        means = (levels @ points) / held
        apart = (levels * (points - means[:, :, None]) ** 2).sum(axis=2) / held
        spread = apart * n / (n - 1)
        heard = held**2 / squares  # effective number of answers
    free = np.maximum(n - 1, 0)
    pooled, pooled_free = _borrowed(counts, np.where(n > 1, spread, 0.0), free)
    own = n > 1
    variance = np.maximum(np.where(own, spread, pooled[:, None]), ROUNDING)
    register = np.array([invited.get(role, 0) for role in roles])
    known = (register > 0) & (register >= n)
    left = np.where(known, 1.0 - n / np.maximum(register, 1), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.maximum(variance * left, ROUNDING) / heard  # rounding stays, whoever was heard
    return means, np.stack([error, np.where(own, free, pooled_free[:, None])])


def _borrowed(
    counts: np.ndarray, spread: np.ndarray, free: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Variance a role with one answer borrows, a question: pooled inside roles, else of all answers.

    NaN where the question has one answer only.
    """
    levels = counts[:, :, :_LEVELS].sum(axis=1)
    n = levels.sum(axis=1)
    points = np.arange(_LEVELS) * POINTS
    inside = free.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (spread * free).sum(axis=1) / inside
        mean = (levels @ points) / n
        over_all = (levels * (points - mean[:, None]) ** 2).sum(axis=1) / (n - 1)
    over_all = np.where(n > 1, over_all, np.nan)
    return np.where(inside > 0, pooled, over_all), np.where(inside > 0, inside, n - 1)


def _scores(means: np.ndarray, errors: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """(4, questions): score, standard error, low, high; NaN where it cannot be told.

    The range takes Student's t with Satterthwaite's degrees of freedom.
    """
    from scipy.special import stdtrit

    there = counts[:, :, :_LEVELS].sum(axis=2) > 0
    roles = there.sum(axis=1)
    variance, free = np.where(there, errors[0], 0.0), np.where(there, errors[1], 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where(there, means, 0.0).sum(axis=1) / roles
        total = variance.sum(axis=1)
        error = np.sqrt(total) / roles
        degrees = total**2 / (variance**2 / np.maximum(free, 1)).sum(axis=1)
        degrees = np.where(total > 0, np.maximum(degrees, 1.0), 1.0)
        half = error * stdtrit(degrees, (1 + COVERED) / 2)
    low, high = np.clip(score - half, 0, 100), np.clip(score + half, 0, 100)
    return np.stack([score, error, low, high])


def _question(
    name: str, roles: Sequence[str], counts: np.ndarray, means: np.ndarray, scores: np.ndarray
) -> QuestionLevels:
    said = tuple(
        _role(role, counts[r], means[r]) for r, role in enumerate(roles) if counts[r].any()
    )
    score, error, low, high = (_known(value) for value in scores)
    told = {row.role: row.mean for row in said if row.mean is not None}
    ends = (max(told.values()), min(told.values())) if len(told) > 1 else None
    gap = (ends[0] - ends[1]) / POINTS if ends else None
    totals = counts.sum(axis=0)
    return QuestionLevels(
        question=name,
        counts=tuple(int(n) for n in totals[:_LEVELS]),
        dont_know=int(totals[KNOWS_NOT]),
        not_applicable=int(totals[DOES_NOT_APPLY]),
        score=score,
        standard_error=error,
        low=low,
        high=high,
        roles=said,
        gap=gap,
        disagree=gap is not None and gap > TALK_FIRST,
        highest=tuple(r for r, mean in told.items() if ends and gap and mean == ends[0]),
        lowest=tuple(r for r, mean in told.items() if ends and gap and mean == ends[1]),
    )


def _role(role: str, counts: np.ndarray, mean: float) -> RoleLevels:
    levels = counts[:_LEVELS]
    return RoleLevels(
        role=role,
        counts=tuple(int(n) for n in levels),
        dont_know=int(counts[KNOWS_NOT]),
        not_applicable=int(counts[DOES_NOT_APPLY]),
        mean=_known(mean),
        quartiles=quartiles(levels) if levels.any() else None,
    )


def quartiles(counts: np.ndarray) -> tuple[float, float, float]:
    """Quartiles in points of answers counted by level, linear between neighbours (type 7)."""
    heaped = np.cumsum(counts)
    spots = (int(heaped[-1]) - 1) * _QUARTERS
    below = np.searchsorted(heaped, np.floor(spots), side="right")
    above = np.searchsorted(heaped, np.ceil(spots), side="right")
    low, middle, high = POINTS * (below + (above - below) * (spots % 1))
    return float(low), float(middle), float(high)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
