"""Variations: the scores of replications, whatever drew them.

Choices of imputation, treatment and normalisation form a small graph: each distinct path through it
is computed once (a *prefix*). A tree with one mean at all levels is one matrix product of effective
weights with the prefix; everything else goes node by node. A combination that a method refuses
(a geometric mean of a negative figure) is excluded and counted, never dropped silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.draws import AGGREGATE, IMPUTE, NORMALISE, STEPS, DrawPlan, Draws, alike
from territoria.measure.frame import Booleans, Floats, Frame, Integers
from territoria.measure.linear import leaf_weights, mean_of_all
from territoria.measure.nominal_scale import keeps_scale, on_nominal_scale
from territoria.measure.normalise import orient
from territoria.measure.refusals import Refusals
from territoria.measure.score import Scores, aggregate_tree
from territoria.measure.steps import run_step
from territoria.measure.tree import Tree
from territoria.model import Recipe, Step, Uncertainty

# A prefix: which set of drawn figures (0: as published), then the choice of each step up to
# normalisation.
Prefix = tuple[int, ...]
MULTIPLE = "multiple"


@dataclass(frozen=True)
class Variations:
    """What all replications share: figures, errors, alternatives, and the computed prefixes.

    ``raw``: denominated figures of the territories kept; ``errors``: their standard errors, or None
    where figures do not vary; ``bounds``: what figures can be; ``nominal``: scores of the ``recipe``; ``free_tree``: the tree without
    thresholds on children, since who is scored does not vary; ``refused``: why a prefix could not
    be computed.
    """

    plan: DrawPlan
    frame: Frame
    kept: Booleans
    raw: Floats
    errors: Floats | None
    bounds: tuple[Floats, Floats]
    nominal: Floats
    recipe: Recipe
    free_tree: Tree
    prefixes: Mapping[Prefix, Floats] = field(default_factory=dict)
    refused: Mapping[Prefix, str] = field(default_factory=dict)

    @property
    def tree(self) -> Tree:
        return self.plan.tree

    @property
    def own_figures(self) -> bool:
        """Whether each replication has figures of its own."""
        return self.errors is not None or self.imputes_by_draw

    def in_single_precision(self) -> Variations:
        """The same with its prefixes in single precision: half the memory, seven digits. Figures
        that differ only in their last digits keep all of them.
        """
        if any(_needs_all_digits(block) for block in self.prefixes.values()):
            return self
        return replace(self, prefixes={p: b.astype("f4") for p, b in self.prefixes.items()})

    @property
    def imputes_by_draw(self) -> bool:
        """Whether an imputation is drawn anew in each replication."""
        return any(step.method == MULTIPLE for step in self.plan.alternatives[IMPUTE])


def _needs_all_digits(block: Floats) -> bool:
    """Whether the level of an indicator is more than a thousand times its spread."""
    known = np.isfinite(block)
    low = np.where(known, block, np.inf).min(axis=-1)
    high = np.where(known, block, -np.inf).max(axis=-1)
    level = np.maximum(np.abs(low), np.abs(high))
    return bool((level > 1e3 * (high - low))[known.any(axis=-1)].any())


def node_row(tree: Tree, node: str) -> int:
    """Row of a node among the scores; MethodError where there is none of that id."""
    if node not in tree.ids:
        raise MethodError(
            Problem(node, "the framework has no such node.", did_you_mean(node, tree.ids))
        )
    return tree.index(node)


def prepare(nominal: Scores, spec: Uncertainty, errors: Floats | None) -> Variations:
    """What varies around a nominal pass. ``errors``: standard errors of the published figures."""
    if spec.values and errors is None:
        what = "the values are to vary, and their standard errors are not given."
        raise MethodError(Problem("uncertainty", what, "Give errors, or set values to false."))
    cut, tree = nominal.cut, nominal.tree
    if errors is not None and (errors.shape != cut.values.shape or (errors < 0).any()):
        what = (
            f"errors of shape {errors.shape} for figures of shape {cut.values.shape}, or below 0."
        )
        mend = "Give one standard error of 0 or more for each figure."
        raise MethodError(Problem("uncertainty", what, mend))
    by = None if nominal.recipe.denominate.method == "none" else cut.denominators
    if errors is not None and by is not None:
        by = np.abs(by)
        errors = np.divide(errors, by, out=np.full(by.shape, np.nan), where=by > 0)
    return Variations(
        plan=DrawPlan.of(nominal, spec),
        frame=tree.frame(cut.territories, cut.groups, cut.denominators),
        kept=nominal.kept,
        raw=np.where(nominal.kept, nominal.values, np.nan),
        errors=None if errors is None or not spec.values else np.nan_to_num(errors),
        bounds=_bounds(tree, by is not None),
        nominal=nominal.scores,
        recipe=nominal.recipe,
        free_tree=replace(tree, nodes=tuple(replace(b, minimum_children=0.0) for b in tree.nodes)),
    )


def _bounds(tree: Tree, rates: bool) -> tuple[Floats, Floats]:
    """Lowest and highest value of each indicator, as columns; a quotient has no bounds of its own."""
    divided = np.array([rates and b.denominator is not None for b in tree.bindings])
    low, high = tree.natural_bounds
    return np.where(divided, -np.inf, low)[:, None], np.where(divided, np.inf, high)[:, None]


# ── figures up to normalisation ───────────────────────────────────────────────────────────────


def compute_prefixes(
    shared: Variations, wanted: Iterable[Prefix], figures: Mapping[int, Floats] | None = None
) -> Variations:
    """The same variations with every wanted prefix computed, or the reason why it is refused.

    ``figures``: the sets of drawn figures by number; 0 is as published.
    """
    sets = {0: shared.raw, **(figures or {})}
    cache: dict[Prefix, Floats] = {}
    refused: dict[Prefix, str] = {}
    for prefix in sorted(set(wanted)):
        block = sets[prefix[0]]
        try:
            for stage, choice in enumerate(prefix[1:]):
                so_far = prefix[: stage + 2]
                if so_far not in cache:
                    cache[so_far] = _advance(shared, stage, choice, block)
                block = cache[so_far]
        except MethodError as error:
            refused[prefix] = str(error)
    whole = {p: block for p, block in cache.items() if len(p) == NORMALISE + 2}
    return replace(shared, prefixes=whole, refused=refused)


def _advance(shared: Variations, stage: int, choice: int, block: Floats) -> Floats:
    """One step further on figures ``(..., indicator, territory)``."""
    if stage == NORMALISE:
        block = orient(block, shared.frame)
    step = shared.plan.alternatives[stage][choice]
    block, _ = run_step(STEPS[stage], step, block, shared.frame, shared.tree)
    return block if shared.kept.all() else np.where(shared.kept, block, np.nan)


# ── scores ────────────────────────────────────────────────────────────────────────────────────


def scores_on_prefixes(
    shared: Variations, draws: Draws, sets: Integers, nodes: Sequence[int], refused: Refusals
) -> Floats:
    """Scores ``(replication, node, territory)`` of replications that share computed prefixes.

    ``sets[replication]``: number of its drawn figures, 0 as published.
    """
    kind = next(iter(shared.prefixes.values()), shared.raw).dtype
    out = np.full((len(draws), len(nodes), shared.raw.shape[-1]), np.nan, dtype=kind)
    upto = NORMALISE + 1
    keys = (sets, *draws.choices[:, :upto].T, draws.choices[:, AGGREGATE])
    leaves = leaf_weights(shared.tree, draws.weights, nodes)
    for group, rows in alike(keys):
        prefix, step = group[:-1], shared.plan.alternatives[AGGREGATE][group[-1]]
        if prefix in shared.refused:
            refused.add(rows, shared.refused[prefix])
            continue
        try:
            out[rows] = _scores_of_group(
                shared, shared.prefixes[prefix], step, draws, rows, leaves[rows], nodes
            )
        except MethodError as error:
            refused.add(rows, str(error))
    _forget_empty(shared.tree, draws, out, nodes)
    return on_scale(shared, draws, out, nodes)


def _forget_empty(tree: Tree, draws: Draws, scores: Floats, nodes: Sequence[int]) -> None:
    """A node whose only indicator is left out has no score in that replication."""
    if (draws.left_out < 0).all():
        return
    for position, node in enumerate(nodes):
        leaves = np.flatnonzero(tree.nodes[node].leaves)
        if len(leaves) == 1:
            scores[draws.left_out == leaves[0], position] = np.nan


def _scores_of_group(
    shared: Variations,
    figures: Floats,
    step: Step,
    draws: Draws,
    rows: Integers,
    leaves: Floats,
    nodes: Sequence[int],
) -> Floats:
    """Scores of replications with the same figures ``(indicator, territory)`` and the same step.

    ``rows``: which of the draws they are; ``leaves``: their leaf weights.
    """
    mean = mean_of_all(shared.tree, step)
    # a node without a score leaves its parent's mean, also where its figures were imputed
    whole = np.isfinite(figures).all(axis=0) & np.isfinite(shared.nominal).all(axis=0)
    if mean is not None and whole.all():
        return mean(figures, leaves)
    weights, left_out = [w[rows] for w in draws.weights], draws.left_out[rows]
    if mean is None or not whole.any():
        return _node_by_node(shared, figures, step, weights, left_out, nodes)
    out = np.empty((len(left_out), len(nodes), figures.shape[-1]))
    out[..., whole] = mean(figures[:, whole], leaves)
    out[..., ~whole] = _node_by_node(
        shared, figures, step, weights, left_out, nodes, np.flatnonzero(~whole)
    )
    return out


def _node_by_node(
    shared: Variations,
    figures: Floats,
    step: Step,
    weights: Sequence[Floats],
    left_out: Integers,
    nodes: Sequence[int],
    columns: Integers | None = None,
) -> Floats:
    """As ``_scores_of_group``, for any method and missing figures."""
    enough = np.isfinite(shared.nominal)
    if columns is not None:
        figures, enough = figures[:, columns], enough[:, columns]
    out = np.empty((len(left_out), len(nodes), figures.shape[-1]))
    for row in np.unique(left_out):
        here = np.flatnonzero(left_out == row)
        known = figures
        if row >= 0:
            known = figures.copy()
            known[row] = np.nan
        found = aggregate_tree(shared.free_tree, known, step, enough, [w[here] for w in weights])
        out[here] = found[..., list(nodes), :]
    return out


def on_scale(shared: Variations, draws: Draws, scores: Floats, nodes: Sequence[int]) -> Floats:
    """Scores of replications whose methods have another scale than the recipe's, on that of the
    nominal scores.
    """
    moved = np.zeros(len(draws), dtype=bool)
    for stage in (NORMALISE, AGGREGATE):
        own = getattr(shared.recipe, STEPS[stage])
        for n, step in enumerate(shared.plan.alternatives[stage]):
            if not keeps_scale(STEPS[stage], step, own):
                moved |= draws.choices[:, stage] == n
    if moved.any():
        scores[moved] = on_nominal_scale(scores[moved], shared.nominal[list(nodes)])
    return scores
