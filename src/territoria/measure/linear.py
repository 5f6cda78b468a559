"""One mean at all levels: a tree as one matrix product.

Where all nodes take the same weighted mean, a score is Σ w·x (or exp Σ w·ln x) with the effective
weights of the indicators, so thousands of weight sets are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from territoria.measure.aggregate import geometric_mean
from territoria.measure.frame import Floats
from territoria.measure.methods import method
from territoria.measure.tree import Tree
from territoria.model import Step

Mean = Callable[[Floats, Floats], Floats]


def mean_of_all(tree: Tree, step: Step) -> Mean | None:
    """The one mean that all nodes take, as a function of figures ``(indicator, territory)`` and leaf
    weights ``(replication, node, indicator)``; None where nodes differ, round, or take another.
    """
    own = [branch.aggregate for branch in tree.nodes]
    first = own[0] or step
    alike = all(s is own[0] for s in own) or all((s or step) == first for s in own)
    if not alike or any(branch.decimals is not None for branch in tree.nodes):
        return None
    if first.method == "arithmetic-mean":
        return _product
    if first.method == "geometric-mean":
        _, clip = method("aggregate", first)
        return lambda figures, leaves: np.exp(_product(_logarithms(figures, **clip), leaves))
    return None


def _product(figures: Floats, leaves: Floats) -> Floats:
    """Leaf weights times figures, in the precision of the figures; all nodes in one product."""
    runs, nodes, count = leaves.shape
    flat = leaves.reshape(runs * nodes, count).astype(figures.dtype, copy=False)
    out: Floats = np.matmul(flat, figures).reshape(runs, nodes, -1)
    return out


def _logarithms(
    figures: Floats, clip_lower: float | None = None, clip_upper: float | None = None
) -> Floats:
    """Logarithms, clipped first where asked: means of clipped figures need no clipping further up."""
    if clip_lower is not None or clip_upper is not None:
        figures = np.clip(figures, clip_lower, clip_upper)
    if (figures <= 0).any():
        geometric_mean(figures, np.ones(len(figures)))  # refuses, and says why
    out: Floats = np.log(figures)
    return out


def leaf_weights(tree: Tree, weights: Sequence[Floats], nodes: Sequence[int]) -> Floats:
    """Share of each indicator in some nodes, ``(replication, node, indicator)``.

    The indicators of a node stand together, so each node's shares are kept for these alone.
    """
    count, runs = len(tree.bindings), len(weights[0])
    spans: list[slice] = []
    shares: list[Floats] = []
    for branch, given in zip(tree.nodes, weights, strict=True):
        mine = given / given.sum(axis=-1, keepdims=True)
        first, last = branch.children[0], branch.children[-1]
        if last >= count:
            below = [row - count for row in branch.children]
            parts = [mine[:, k : k + 1] * shares[row] for k, row in enumerate(below)]
            mine = np.concatenate(parts, axis=1)
            first, last = spans[below[0]].start, spans[below[-1]].stop - 1
        spans.append(slice(first, last + 1))
        shares.append(mine)
    out = np.zeros((runs, len(nodes), count))
    for position, n in enumerate(nodes):
        out[:, position, spans[n]] = shares[n]
    return out
