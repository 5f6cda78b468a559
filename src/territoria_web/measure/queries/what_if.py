"""What if: a framework with weights of one's own, for all territories at once.

Where every node that is weighed anew is an arithmetic mean, the stored scores carry the answer:
the mean is taken again from the children's scores, with the thresholds of the text. Other methods
are asked of the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext
from numpy.typing import NDArray

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.ranks import descending_ranks
from territoria.measure.tree import OVERALL
from territoria.measure.what_if import WhatIf
from territoria.model import Framework, Node
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.universes import universe_of
from territoria_web.measure.queries.variables import framework_at, scored_nodes
from territoria_web.territories.models import Territory

Floats = NDArray[np.float64]
LARGEST_WEIGHT = 4.0


@dataclass(frozen=True)
class Lever:
    """A weight that can be moved: a dimension, or a factor of the dimension ``of``."""

    node: str
    name: str
    weight: float
    edition: float
    share: float
    of: str = ""

    @property
    def moved(self) -> bool:
        """Whether it is not the edition's."""
        return self.weight != self.edition


@dataclass(frozen=True, slots=True)
class Outcome:
    """One territory before and after. ``beyond``: its new place lies outside the places that the
    edition's own doubt allows; None where either is unknown.
    """

    territory: int
    before: float | None
    after: float | None
    rank_before: float | None
    rank_low: int | None
    rank_high: int | None
    rank_after: float | None

    @property
    def beyond(self) -> bool | None:
        """Whether the change goes beyond the doubt that there is anyway."""
        if self.rank_after is None or self.rank_low is None or self.rank_high is None:
            return None
        return not self.rank_low <= self.rank_after <= self.rank_high

    @property
    def moved(self) -> int | None:
        """Places gained."""
        if self.rank_after is None or self.rank_before is None:
            return None
        return round(self.rank_before - self.rank_after)


@dataclass(frozen=True)
class Reweighed:
    """Everyone with the new weights, the best first, unknown last."""

    outcomes: tuple[Outcome, ...]
    levers: tuple[Lever, ...]

    @property
    def beyond(self) -> int:
        """How many move further than the doubt."""
        return sum(o.beyond is True for o in self.outcomes)

    @property
    def known(self) -> int:
        """How many have a score with the new weights."""
        return sum(o.after is not None for o in self.outcomes)


def reweigh(made: Assessment, weights: Mapping[str, float]) -> Reweighed:
    """The whole with other weights by node; MethodError where a node or a weight does not hold."""
    framework = framework_at(made.text_id)
    _check(framework, weights)
    stored = _Stored(made)
    # only what is weighed anew is taken again: the rest is as the engine left it
    after = (
        _again(framework, weights, stored)
        if _arithmetic(framework)
        else _asked(made, weights, stored.places)
    )
    ranks = descending_ranks(after)
    rows = [_outcome(stored, n, after, ranks) for n in range(len(stored.places))]
    rows.sort(key=lambda o: (o.rank_after is None, o.rank_after or 0.0, o.territory))
    return Reweighed(tuple(rows), tuple(levers(framework, weights)))


def levers(framework: Framework, weights: Mapping[str, float]) -> Iterator[Lever]:
    """Every dimension, and below it its factors, with the weight asked for and the edition's."""
    yield from _levers(framework, weights, "")
    for node in framework.nodes:
        yield from _levers(node, weights, node.id)


def _levers(parent: Framework | Node, weights: Mapping[str, float], of: str) -> Iterator[Lever]:
    children = _children(parent)
    if len(children) < 2:
        return
    total = sum(weights.get(c.id, c.weight) for c in children)
    for child in children:
        weight = float(weights.get(child.id, child.weight))
        name = child.short or child.title
        yield Lever(child.id, name.say(), weight, child.weight, weight / total if total else 0, of)


def _check(framework: Framework, weights: Mapping[str, float]) -> None:
    known = [n.id for n in scored_nodes(framework)]
    problems = [
        Problem(node, gettext("no such node with a score."), did_you_mean(node, known))
        for node in weights
        if node not in known
    ]
    problems += [
        Problem(
            node,
            gettext("the weight is not a number from 0 to 4."),
            gettext("Give a number from 0 to 4; 0 leaves it out."),
        )
        for node, weight in weights.items()
        if not 0 <= weight <= LARGEST_WEIGHT
    ]
    for parent in _parents(framework):
        below = _children(parent)
        if below and not any(weights.get(c.id, c.weight) > 0 for c in below):
            problems.append(
                Problem(
                    parent.id,
                    gettext("all its weights are 0."),
                    gettext("Leave one above 0."),
                )
            )
    if problems:
        raise MethodError(problems)


