"""Replications that have figures of their own, drawn within errors or imputed by draw.

Nothing is shared between them but the order of the steps: each step runs at once on all that drew
the same method, ``(replication, indicator, territory)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from territoria.measure.draws import AGGREGATE, IMPUTE, NORMALISE, STEPS, Draws
from territoria.measure.frame import Floats, Integers
from territoria.measure.impute import draw_imputations
from territoria.measure.refusals import Refusals
from territoria.measure.score import aggregate_tree
from territoria.measure.steps import own_steps, run_step
from territoria.measure.variations import MULTIPLE, Variations, on_scale
from territoria.model import Step


def figures_of_each(
    shared: Variations, draws: Draws, random: np.random.Generator, second: np.random.Generator
) -> Floats:
    """Figures drawn within their errors, and imputations drawn anew, of every replication of a
    chunk, ``(replication, indicator, territory)``.
    """
    shape = (len(draws), *shared.raw.shape)
    if shared.errors is None:
        values: Floats = np.broadcast_to(shared.raw, shape).copy()
    else:
        values = random.standard_normal(shape)
        values *= shared.errors
        values += shared.raw
        np.clip(values, *shared.bounds, out=values)
    for n, step in enumerate(shared.plan.alternatives[IMPUTE]):
        here = np.flatnonzero(draws.choices[:, IMPUTE] == n)
        if step.method == MULTIPLE and here.size:
            drawn = draw_imputations(shared.raw, shared.frame, second, len(here))
            values[here] = np.where(np.isfinite(values[here]), values[here], drawn)
    return values


def normalise_each(shared: Variations, values: Floats, draws: Draws, refused: Refusals) -> Floats:
    """Figures that every replication has of its own, ``(replication, indicator, territory)``, through
    the steps that it drew; works in place.
    """
    for stage in range(NORMALISE + 1):
        if stage == NORMALISE:
            values *= shared.frame.direction[:, None]
        for n, step in enumerate(shared.plan.alternatives[stage]):
            here = np.flatnonzero(draws.choices[:, stage] == n)
            if step.method == MULTIPLE:  # drawn with the figures
                continue
            if step.method == "none" and not own_steps(shared.tree, STEPS[stage]):
                continue
            advance = partial(_advance_some, shared, stage, step, values)
            for rows, block in refused.halve(here, advance):
                values[rows] = block
        if not shared.kept.all():
            values[..., ~shared.kept] = np.nan
    return values


def _advance_some(
    shared: Variations, stage: int, step: Step, values: Floats, rows: Integers
) -> Floats:
    return run_step(STEPS[stage], step, values[rows], shared.frame, shared.tree)[0]


def scores_of_each(
    shared: Variations, draws: Draws, normalised: Floats, nodes: Sequence[int], refused: Refusals
) -> Floats:
    """Scores ``(replication, node, territory)`` of replications with figures of their own."""
    out = np.full((len(draws), len(nodes), normalised.shape[-1]), np.nan)
    enough = np.isfinite(shared.nominal)
    without = np.flatnonzero(draws.left_out >= 0)
    normalised[without, draws.left_out[without]] = np.nan
    for n, step in enumerate(shared.plan.alternatives[AGGREGATE]):

        def gather(rows: Integers, s: Step = step) -> Floats:
            weights = [w[rows] for w in draws.weights]
            found = aggregate_tree(shared.free_tree, normalised[rows], s, enough, weights)
            return found[..., list(nodes), :]

        here = np.flatnonzero(draws.choices[:, AGGREGATE] == n)
        for rows, block in refused.halve(here, gather):
            out[rows] = block
    return on_scale(shared, draws, out, nodes)
