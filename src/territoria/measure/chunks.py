"""Chunks: the tasks of a run, which can be computed anywhere and in any order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.measure.draws import (
    CHUNK,
    NORMALISE,
    Draws,
    draw_choices,
    draw_chunk,
    imputation_stream,
)
from territoria.measure.frame import Booleans, Floats
from territoria.measure.own_figures import figures_of_each, normalise_each, scores_of_each
from territoria.measure.refusals import Refusals
from territoria.measure.score import Scores
from territoria.measure.variations import (
    Prefix,
    Variations,
    compute_prefixes,
    node_row,
    prepare,
    scores_on_prefixes,
)
from territoria.model import Uncertainty

FIGURES_A_TASK = 2_000_000


@dataclass(frozen=True)
class Job:
    """What every task of a run needs. A task is some chunks: few enough to fit in memory, a number
    that depends on the shape of the problem alone.
    """

    shared: Variations
    nodes: tuple[int, ...]
    chunks: int

    @property
    def runs(self) -> int:
        """How many replications there are."""
        return self.shared.plan.spec.runs

    @property
    def tasks(self) -> range:
        """Numbers of the tasks."""
        return range(-(-self.runs // (CHUNK * self.chunks)))


@dataclass(frozen=True)
class Part:
    """Scores of one task's replications, ``(replication, node, territory)``, and what they used."""

    scores: Floats
    draws: Draws
    excluded: Booleans
    reasons: dict[str, int]


def job_of(nominal: Scores, errors: Floats | None, spec: Uncertainty, nodes: Sequence[str]) -> Job:
    """A run in tasks, with its prefixes computed where replications share their figures."""
    shared = prepare(nominal, spec, errors)
    rows = tuple(node_row(nominal.tree, n) for n in nodes)
    width = len(nominal.tree.nodes) if shared.own_figures else len(rows)
    if shared.own_figures:
        width += len(nominal.tree.bindings)
    elif spec.runs:
        wanted: set[Prefix] = set()
        for number in range(-(-spec.runs // CHUNK)):
            choices, _ = draw_choices(shared.plan, number)
            drawn = choices[: spec.runs - number * CHUNK, : NORMALISE + 1].tolist()
            wanted.update((0, *row) for row in drawn)
        shared = compute_prefixes(shared, wanted)
    a_chunk = CHUNK * width * shared.raw.shape[-1]
    return Job(shared, rows, max(1, FIGURES_A_TASK // max(a_chunk, 1)))


def run_task(job: Job, number: int) -> Part:
    """One task: draws and scores of its replications."""
    return run_chunks(job, range(number * job.chunks, (number + 1) * job.chunks))


def run_chunks(job: Job, chunks: Iterable[int]) -> Part:
    """Draws and scores of the replications of some chunks; beyond the last one there are none."""
    shared, parts, values = job.shared, [], []
    for chunk in chunks:
        count = min(CHUNK, job.runs - chunk * CHUNK)
        if count <= 0:
            break
        draws, random = draw_chunk(shared.plan, chunk)
        parts.append(draws[:count])
        if shared.own_figures:
            second = imputation_stream(shared.plan, chunk)
            values.append(figures_of_each(shared, draws, random, second)[:count])
    draws = Draws.join(parts)
    refused = Refusals.none(len(draws))
    if shared.own_figures:
        normalised = normalise_each(shared, np.concatenate(values), draws, refused)
        scores = scores_of_each(shared, draws, normalised, job.nodes, refused)
    else:
        as_published = np.zeros(len(draws), dtype=np.intp)
        scores = scores_on_prefixes(shared, draws, as_published, job.nodes, refused)
    return Part(scores, draws, refused.excluded, refused.reasons)
