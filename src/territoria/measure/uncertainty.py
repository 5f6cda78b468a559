"""Uncertainty: the same recipe in a thousand reasonable variations.

Each replication draws a method for every step that may vary, shakes the weights at every level of
the tree, and draws each figure within its error. Replications run in chunks of a fixed size whose
random numbers depend on (seed, chunk) alone, so results do not depend on threads or machines.
A combination that cannot be computed stops the run with a message; nothing is dropped silently.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Floats, Frame
from territoria.measure.normalise import SAMPLE_SCALE, orient
from territoria.measure.ranks import descending_ranks
from territoria.measure.score import Scores, aggregate_tree, apply
from territoria.measure.tree import Tree
from territoria.measure.weight import shake
from territoria.model import Step, Uncertainty

CHUNK = 125
LOW, HIGH = 5.0, 95.0
STEPS = ("impute", "treat", "normalise", "aggregate")
NORMALISE, AGGREGATE = 2, 3


@dataclass(frozen=True)
class Replications:
    """Scores of every replication, ``(replication, node, territory)``, NaN where not scored.

    ``choices``: which alternative of each step a replication used, ``(replication, step)``.
    """

    nominal: Scores
    spec: Uncertainty
    scores: Floats
    choices: NDArray[np.int8]

    @property
    def tree(self) -> Tree:
        return self.nominal.tree

    @cached_property
    def score_ranges(self) -> tuple[Floats, Floats]:
        """5th and 95th percentile of every score, widened where needed to hold the score itself."""
        low, high = percentiles(self.scores)
        nominal = self.nominal.scores
        return np.fmin(low, nominal), np.fmax(high, nominal)

    def ranks(self, node_id: str) -> Floats:
        """Ranks of one node in every replication, ``(replication, territory)``."""
        return descending_ranks(self.scores[:, self.tree.index(node_id)])

    def rank_ranges(self, node_id: str) -> tuple[Floats, Floats]:
        """5th and 95th percentile of the ranks of one node (whole places, outwards)."""
        ranks = self.ranks(node_id)
        low, high = percentiles(ranks)
        nominal = self.nominal.ranks[self.tree.index(node_id)]
        return np.fmin(np.floor(low), nominal), np.fmax(np.ceil(high), nominal)

    def rank_ranges_of(self, node_ids: Sequence[str]) -> dict[str, tuple[Floats, Floats]]:
        """Rank ranges of several nodes, by node (in threads: sorting lets go of the lock)."""
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as threads:
            return dict(zip(node_ids, threads.map(self.rank_ranges, node_ids), strict=True))

    def above(self, node_id: str, column: int) -> Floats:
        """How often the territory scores above each other one; ties count half."""
        scores = self.scores[:, self.tree.index(node_id)]
        mine = scores[:, column : column + 1]
        share: Floats = (scores < mine).mean(axis=0) + (scores == mine).mean(axis=0) / 2
        return np.where(np.isfinite(scores[0]), share, np.nan)

    def explain(self, replication: int) -> dict[str, str]:
        """What one replication ran, step by step."""
        words = {}
        for n, name in enumerate(STEPS):
            step = _alternatives(self.nominal, self.spec, name)[int(self.choices[replication, n])]
            words[name] = " ".join([step.method, *(f"{k}={v}" for k, v in step.parameters.items())])
        noise = self.spec.weight_noise
        words["weights"] = f"noise ± {noise:.0%} at every level" if noise else "as given"
        words["values"] = "drawn within their errors" if self.spec.values else "as published"
        return words


def percentiles(values: Floats) -> tuple[Floats, Floats]:
    """5th and 95th percentile over the first axis (linear between order statistics).

    Of the replications that have a value; NaN where none has one.
    """
    ordered = np.sort(np.moveaxis(values, 0, -1).copy(), axis=-1)  # contiguous rows sort fastest
    last = np.maximum(np.isfinite(ordered).sum(axis=-1, keepdims=True) - 1, 0)

    def at(share: float) -> Floats:
        position = share / 100 * last
        lower = np.floor(position).astype(np.intp)
        below = np.take_along_axis(ordered, lower, axis=-1)
        above = np.take_along_axis(ordered, np.minimum(lower + 1, last), axis=-1)
        part: Floats = (below + (position - lower) * (above - below))[..., 0]
        return part

    return at(LOW), at(HIGH)


def replicate(
    nominal: Scores,
    errors: Floats | None = None,
    spec: Uncertainty | None = None,
) -> Replications:
    """Run the replications around a nominal pass.

    ``errors``: standard error of each figure, ``(indicator, territory)``; needed where the
    specification varies the values.
    """
    spec = spec or nominal.tree.framework.uncertainty
    run = _Run.prepare(nominal, spec, errors)
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as threads:
        chunks = list(threads.map(run.chunk, range(-(-spec.runs // CHUNK))))
    return Replications(
        nominal=nominal,
        spec=spec,
        scores=np.concatenate([scores for scores, _ in chunks])[: spec.runs],
        choices=np.concatenate([choices for _, choices in chunks])[: spec.runs],
    )


def without(spec: Uncertainty, factor: str) -> Uncertainty:
    """The same specification with one factor switched off."""
    off: dict[str, Any] = {"weights": {"weight_noise": 0.0}, "values": {"values": False}}
    return replace_spec(spec, **off.get(factor, {factor: ()}))


def replace_spec(spec: Uncertainty, **changes: Any) -> Uncertainty:
    """A copy of a specification with some fields changed."""
    return spec.model_copy(update=changes)


FACTORS = ("impute", "treat", "normalise", "weights", "aggregate", "values")


def _alternatives(nominal: Scores, spec: Uncertainty, name: str) -> Sequence[Step]:
    """The steps a replication may draw; the recipe's own where nothing varies."""
    return getattr(spec, name) or (getattr(nominal.tree.framework.recipe, name),)


