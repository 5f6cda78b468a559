"""Weights that experts give: points out of a budget, or comparisons pair by pair.

Names are those of a node's children. A node of which the experts name no child keeps its given
weights, so that one table can serve a whole framework.
"""

from __future__ import annotations

import numpy as np

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.frame import Children, Floats

# Saaty's mean consistency index of random comparisons of 1, 2, 3 … children
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)  # fmt: skip


def budget_allocation(
    weights: Floats, children: Children, *, experts: tuple[dict[str, float], ...]
) -> Floats:
    """Mean over the experts of the share of points that each gives to a child (Handbook, step 6).

    ``experts``: one map from child to points for each. The sum of each expert's points on this
    node's children counts as one budget. An expert who names one child of a node must name all.
    """
    voices = [e for e in experts if set(e) & set(children.names)]
    problems = [p for e in voices for p in _problems_of(e, children.names, experts.index(e) + 1)]
    if problems:
        raise MethodError(problems)
    if not voices:
        return weights
    points = np.array([[e[n] for n in children.names] for e in voices])
    out: Floats = (points / points.sum(axis=1, keepdims=True)).mean(axis=0)
    return out


def analytic_hierarchy(
    weights: Floats, children: Children, *, comparisons: dict[str, float], limit: float = 0.1
) -> Floats:
    """Priorities from pairwise comparisons: the principal eigenvector of the comparison matrix.

    ``comparisons``: ``{"a/b": 3.0}`` says that a is three times as important as b; every pair of
    the node's children is needed once. MethodError where a pair is missing, given twice or not
    above 0, and where the consistency ratio is above ``limit``. Saaty (1980), The Analytic
    Hierarchy Process.
    """
    names = children.names
    own = {k: v for k, v in comparisons.items() if set(k.split("/")) & set(names)}
    if not own:
        return weights
    matrix = _comparison_matrix(own, names)
    shares, ratio = priorities(matrix)
    if ratio > limit:
        what = f"the comparisons of {', '.join(names)} contradict one another: ratio {ratio:.3f}."
        raise MethodError(Problem("weight", what, f"Review them until it is at most {limit:g}."))
    return shares


def priorities(matrix: Floats) -> tuple[Floats, float]:
    """Priorities (sum 1) and consistency ratio of a reciprocal comparison matrix.

    The ratio is (λ − n) / (n − 1) over Saaty's random index; 0 for one or two children.
    """
    n = len(matrix)
    levels, axes = np.linalg.eig(matrix)
    largest = int(np.argmax(levels.real))
    vector = np.abs(axes[:, largest].real)
    random_index = RANDOM_INDEX[n - 1]
    ratio = (levels[largest].real - n) / (n - 1) / random_index if random_index else 0.0
    out: Floats = vector / vector.sum()
    return out, max(float(ratio), 0.0)


def _problems_of(expert: dict[str, float], names: tuple[str, ...], number: int) -> list[Problem]:
    """What is wrong with one expert's points for the children of a node."""
    where = f"weight: expert {number}"
    absent = [n for n in names if n not in expert]
    below = [n for n in names if not expert.get(n, 0.0) >= 0 or not np.isfinite(expert.get(n, 0.0))]
    problems = []
    if absent:
        problems.append(Problem(where, f"no points for {', '.join(absent)}.", "Write 0 for none."))
    if below:
        what = f"impossible points for {', '.join(below)}."
        problems.append(Problem(where, what, "Give numbers of 0 or more."))
    if not problems and sum(expert[n] for n in names) <= 0:
        problems.append(Problem(where, "gives nothing to any child.", "Spread some points."))
    return problems


def _comparison_matrix(comparisons: dict[str, float], names: tuple[str, ...]) -> Floats:
    """The reciprocal matrix. MethodError with everything that is wrong."""
    where, n = "weight: comparisons", len(names)
    matrix = np.eye(n)
    seen: set[frozenset[str]] = set()
    problems: list[Problem] = []
    if n > len(RANDOM_INDEX):
        what = f"{n} children are too many to compare in pairs."
        problems.append(Problem(where, what, f"Group them: at most {len(RANDOM_INDEX)}."))
    for key, value in comparisons.items():
        one, _, other = key.partition("/")
        if one not in names or other not in names or one == other:
            wrong = other if one in names else one
            problems.append(Problem(where, f"{key} is no pair.", did_you_mean(wrong, names)))
        elif not (np.isfinite(value) and value > 0):
            problems.append(Problem(where, f"{key} cannot be {value:g}.", "Give more than 0."))
        elif frozenset((one, other)) in seen:
            problems.append(Problem(where, f"{key} is given twice.", "Give each pair once."))
        else:
            seen.add(frozenset((one, other)))
            matrix[names.index(one), names.index(other)] = value
            matrix[names.index(other), names.index(one)] = 1.0 / value
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    absent = [f"{a}/{b}" for a, b in pairs if frozenset((a, b)) not in seen]
    if absent and not problems:
        problems.append(Problem(where, f"missing: {', '.join(absent)}.", "Compare every pair."))
    if problems:
        raise MethodError(problems)
    return matrix
