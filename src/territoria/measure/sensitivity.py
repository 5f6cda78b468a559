"""Sensitivity: which of the variations moves the results, and by how much.

The factors are those of the uncertainty. Each is given levels: the alternatives of a step, a number
of drawn weight sets, a number of drawn sets of figures, the indicators that may be left out. Where
all combinations are few enough they are all computed, and the indices have no sampling error; else
they are estimated on a scrambled Sobol' sample, with bootstrap ranges. Estimators: ``sobol``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Literal, get_args

import numpy as np

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.draws import NORMALISE, STEPS, DrawPlan, Draws, omit, weight_sets
from territoria.measure.executor import Executor, run_tasks
from territoria.measure.frame import Floats, Integers
from territoria.measure.ranks import descending_ranks
from territoria.measure.refusals import Refusals
from territoria.measure.score import Scores
from territoria.measure.sobol import Indices, exact_indices, indices, saltelli_sample
from territoria.measure.variations import (
    Variations,
    compute_prefixes,
    node_row,
    prepare,
    scores_on_prefixes,
)
from territoria.model import Uncertainty

Output = Literal["rank-shift", "rank", "score"]

ENUMERATED = 20_000  # combinations up to which all are computed
SCORES_A_TASK = 2_000_000
FIGURE_STREAM = 6


@dataclass(frozen=True)
class Sensitivity:
    """Shares of the variance of a result that each factor explains, alone (``first``) and with the
    others (``total``): ``(factor,)``, or ``(factor, territory)`` where every territory is asked.

    ``levels``: how many each factor has. ``method``: *exact*, all combinations, or *sobol*, sampled;
    then ``low``/``high`` are the 5–95 % ranges of the bootstrap. ``variance`` is that of the output.
    """

    factors: tuple[str, ...]
    levels: tuple[int, ...]
    node: str
    output: Output
    territory: str | None
    method: Literal["exact", "sobol"]
    runs: int
    first: Floats
    total: Floats
    variance: Floats
    first_low: Floats | None
    first_high: Floats | None
    total_low: Floats | None
    total_high: Floats | None
    notes: tuple[str, ...]


def sensitivity(
    nominal: Scores,
    errors: Floats | None = None,
    spec: Uncertainty | None = None,
    *,
    node: str = "overall",
    output: Output = "rank-shift",
    territory: str | None = None,
    base: int = 512,
    exact: bool | None = None,
    sets: int = 64,
    bootstrap: int = 500,
    compat: Literal["", "coinr-1.1"] = "",
    executor: Executor = "threads",
) -> Sensitivity:
    """Indices of every factor that varies in ``spec``.

    ``output``: *rank-shift*, the mean absolute change of rank against the nominal pass; or *rank* or
    *score*, of one ``territory`` (its key) or of each. ``sets``: how many weight sets and sets of
    figures are drawn. ``exact``: whether to compute all combinations; None: where they are at most
    20,000. ``base``: points of the Sobol' sample, each evaluated (factors + 2) times.
    MethodError where nothing varies, or a method refuses a combination: indices need them all.
    """
    spec = spec or nominal.tree.framework.uncertainty
    _demand_known(nominal, node, output, territory, sets)
    shared = prepare(nominal, spec, errors)
    factors, levels = _factors(shared.plan, shared.errors is not None, sets)
    if not factors:
        what = "nothing varies, so no factor can explain anything."
        raise MethodError(Problem("sensitivity", what, "Give the framework an uncertainty."))
    enumerated = prod(levels) <= ENUMERATED if exact is None else exact
    if enumerated:
        grid = np.indices(levels).reshape(len(levels), -1).T
    else:
        points = saltelli_sample(len(factors), base, spec.seed)
        grid = (points * np.array(levels)).astype(np.intp)
    outputs = _evaluate(nominal, shared, factors, grid, sets, node, output, executor)
    if territory is not None and output != "rank-shift":
        outputs = outputs[:, nominal.cut.column(territory)]
    found: Indices = (
        exact_indices(outputs, levels)
        if enumerated
        else indices(
            outputs, len(factors), base, bootstrap=bootstrap, seed=spec.seed, compat=compat
        )
    )
    return Sensitivity(
        factors=factors,
        levels=levels,
        node=node,
        output=output,
        territory=territory,
        method="exact" if enumerated else "sobol",
        runs=len(grid),
        first=found.first,
        total=found.total,
        variance=found.variance,
        first_low=found.first_low,
        first_high=found.first_high,
        total_low=found.total_low,
        total_high=found.total_high,
        notes=found.notes,
    )


def _demand_known(
    nominal: Scores, node: str, output: str, territory: str | None, sets: int
) -> None:
    node_row(nominal.tree, node)
    keys = [t.key for t in nominal.cut.territories]
    outputs = get_args(Output)
    if output not in outputs:
        what, mend = f"the output {output} is not known.", did_you_mean(output, outputs)
    elif territory is not None and output == "rank-shift":
        what, mend = "the mean shift of all ranks is of no one territory.", "Ask for its rank."
    elif territory is not None and territory not in keys:
        what, mend = f"{territory} is not among the territories.", did_you_mean(territory, keys)
    elif sets < 2:
        what, mend = f"{sets} sets cannot vary.", "Give sets of 2 or more."
    else:
        return
    raise MethodError(Problem("sensitivity", what, mend))


def _factors(plan: DrawPlan, values: bool, sets: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Names and numbers of levels of what varies."""
    spec = plan.spec
    shaken = bool(spec.weight_noise or spec.dirichlet or spec.experts)
    every = {name: len(options) for name, options in zip(STEPS, plan.alternatives, strict=True)}
    every |= {
        "weights": sets if shaken else 1,
        "leave_out": 1 + len(plan.omissions),
        "values": sets if values else 1,
    }
    varied = {name: count for name, count in every.items() if count > 1}
    return tuple(varied), tuple(varied.values())


