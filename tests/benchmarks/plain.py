"""Plain loops that give the same numbers as the engine: what the ratios are taken against."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from territoria.measure.reweigh import reweighed
from territoria.measure.score import Scores, score
from territoria.measure.tree import Tree
from territoria.measure.uncertainty import STEPS, Replications


def fixed_bounds(tree: Tree, row: int, figures: list[float]) -> list[float]:
    """One indicator onto its frozen bounds."""
    binding = tree.bindings[row]
    share = [(x - binding.minimum) / (binding.maximum - binding.minimum) for x in figures]
    return [100 * (s if tree.direction[row] > 0 else 1 - s) for s in share]


def min_max(tree: Tree, row: int, figures: list[float]) -> list[float]:
    """One indicator between its lowest and highest figure."""
    known = [x for x in figures if not math.isnan(x)]
    low, high = min(known), max(known)
    return [100 * (x - low) / (high - low) for x in figures]


def one_pass(tree: Tree, values: np.ndarray, normalise: Callable[..., list[float]]) -> np.ndarray:
    """Normalise and take weighted means of what is there, one territory after the other."""
    stack = [normalise(tree, row, figures) for row, figures in enumerate(values.tolist())]
    minimum = {n.id: n.minimum_coverage for n in tree.nodes}
    known = [[not math.isnan(x) for x in row] for row in stack]
    for branch in tree.nodes:
        weights = branch.weights.tolist()
        leaves = branch.leaves.tolist()
        scores = []
        for column in range(values.shape[1]):
            covered = sum(share for n, share in enumerate(leaves) if known[n][column])
            total = counted = 0.0
            for child, weight in zip(branch.children, weights, strict=True):
                x = stack[child][column]
                if not math.isnan(x):
                    total += weight * x
                    counted += weight
            enough = counted and covered >= minimum[branch.id] - 1e-12
            scores.append(total / counted if enough else math.nan)
        stack.append(scores)
    return np.array(stack[len(tree.bindings) :])


def replication(found: Replications, number: int) -> Scores:
    """What one replication ran, as a pass of its own: its methods and its weights."""
    nominal, spec = found.nominal, found.spec
    recipe = nominal.tree.framework.recipe
    steps = {
        name: getattr(spec, name)[choice]
        for name, choice in zip(STEPS, found.choices[number], strict=True)
        if getattr(spec, name)
    }
    recipe = recipe.model_copy(update=steps)
    weights = {c: w for shares in found.weights(number).values() for c, w in shares.items()}
    tree = reweighed(nominal.tree, weights)
    tree = replace(tree, framework=tree.framework.model_copy(update={"recipe": recipe}))
    return score(tree, nominal.cut, recipe)


def copeland(values: np.ndarray) -> list[int]:
    """Copeland scores of equal weights without missing figures, pair by pair."""
    columns = values.T.tolist()
    scores = [0] * len(columns)
    for i, mine in enumerate(columns):
        for j in range(i):
            net = sum((a > b) - (a < b) for a, b in zip(mine, columns[j], strict=True))
            sign = (net > 0) - (net < 0)
            scores[i] += sign
            scores[j] -= sign
    return scores


def distances(points: np.ndarray, origin: np.ndarray, element_of: tuple[int, ...]) -> list[float]:
    """Mean over the elements of the mean squared difference of their known variables; an element
    with fewer than half of them is left out.
    """
    found = []
    mine = origin.tolist()
    for theirs in points.T.tolist():
        means = []
        for element in sorted(set(element_of)):
            rows = [n for n, e in enumerate(element_of) if e == element]
            squares = [(theirs[n] - mine[n]) ** 2 for n in rows]
            known = [s for s in squares if not math.isnan(s)]
            if known and 2 * len(known) >= len(rows):
                means.append(sum(known) / len(known))
        found.append(sum(means) / len(means) if means else math.nan)
    return found