def _children(parent: Framework | Node) -> list[Node]:
    return [n for n in parent.nodes if n.indicators or _children(n)]


def _parents(framework: Framework) -> list[Framework | Node]:
    return [framework, *framework.walk()]


def _arithmetic(framework: Framework) -> bool:
    """Whether every node above the factors is an unrounded arithmetic mean with given weights."""
    parents = [parent for parent in _parents(framework) if parent.nodes]
    means = {(p.aggregate or framework.recipe.aggregate).method for p in parents}
    ways = {(p.weigh or framework.recipe.weight).method for p in parents}
    plain = not any(p.decimals is not None or p.minimum_children for p in parents)
    return means == {"arithmetic-mean"} and ways <= {"equal", "given"} and plain


class _Stored:
    """The stored scores as arrays in the order of ``places``; two queries in all."""

    def __init__(self, made: Assessment) -> None:
        rows = list(
            made.scores.values_list(
                "territory_id", "node", "value", "coverage", "rank", "rank_low", "rank_high"
            )
        )
        self.places = sorted({row[0] for row in rows})
        at = {place: n for n, place in enumerate(self.places)}
        self.values: dict[str, Floats] = {}
        self.coverage: dict[str, Floats] = {}
        self.ranks: dict[int, tuple[float | None, int | None, int | None]] = {}
        for place, node, value, coverage, rank, low, high in rows:
            if node not in self.values:
                self.values[node] = np.full(len(at), np.nan)
                self.coverage[node] = np.zeros(len(at))
            self.values[node][at[place]] = np.nan if value is None else value
            self.coverage[node][at[place]] = coverage
            if node == OVERALL:
                self.ranks[at[place]] = (rank, low, high)


def _again(framework: Framework, weights: Mapping[str, float], stored: _Stored) -> Floats:
    """The whole from the stored scores."""
    return _mean(framework, OVERALL, weights, stored)[0]


def _mean(
    parent: Framework | Node, node: str, weights: Mapping[str, float], stored: _Stored
) -> tuple[Floats, Floats]:
    """Score and coverage of a node: stored where nothing below it is weighed anew, else the mean."""
    if not any(n.id in weights for n in _below(parent)):
        return stored.values[node], stored.coverage[node]
    children = _children(parent)
    parts = [_mean(child, child.id, weights, stored) for child in children]
    weight = np.array([weights.get(c.id, c.weight) for c in children], dtype=float)
    share = weight / weight.sum()
    values, covered = (np.stack([part[n] for part in parts]) for n in (0, 1))
    known = np.isfinite(values)
    carried = share @ known
    coverage = share @ covered
    enough = (coverage > 0) & (coverage >= parent.minimum_coverage - 1e-12) & (carried > 0)
    total = share @ np.where(known, values, 0.0)
    out = np.full(len(stored.places), np.nan)
    np.divide(total, carried, out=out, where=enough)
    return out, coverage


def _below(parent: Framework | Node) -> Iterator[Node]:
    for child in parent.nodes:
        yield child
        yield from _below(child)


def _asked(made: Assessment, weights: Mapping[str, float], places: list[int]) -> Floats:
    """The whole from the engine, for methods that the stored scores do not carry."""
    universe = universe_of(Assessment.objects.select_related("release", "own").get(pk=made.pk))
    scores = universe.assessment.scores
    answer = WhatIf(scores).weights(weights)
    keys = {t.pk: t.key for t in Territory.objects.filter(pk__in=places)}
    column = {t.key: n for n, t in enumerate(scores.cut.territories)}
    whole: Floats = answer.scores[scores.tree.index(OVERALL)][[column[keys[p]] for p in places]]
    return whole


def _outcome(stored: _Stored, at: int, after: Floats, ranks: Floats) -> Outcome:
    rank, low, high = stored.ranks[at]
    return Outcome(
        territory=stored.places[at],
        before=_known(stored.values[OVERALL][at]),
        after=_known(after[at]),
        rank_before=rank,
        rank_low=low,
        rank_high=high,
        rank_after=_known(ranks[at]),
    )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