@dataclass(frozen=True)
class _Run:
    """What all chunks share: the figures, their errors, and the alternatives of every step."""

    nominal: Scores
    spec: Uncertainty
    frame: Frame
    raw: Floats
    errors: Floats | None
    alternatives: tuple[Sequence[Step], ...]

    @classmethod
    def prepare(cls, nominal: Scores, spec: Uncertainty, errors: Floats | None) -> _Run:
        if spec.values and errors is None:
            what = "the values are to vary, and their standard errors are not given."
            mend = "Give errors, or set values to false."
            raise MethodError(Problem("uncertainty", what, mend))
        return cls(
            nominal=nominal,
            spec=spec,
            frame=nominal.tree.frame(nominal.cut.territories),
            raw=np.where(nominal.kept, nominal.cut.values, np.nan),
            errors=None if errors is None or not spec.values else np.nan_to_num(errors),
            alternatives=tuple(_alternatives(nominal, spec, name) for name in STEPS),
        )

    def chunk(self, number: int) -> tuple[Floats, NDArray[np.int8]]:
        """Scores and choices of one chunk. All random numbers are drawn in one fixed order."""
        tree, spec = self.nominal.tree, self.spec
        random = np.random.default_rng(np.random.SeedSequence((spec.seed, number)))
        choices = np.stack(
            [np.floor(random.random(CHUNK) * len(options)) for options in self.alternatives], axis=1
        ).astype(np.int8)  # the same draws whatever the number of options
        weights = [
            shake(b.weights, spec.weight_noise, random.random((CHUNK, len(b.weights))))
            for b in tree.nodes
        ]
        if self.errors is None:
            normalised = self._shared(choices)
        else:
            values = random.standard_normal((CHUNK, *self.raw.shape))
            values *= self.errors
            values += self.raw
            low, high = tree.natural_bounds
            np.clip(values, low[:, None], high[:, None], out=values)
            normalised = self._varying(values, choices)
        enough = np.isfinite(self.nominal.scores)
        scores = np.empty((CHUNK, len(tree.nodes), self.raw.shape[1]))
        for n, step in enumerate(self.alternatives[AGGREGATE]):
            here = np.flatnonzero(choices[:, AGGREGATE] == n)
            if here.size:
                scores[here] = aggregate_tree(
                    tree, normalised[here], step, enough, [w[here] for w in weights]
                )
        for n, step in enumerate(self.alternatives[NORMALISE]):
            free = np.flatnonzero(choices[:, NORMALISE] == n)
            if step.method in SAMPLE_SCALE and free.size:
                scores[free] = on_nominal_scale(scores[free], self.nominal.scores)
        return scores, choices

    def _varying(self, values: Floats, choices: NDArray[np.int8]) -> Floats:
        """Every replication has figures of its own: each step on all that drew the same method.
        Works in place on ``values``.
        """
        for stage in range(AGGREGATE):
            if stage == NORMALISE:
                values *= self.frame.direction[:, None]
            for n, step in enumerate(self.alternatives[stage]):
                here = np.flatnonzero(choices[:, stage] == n)
                if here.size and step.method != "none":
                    values[here], _ = apply(STEPS[stage], step, values[here], self.frame)
            if not self.nominal.kept.all():
                values[..., ~self.nominal.kept] = np.nan
        return values

    def _shared(self, choices: NDArray[np.int8]) -> Floats:
        """All replications share the figures: each distinct prefix of steps is computed once."""
        prefixes, which = np.unique(choices[:, :AGGREGATE], axis=0, return_inverse=True)
        blocks = []
        for prefix in prefixes:
            block = self.raw
            for stage, n in enumerate(prefix):
                if stage == NORMALISE:
                    block = orient(block, self.frame)
                block, _ = apply(STEPS[stage], self.alternatives[stage][n], block, self.frame)
                block = np.where(self.nominal.kept, block, np.nan)
            blocks.append(block)
        return np.stack(blocks)[which.ravel()]


def on_nominal_scale(scores: Floats, nominal: Floats) -> Floats:
    """Scores of a method without a scale of its own, moved onto the nominal one.

    Per replication and node an affine map gives them the mean and spread that the nominal scores
    have over the territories, so that ranges compare like with like; no rank changes.
    """
    mean, sd = _mean_and_sd(nominal)
    own_mean, own_sd = _mean_and_sd(scores)
    # one territory, or all alike: there is no spread to map, and the mean stands
    factor = np.divide(sd, own_sd, out=np.zeros(own_sd.shape), where=own_sd > 0)
    out: Floats = (scores - own_mean[..., None]) * factor[..., None] + mean[..., None]
    return out


def _mean_and_sd(rows: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation over the last axis of what is known; NaN where nothing is."""
    known = np.isfinite(rows)
    count = known.sum(axis=-1)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(known, rows, 0.0).sum(axis=-1) / count
        d = np.where(known, rows - mean[..., None], 0.0)
        sd: Floats = np.sqrt((d * d).sum(axis=-1) / count)
    return mean, sd
