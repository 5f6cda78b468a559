"""What would it take: the smallest change of one indicator that reaches a target.

The change is sought in the indicator's own direction, from today's figure to the end of its natural
range. Where scores are arithmetic means and nothing is capped it is one division; else the interval
is scanned and halved. Either way the answer has been plugged in and reaches the target. A trial
figure that a method of the recipe refuses does not reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.answer import Change
from territoria.measure.frame import Floats
from territoria.measure.tree import OVERALL
from territoria.measure.what_if import WhatIf

SCAN = 16  # points at which a curve that may bend is looked at first
HALVINGS = 60
DOUBLINGS = 20  # of the indicator's own spread, where its range is open
CLOSE = 1e-12  # relative: a score as good as the target
LESS = 1e-6  # a share less of the change must miss the target, else it was not the smallest

Reaches = Callable[[Change], bool]


@dataclass(frozen=True)
class Needed:
    """The answer for one indicator; figures raw, in its own unit of measure.

    ``start``: the figure of the pass. ``value``: the nearest one that reaches the target, None
    where none does and ``why`` says why. ``share``: the size of the change in spreads of the
    indicator (largest − smallest figure of the sample). ``seen``: whether any territory is that
    far already. ``change``: what plugging it in gives.
    """

    territory: str
    indicator: str
    node: str
    target: str
    start: float
    value: float | None
    share: float | None
    change: Change | None
    seen: bool = True
    why: str = ""

    @property
    def reached_already(self) -> bool:
        """Whether today's figure is enough."""
        return self.value == self.start

    @property
    def difference(self) -> float | None:
        """From today's figure to the one needed; None where there is none."""
        return None if self.value is None else self.value - self.start

    @property
    def sentence(self) -> str:
        """The answer in words."""
        if self.reached_already:
            return f"{self.target} in {self.node} is reached already."
        if self.value is None:
            return f"{self.indicator} alone does not reach {self.target} in {self.node}. {self.why}"
        unseen = "" if self.seen else " No territory has such a figure."
        return (
            f"{self.indicator} from {self.start:g} to {self.value:g} reaches "
            f"{self.target} in {self.node}.{unseen}"
        )


def needed(
    asked: WhatIf,
    territory: str,
    indicator: str,
    *,
    node: str = OVERALL,
    rank: int | None = None,
    score: float | None = None,
    median_of: Sequence[str] | None = None,
    frozen: bool = True,
) -> Needed:
    """The smallest change of one indicator with which ``territory`` reaches a target in ``node``.

    Exactly one target: a ``rank`` (or better; level with it counts), a ``score``, or the median
    score of other territories, ``median_of`` (keys). ``frozen`` as in ``WhatIf.value``.
    MethodError where the target is none or several, or no finite number.
    """
    target, reaches, aim = _target(asked, territory, node, rank, score, median_of)
    column, row = asked.column(territory), asked.rows(indicator)[0]
    now = float(asked.scores.cut.values[row, column])

    def tell(value: float | None, change: Change | None, why: str = "") -> Needed:
        share, seen = _size(asked, row, now, value)
        return Needed(territory, indicator, node, target, now, value, share, change, seen, why)

    def at(x: float) -> Change:
        return asked.value(territory, {indicator: x}, frozen=frozen)

    if now != now:
        return tell(None, None, "There is no figure to start from.")
    today = at(now)
    if today.becomes(node).score != today.becomes(node).score:
        return tell(None, None, "It has no score there.")
    if reaches(today):
        return tell(now, today)
    if asked.tree.nodes[asked.node(node)].leaves[row] == 0:
        return tell(None, None, "It does not count there.")
    search = _Search(at, reaches, node, aim)
    inside = _interval(asked, row, now, search)
    value = None if inside is None else search.smallest(*inside)
    if value is None:
        return tell(None, None, "No figure in its natural range is enough.")
    return tell(value, at(value))


def needed_all(
    asked: WhatIf,
    territory: str,
    *,
    node: str = OVERALL,
    rank: int | None = None,
    score: float | None = None,
    median_of: Sequence[str] | None = None,
    frozen: bool = True,
) -> tuple[Needed, ...]:
    """``needed`` for every indicator of the node: the smallest share of its spread first, those
    that cannot reach the target last, in the order of the framework.
    """
    leaves = asked.tree.nodes[asked.node(node)].leaves
    names = dict.fromkeys(i for i, leaf in zip(asked.tree.indicators, leaves, strict=True) if leaf)
    found = [
        needed(asked, territory, name, node=node, rank=rank, score=score, median_of=median_of,
               frozen=frozen)
        for name in names
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda n: np.inf if n.share is None else n.share))


