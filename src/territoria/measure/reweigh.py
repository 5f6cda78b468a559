"""Other weights on a finished tree: shares of the indicators follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.tree import Branch, Tree, leaf_shares


def reweighed(tree: Tree, weights: Mapping[str, float]) -> Tree:
    """The tree with some weights replaced, by id of node or indicator, and the shares recomputed.

    MethodError lists every unknown id, every weight below 0, and every node left without weight.
    """
    known = {name for branch in tree.nodes for name in tree.children(branch)}
    problems = [
        Problem(name, "no such node or indicator.", did_you_mean(name, known))
        for name in weights
        if name not in known
    ]
    problems += [
        Problem(name, f"the weight {w:g} is not a number of at least 0.", "Give 0 or more.")
        for name, w in weights.items()
        if not 0 <= w < np.inf
    ]
    branches: list[Branch] = []
    for branch in tree.nodes:
        names = tree.children(branch)
        new = [float(weights.get(n, w)) for n, w in zip(names, branch.weights, strict=True)]
        if not sum(new) > 0:
            problems.append(Problem(branch.id, "all its weights are 0.", "Leave one above 0."))
        if problems:
            continue
        leaves = leaf_shares(branch.children, np.array(new), branches, len(tree.bindings))
        branches.append(replace(branch, weights=np.array(new), leaves=leaves))
    if problems:
        raise MethodError(problems)
    return replace(tree, nodes=tuple(branches))
