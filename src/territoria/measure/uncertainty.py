"""Uncertainty: the same recipe in a thousand reasonable variations.

Each replication draws a method for every step that may vary, shakes the weights at every level of
the tree, may take an expert's weights or leave an indicator out, and draws each figure within its
error. What each one ran can be read (``explain``); a combination that a method refuses is excluded
and counted.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.chunks import job_of, run_task
from territoria.measure.draws import (
    CHUNK,
    STEPS,
    Choices,
    DrawPlan,
    draw_chunk,
)
from territoria.measure.executor import Executor, run_tasks
from territoria.measure.frame import Booleans, Floats, Integers
from territoria.measure.method_names import method_name
from territoria.measure.percentiles import HIGH, LOW, MIDDLE, percentiles_of
from territoria.measure.ranks import TOLERANCE, descending_ranks
from territoria.measure.score import Scores
from territoria.measure.tree import Tree
from territoria.model import Step, Uncertainty
from territoria.speech import copied_number, gettext, pgettext


@dataclass(frozen=True)
class Replications:
    """Scores of every replication, ``(replication, node, territory)``, NaN where not scored.

    ``nodes``: ids of the nodes kept. ``choices[replication, step]``: which alternative of each step
    was used; ``left_out`` and ``expert``: row of the indicator left out and number of the expert,
    −1 for none. ``excluded`` marks replications that a method refused; ``reasons`` counts them.
    """

    nominal: Scores
    spec: Uncertainty
    scores: Floats
    choices: Choices
    nodes: tuple[str, ...]
    left_out: Integers
    expert: Integers
    excluded: Booleans
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def tree(self) -> Tree:
        return self.nominal.tree

    def of(self, node_id: str) -> Floats:
        """Scores of one node, ``(replication, territory)``; KeyError where it was not kept."""
        if node_id not in self.nodes:
            raise KeyError(node_id)
        return self.scores[:, self.nodes.index(node_id)]

    @cached_property
    def score_ranges(self) -> tuple[Floats, Floats]:
        """5th and 95th percentile of every score, widened where needed to hold the score itself."""
        low, high = percentiles_of(self.scores, (LOW, HIGH))
        nominal = self.nominal.scores[[self.tree.index(n) for n in self.nodes]]
        return np.fmin(low, nominal), np.fmax(high, nominal)

    def medians(self, node_id: str) -> Floats:
        """Median score of one node over the replications."""
        return percentiles_of(self.of(node_id), (MIDDLE,))[0]

    def ranks(self, node_id: str) -> Floats:
        """Ranks of one node in every replication, ``(replication, territory)``."""
        return descending_ranks(self.of(node_id))

    def rank_ranges(self, node_id: str) -> tuple[Floats, Floats]:
        """5th and 95th percentile of the ranks of one node (whole places, outwards)."""
        low, high = percentiles_of(self.ranks(node_id), (LOW, HIGH))
        nominal = self.nominal.ranks[self.tree.index(node_id)]
        return np.fmin(np.floor(low), nominal), np.fmax(np.ceil(high), nominal)

    def rank_ranges_of(self, node_ids: Sequence[str]) -> dict[str, tuple[Floats, Floats]]:
        """Rank ranges of several nodes, by node (in threads: sorting lets go of the lock)."""
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as threads:
            return dict(zip(node_ids, threads.map(self.rank_ranges, node_ids), strict=True))

    def above(self, node_id: str, column: int) -> Floats:
        """How often the territory scores above each other one; ties count half.

        Of the replications in which both have a score; NaN where there is none.
        """
        scores = self.of(node_id)[~self.excluded]
        mine = scores[:, column : column + 1]
        both = (np.isfinite(scores) & np.isfinite(mine)).sum(axis=0)
        ahead = mine - scores
        ties = np.abs(ahead) <= TOLERANCE  # as for ranks: no order by rounding dust
        wins: Floats = (ahead > TOLERANCE).sum(axis=0) + ties.sum(axis=0) / 2
        share: Floats = np.divide(wins, both, out=np.full(len(both), np.nan), where=both > 0)
        return share

    def dominance(self, node_id: str) -> Floats:
        """``[i, j]``: share of replications in which i scores above j; ties count half."""
        return np.stack([self.above(node_id, c) for c in range(self.scores.shape[-1])])

    def top(self, node_id: str, places: int) -> Floats:
        """How often each territory is among the best ``places``, of the replications in which it
        has a score; NaN where there is none.
        """
        ranks = self.ranks(node_id)[~self.excluded]
        known = np.isfinite(ranks).sum(axis=0)
        best = (ranks <= places).sum(axis=0)
        share: Floats = np.divide(best, known, out=np.full(len(known), np.nan), where=known > 0)
        return share

    def explain(self, replication: int) -> dict[str, str]:
        """What one replication ran, step by step."""
        self._demand(replication)
        plan, spec = DrawPlan.of(self.nominal, self.spec), self.spec
        words = {
            name: _in_words(name, plan.alternatives[n][int(self.choices[replication, n])])
            for n, name in enumerate(STEPS)
        }
        expert, left_out = int(self.expert[replication]), int(self.left_out[replication])
        words["weights"] = _weights_in_words(expert, spec)
        words["left out"] = (
            self.tree.indicators[left_out] if left_out >= 0 else pgettext("left out", "nothing")
        )
        words["values"] = (
            gettext("drawn within their errors") if spec.values else gettext("as published")
        )
        if self.excluded[replication]:
            words["excluded"] = gettext("a method refuses this combination")
        return words

    def weights(self, replication: int) -> dict[str, dict[str, float]]:
        """The weights that one replication used: node → child → share of the node."""
        self._demand(replication)
        plan = DrawPlan.of(self.nominal, self.spec)
        draws, _ = draw_chunk(plan, replication // CHUNK)
        found = {}
        for n, branch in enumerate(self.tree.nodes):
            row = draws.weights[n][replication % CHUNK]
            shares = (row / row.sum()).tolist()
            found[branch.id] = dict(zip(self.tree.children(branch), shares, strict=True))
        return found

    def _demand(self, replication: int) -> None:
        if not 0 <= replication < len(self.scores):
            what = f"there is no replication {replication}."
            mend = f"Give a number from 0 to {len(self.scores) - 1}."
            raise MethodError(Problem("uncertainty", what, mend))


def _in_words(stage: str, step: Step) -> str:
    parameters = (f"{k}={v}" for k, v in step.parameters.items())
    return " ".join([method_name(stage, step.method), *parameters])


def _weights_in_words(expert: int, spec: Uncertainty) -> str:
    changes = []
    if expert >= 0:
        changes.append(gettext("of expert {number}").format(number=expert + 1))
    if spec.dirichlet:
        text = gettext("Dirichlet with concentration {number}")
        changes.append(text.format(number=copied_number(spec.dirichlet)))
    if spec.weight_noise:
        text = gettext("noise ± {share} at every level")
        changes.append(text.format(share=copied_number(spec.weight_noise, ".0%")))
    return ", ".join(changes) or gettext("as the method gives them")


def replicate(
    nominal: Scores,
    errors: Floats | None = None,
    spec: Uncertainty | None = None,
    *,
    nodes: Sequence[str] | None = None,
    executor: Executor = "threads",
) -> Replications:
    """Run the replications around a nominal pass and keep the scores of all of them.

    ``errors``: standard error of each figure, ``(indicator, territory)``; needed where the
    specification varies the values. ``nodes``: ids of the nodes to keep, default all. The result is
    the same to the bit for every executor. For very many territories see ``stream_ranges``.
    """
    spec = spec or nominal.tree.framework.uncertainty
    kept = nominal.tree.ids if nodes is None else tuple(nodes)
    job = job_of(nominal, errors, spec, kept)
    parts = list(run_tasks(run_task, job, job.tasks, executor))
    excluded = np.concatenate([p.excluded for p in parts])
    reasons: dict[str, int] = {}
    for part in parts:
        for reason, times in part.reasons.items():
            reasons[reason] = reasons.get(reason, 0) + times
    if excluded.all():
        what = f"no replication can be computed: {'; '.join(sorted(reasons))}"
        raise MethodError(Problem("uncertainty", what, "Take the method out of the variations."))
    return Replications(
        nominal=nominal,
        spec=spec,
        scores=np.concatenate([p.scores for p in parts]),
        choices=np.concatenate([p.draws.choices for p in parts]),
        nodes=kept,
        left_out=np.concatenate([p.draws.left_out for p in parts]),
        expert=np.concatenate([p.draws.expert for p in parts]),
        excluded=excluded,
        reasons=reasons,
    )


def without(spec: Uncertainty, factor: str) -> Uncertainty:
    """The same specification with one factor switched off."""
    off: dict[str, dict[str, Any]] = {
        "weights": {"weight_noise": 0.0, "dirichlet": None, "experts": ()},
        "values": {"values": False},
    }
    return replace_spec(spec, **off.get(factor, {factor: ()}))


def replace_spec(spec: Uncertainty, **changes: Any) -> Uncertainty:
    """A copy of a specification with some fields changed."""
    return spec.model_copy(update=changes)


FACTORS = (
    "impute", "treat", "normalise", "weight", "weights", "aggregate", "leave_out", "values",
)  # fmt: skip
