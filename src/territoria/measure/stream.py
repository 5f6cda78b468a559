"""Ranges of very many territories and replications, without keeping them.

A pilot of 200 replications finds the range of every territory. All replications are then counted in
histograms, task by task and anywhere, and the counts are added. Memory does not grow with the number
of replications. Scores are computed in single precision (seven digits).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.bucket_ranks import EXACT_BELOW, Singles, bucket_ranks
from territoria.measure.chunks import Job, Part, job_of, run_chunks
from territoria.measure.draws import CHUNK
from territoria.measure.executor import Executor, run_tasks
from territoria.measure.frame import Booleans, Floats, Integers
from territoria.measure.histogram import Bins, Bytes, Counts, at_ends, count_bins, without
from territoria.measure.percentiles import HIGH, LOW, MIDDLE
from territoria.measure.ranks import descending_ranks
from territoria.measure.score import Scores
from territoria.model import Uncertainty

PILOT = 200
PLACED_AT_ONCE = 100_000_000  # bin numbers of one byte each that a task holds


@dataclass(frozen=True)
class StreamedRanges:
    """5–95 % ranges and medians of score and rank of one node, ``(territory,)``, NaN where unscored.

    ``exact_ranks``: whether ranks were sorted, or counted in buckets. ``excluded`` counts refused
    replications by reason. ``beyond``: largest share of one territory's scores outside the range of
    its bins.
    """

    node: str
    runs: int
    score_low: Floats
    score_median: Floats
    score_high: Floats
    rank_low: Floats
    rank_median: Floats
    rank_high: Floats
    exact_ranks: bool
    excluded: dict[str, int]
    beyond: float


@dataclass(frozen=True)
class _Counting:
    """What every task of a streamed run needs; ``scored`` marks the territories that have a score."""

    job: Job
    scored: Booleans
    scores: Bins
    ranks: Bins


def stream_ranges(
    nominal: Scores,
    errors: Floats | None = None,
    spec: Uncertainty | None = None,
    *,
    node: str = "overall",
    executor: Executor = "threads",
) -> StreamedRanges:
    """Ranges of one node over ``spec.runs`` replications, in memory that does not grow with them.

    Percentiles are read from 256 bins over one and a half times the range of the pilot. ``replicate`` keeps all
    replications and gives exact ones. The result is the same to the bit for every executor.
    """
    spec = spec or nominal.tree.framework.uncertainty
    job = job_of(nominal, errors, spec, (node,))
    job = replace(job, shared=job.shared.in_single_precision())
    scored = np.isfinite(nominal.of(node))
    first = run_chunks(job, range(-(-min(PILOT, spec.runs) // CHUNK)))
    pilot = _known(first, scored)
    _demand_something(pilot, node, first.reasons)
    counting = _Counting(
        job=replace(job, chunks=max(1, PLACED_AT_ONCE // (CHUNK * max(int(scored.sum()), 1)))),
        scored=scored,
        scores=Bins.around(pilot),
        ranks=Bins.around(_ranks(pilot), whole=True),
    )
    parts = run_tasks(_count, counting, counting.job.tasks, executor)
    scores, ranks, reasons = next(parts)
    for more_scores, more_ranks, refused in parts:
        scores += more_scores
        ranks += more_ranks
        reasons = {r: reasons.get(r, 0) + refused.get(r, 0) for r in reasons | refused}
    return _summary(nominal, node, spec.runs, counting, scores, ranks, reasons)


def _count(counting: _Counting, number: int) -> tuple[Counts, Counts, dict[str, int]]:
    """Counts of the scores and ranks of one task, a chunk at a time."""
    placed: list[tuple[Bytes, Bytes]] = []
    missing: list[Booleans] = []
    reasons: dict[str, int] = {}
    job = counting.job
    for chunk in range(number * job.chunks, (number + 1) * job.chunks):
        if chunk * CHUNK >= job.runs:
            break
        part = run_chunks(job, (chunk,))
        known = _known(part, counting.scored)
        ranks = _ranks(known)
        placed.append((counting.scores.place(known), counting.ranks.place(ranks)))
        missing.append(~np.isfinite(known))
        for reason, times in part.reasons.items():
            reasons[reason] = reasons.get(reason, 0) + times
    gaps = np.concatenate(missing)
    by_score, by_rank = (np.concatenate(parts) for parts in zip(*placed, strict=True))
    return without(count_bins(by_score), gaps), without(count_bins(by_rank), gaps), reasons


def _known(part: Part, scored: Booleans) -> Floats | Singles:
    """Scores of the replications that no method refused and of the territories that have one."""
    scores = part.scores[:, 0]
    if part.excluded.any():
        scores = scores[~part.excluded]
    return scores if scored.all() else scores[:, scored]


def _ranks(scores: Floats | Singles) -> Floats | Singles:
    if scores.shape[-1] < EXACT_BELOW or not np.isfinite(scores).all():
        return descending_ranks(scores.astype(np.float64, copy=False))
    return bucket_ranks(scores)


def _demand_something(pilot: Floats | Singles, node: str, reasons: Mapping[str, int]) -> None:
    """MethodError where no territory is scored, or no replication of the pilot can be computed."""
    if not pilot.shape[1]:
        what = f"no territory has a score on {node}."
        raise MethodError(Problem("uncertainty", what, "See the coverage of the node."))
    if not len(pilot):
        what = f"no replication can be computed: {'; '.join(sorted(reasons))}"
        raise MethodError(Problem("uncertainty", what, "Take the method out of the variations."))


def _summary(
    nominal: Scores,
    node: str,
    runs: int,
    counting: _Counting,
    scores: Counts,
    ranks: Counts,
    reasons: dict[str, int],
) -> StreamedRanges:
    where: Integers = np.flatnonzero(counting.scored)
    row = nominal.tree.index(node)

    def spread(found: Floats) -> Floats:
        out = np.full(nominal.scores.shape[1], np.nan)
        out[where] = found
        return out

    wanted = (LOW, MIDDLE, HIGH)
    score = [spread(found) for found in counting.scores.percentiles(scores, wanted)]
    rank = [spread(found) for found in counting.ranks.percentiles(ranks, wanted)]
    return StreamedRanges(
        node=node,
        runs=runs,
        score_low=np.fmin(score[0], nominal.scores[row]),
        score_median=score[1],
        score_high=np.fmax(score[2], nominal.scores[row]),
        rank_low=np.fmin(np.maximum(np.floor(rank[0] + 0.5), 1.0), nominal.ranks[row]),
        rank_median=rank[1],
        rank_high=np.fmax(np.ceil(rank[2] - 0.5), nominal.ranks[row]),
        exact_ranks=bool(counting.scored.sum() < EXACT_BELOW),
        excluded=reasons,
        beyond=float(at_ends(scores).max(initial=0)),
    )