# ── evaluation ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Evaluation:
    """What every task needs: computed prefixes, and the level of each factor in each run."""

    shared: Variations
    draws: Draws
    sets: Integers
    node: int
    output: Output
    nominal_ranks: Floats
    at_once: int


def _evaluate(
    nominal: Scores,
    shared: Variations,
    factors: Sequence[str],
    grid: Integers,
    sets: int,
    node: str,
    output: Output,
    executor: Executor,
) -> Floats:
    """The output of every run, ``(run,)`` or ``(run, territory)``."""
    level = {name: grid[:, n] for n, name in enumerate(factors)}
    nothing = np.zeros(len(grid), dtype=np.intp)
    drawn = level["values"] + 1 if "values" in level else nothing
    draws = _draws_of(shared.plan, level, sets, len(grid))
    steps = draws.choices[:, : NORMALISE + 1]
    wanted = {tuple(row) for row in np.unique(np.column_stack([drawn, steps]), axis=0).tolist()}
    figures = _sets_of_figures(shared, sorted({prefix[0] for prefix in wanted} - {0}))
    shared = compute_prefixes(shared, wanted, figures)
    evaluation = _Evaluation(
        shared=shared,
        draws=draws,
        sets=drawn,
        node=nominal.tree.index(node),
        output=output,
        nominal_ranks=nominal.ranks[nominal.tree.index(node)],
        at_once=max(1, SCORES_A_TASK // shared.raw.shape[-1]),
    )
    tasks = range(-(-len(grid) // evaluation.at_once))
    return np.concatenate(list(run_tasks(_outputs, evaluation, tasks, executor)))


def _draws_of(plan: DrawPlan, level: dict[str, Integers], sets: int, runs: int) -> Draws:
    """The levels as draws."""
    nothing = np.zeros(runs, dtype=np.intp)
    choices = np.stack([level.get(name, nothing) for name in STEPS], axis=1).astype(np.int8)
    left_out = np.array((-1, *plan.omissions))[level.get("leave_out", nothing)]
    number = level.get("weights", nothing)
    varied = (
        weight_sets(plan, sets)
        if "weights" in level
        else [[b[None] for b in base] for base in plan.base]
    )
    method = level.get("weight", nothing)
    weights = tuple(
        np.stack([sets_of[n] for sets_of in varied])[method, number]
        for n in range(len(plan.tree.nodes))
    )
    nobody = np.full(runs, -1, dtype=np.intp)
    return Draws(choices, omit(plan.tree, weights, left_out), left_out, nobody)


def _sets_of_figures(shared: Variations, numbers: Sequence[int]) -> dict[int, Floats]:
    """Figures drawn within their errors, by the number of the set."""
    found = {}
    for number in numbers:
        sequence = np.random.SeedSequence((shared.plan.spec.seed, number, FIGURE_STREAM))
        noise = np.random.default_rng(sequence).standard_normal(shared.raw.shape)
        errors = np.zeros(shared.raw.shape) if shared.errors is None else shared.errors
        found[number] = np.clip(shared.raw + noise * errors, *shared.bounds)
    return found


def _outputs(evaluation: _Evaluation, task: int) -> Floats:
    rows = slice(task * evaluation.at_once, (task + 1) * evaluation.at_once)
    draws = evaluation.draws[rows]
    refused = Refusals.none(len(draws))
    scores = scores_on_prefixes(
        evaluation.shared, draws, evaluation.sets[rows], (evaluation.node,), refused
    )[:, 0]
    if refused.excluded.any():
        what = f"some combinations cannot be computed: {'; '.join(sorted(refused.reasons))}"
        mend = "Indices need every combination: take the method out, or clip its figures."
        raise MethodError(Problem("sensitivity", what, mend))
    if evaluation.output == "score":
        return scores
    ranks = descending_ranks(scores)
    if evaluation.output == "rank":
        return ranks
    moved = np.abs(ranks - evaluation.nominal_ranks)
    known = np.isfinite(moved)
    shift: Floats = np.where(known, moved, 0.0).sum(axis=-1) / np.maximum(known.sum(axis=-1), 1)
    return shift