@dataclass(frozen=True)
class _Search:
    """The question as functions of the figure. ``aim``: the score that would do, NaN if unsure."""

    at: Callable[[float], Change]
    reaches: Reaches
    node: str
    aim: float

    def tried(self, x: float) -> Change | None:
        """The answer for a figure; None where a method of the recipe refuses it."""
        try:
            return self.at(x)
        except MethodError:
            return None

    def hit(self, x: float) -> bool:
        change = self.tried(x)
        return change is not None and self.reaches(change)

    def score(self, x: float) -> float:
        """The score with a figure; NaN where it is refused."""
        change = self.tried(x)
        return float("nan") if change is None else change.becomes(self.node).score

    def smallest(self, start: float, end: float) -> float | None:
        """The figure nearest to ``start`` that hits, where ``end`` may; None if none is found."""
        straight = self._straight(start, end)
        if straight is not None:
            return straight
        points = np.linspace(start, end, SCAN + 1).tolist()
        for miss, hit in pairwise(points):
            if self.hit(hit):
                return self._halved(miss, hit)
        return None

    def _straight(self, start: float, end: float) -> float | None:
        """One division, if the scores between lie on a line; checked by plugging in."""
        low, high = self.score(start), self.score(end)
        if not high > low or not low < self.aim <= high:
            return None
        x = start + (self.aim - low) / (high - low) * (end - start)
        for candidate in (x, x + (end - start) * 4e-16, x + (end - start) * 1e-14):
            if self.hit(candidate) and not self.hit(candidate - LESS * (candidate - start)):
                return candidate
        return None

    def _halved(self, miss: float, hit: float) -> float:
        """Halve until the two figures are next to each other."""
        for _ in range(HALVINGS):
            middle = (miss + hit) / 2
            if middle in (miss, hit):
                break
            miss, hit = (miss, middle) if self.hit(middle) else (middle, hit)
        return hit


def _interval(asked: WhatIf, row: int, now: float, search: _Search) -> tuple[float, float] | None:
    """From today's figure to the end of the natural range in the better direction.

    Where the range is open, steps of the indicator's spread are doubled until one hits. A step that
    changes nothing does not end the search: a median, a rank or a rounded score stands still and
    moves later. Where none hits, the range up to the first refused figure is worth a closer look.
    """
    rising = asked.tree.direction[row] > 0
    end = float(asked.tree.natural_bounds[1 if rising else 0][row])
    sign = 1.0 if rising else -1.0
    if np.isfinite(end):
        return (now, end) if (end - now) * sign > 0 else None
    least, most = _extremes(asked, row)
    step = (most - least or abs(now) or 1.0) * sign
    ends = [now + step * 2.0**doubling for doubling in range(DOUBLINGS)]
    refused = None
    for end in ends:
        change = search.tried(end)
        if change is None:
            refused = end if refused is None else refused
        elif search.reaches(change):
            return now, end
    return now, ends[-1] if refused is None else refused


def _size(asked: WhatIf, row: int, now: float, value: float | None) -> tuple[float | None, bool]:
    """The change in spreads of the indicator, and whether any territory is that far already."""
    if value is None:
        return None, True
    least, most = _extremes(asked, row)
    moved, spread = abs(value - now), most - least
    share = 0.0 if moved == 0 else moved / spread if spread else float("nan")
    return share, least <= value <= most


def _extremes(asked: WhatIf, row: int) -> tuple[float, float]:
    """Smallest and largest raw figure among the territories kept."""
    figures = asked.scores.cut.values[row][asked.scores.kept]
    figures = figures[np.isfinite(figures)]
    return (float(figures.min()), float(figures.max())) if figures.size else (0.0, 0.0)


def _target(
    asked: WhatIf,
    territory: str,
    node: str,
    rank: int | None,
    score: float | None,
    median_of: Sequence[str] | None,
) -> tuple[str, Reaches, float]:
    """The target in words, whether a change reaches it, and the score that would do today."""
    if sum(t is not None for t in (rank, score, median_of)) != 1:
        what = "exactly one target is needed: rank, score or median_of."
        raise MethodError(Problem("needed", what, "Give one of them."))
    row, column = asked.node(node), asked.column(territory)
    standing = asked.scores.scores[row]
    if rank is not None:
        if rank < 1:
            raise MethodError(Problem("needed", f"there is no rank {rank}.", "1 is the best."))
        others = np.delete(standing, column)
        others = np.sort(others[np.isfinite(others)])[::-1]
        aim = float(others[rank - 1]) if rank <= len(others) else -np.inf
        return f"rank {rank}", lambda change: change.becomes(node).rank <= rank, aim
    if score is not None:
        if not np.isfinite(score):
            what = f"a score of {score:g} is no target."
            raise MethodError(Problem("needed", what, "Give a finite number."))
        enough = score - CLOSE * max(1.0, abs(score))
        return f"a score of {score:g}", lambda change: change.becomes(node).score >= enough, score
    peers = [asked.column(key) for key in median_of or ()]
    if not peers or not np.isfinite(standing[peers]).any():
        what = f"none of the {len(peers)} territories has a score in {node}."
        raise MethodError(Problem("needed", what, "Name at least one that has."))

    def median(scores: Floats) -> float:
        return float(np.nanmedian(scores[peers]))

    def reaches(change: Change) -> bool:
        everyone = standing if change.everyone is None else change.everyone[row]
        level = median(everyone)
        return change.becomes(node).score >= level - CLOSE * max(1.0, abs(level))

    return f"the median of {len(peers)} territories", reaches, median(standing)
