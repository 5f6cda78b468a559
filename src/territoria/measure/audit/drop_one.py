"""Drop one: scores and ranks of the whole without each indicator and without each node.

What is dropped becomes missing everywhere, so the engine's own aggregation takes it out of its node
and re-scales the weights of the others; a node that loses its only child drops out of its parent.
The normalised figures of the others stay as they are. Source: Handbook (2008), step 7.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.audit.correlations import spearman
from territoria.measure.audit.hierarchy import Hierarchy, hierarchy_of
from territoria.measure.frame import Booleans, Floats, Integers
from territoria.measure.ranks import descending_ranks
from territoria.measure.score import Scores, aggregate_tree

FIGURES = 20_000_000  # in one batch


@dataclass(frozen=True, eq=False)
class DropOne:
    """One entry per row that was dropped (every indicator and node but the whole).

    ``rows`` index the hierarchy. ``scores`` and ``ranks`` of the whole, ``(dropped, territory)``.
    ``mean_shift`` and ``largest_shift``: places by which ranks move. ``rank_correlation``: Spearman
    with the full result. ``lost``: territories without a score once the row is dropped. ``refused``:
    why a method could not do without the row, empty where it could.
    """

    rows: Integers
    names: tuple[str, ...]
    scores: Floats
    ranks: Floats
    mean_shift: Floats
    largest_shift: Floats
    rank_correlation: Floats
    lost: Integers
    refused: tuple[str, ...]


def drop_one(scores: Scores, hierarchy: Hierarchy | None = None) -> DropOne:
    """The whole without each row.

    The aggregation is that of the recipe that the scores carry, the framework's own or another.
    MethodError where the scores do not follow from it.
    """
    shown = hierarchy or hierarchy_of(scores)
    rows = np.arange(shown.whole)
    full = _whole(scores, scores.normalised[None])[0]
    if not np.allclose(full, scores.scores[-1], rtol=1e-9, atol=1e-9, equal_nan=True):
        what = "the scores do not follow from the recipe that they carry."
        raise MethodError(Problem("audit", what, "Score the framework again."))
    mask = np.concatenate([np.eye(shown.indicators, dtype=bool), shown.below[:-1]])
    without, refused = _without(scores, mask)
    nominal, ranks = descending_ranks(full), descending_ranks(without)
    known = np.isfinite(ranks) & np.isfinite(nominal)
    shift = np.where(known, np.abs(ranks - nominal), 0.0)
    with np.errstate(invalid="ignore"):
        mean = shift.sum(axis=-1) / known.sum(axis=-1)
    return DropOne(
        rows=rows,
        names=shown.names[:-1],
        scores=without,
        ranks=ranks,
        mean_shift=mean,
        largest_shift=np.where(known.any(axis=-1), shift.max(axis=-1), np.nan),
        rank_correlation=spearman(without, np.broadcast_to(full, without.shape)),
        lost=(np.isfinite(full) & ~np.isfinite(without)).sum(axis=-1),
        refused=refused,
    )


def _without(scores: Scores, mask: Booleans) -> tuple[Floats, tuple[str, ...]]:
    """The whole without the indicators of each row of the mask, in batches that fit in memory.

    Where a method refuses a batch, each row of it is tried alone.
    """
    step = max(1, FIGURES // max(scores.normalised.size, 1))
    blocks, reasons = [], [""] * len(mask)
    for start in range(0, len(mask), step):
        part = mask[start : start + step]
        try:
            blocks.append(_whole(scores, _missing(scores, part)))
        except MethodError:
            for n, row in enumerate(part[:, None]):
                found, reasons[start + n] = _alone(scores, row)
                blocks.append(found)
    return np.concatenate(blocks), tuple(reasons)


def _alone(scores: Scores, row: Booleans) -> tuple[Floats, str]:
    """The whole without one row, or nothing and the reason why a method refuses."""
    try:
        return _whole(scores, _missing(scores, row)), ""
    except MethodError as error:
        return np.full((1, scores.normalised.shape[-1]), np.nan), error.problems[0].what


def _missing(scores: Scores, mask: Booleans) -> Floats:
    """Normalised figures, ``(dropped, indicator, territory)``, without those of the mask."""
    return np.where(mask[..., None], np.nan, scores.normalised)


def _whole(scores: Scores, normalised: Floats) -> Floats:
    """Scores of the whole, ``(replication, territory)``, of those who have all that they need."""
    spared = tuple(replace(branch, minimum_children=0.0) for branch in scores.tree.nodes)
    tree = replace(scores.tree, nodes=spared)  # a child taken out is not a child without data
    enough = np.isfinite(scores.scores)
    found: Floats = aggregate_tree(tree, normalised, scores.recipe.aggregate, enough)
    return found[..., -1, :]
