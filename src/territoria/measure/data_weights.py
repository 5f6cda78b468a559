"""Weights that the figures themselves give: their correlations or their spread.

A method takes the given weights and the children of a node, and returns ``[child]``, none below 0.
MethodError names children that have no spread, or too few territories. Correlations are taken over
the territories that have every child; entropy looks at each child alone. Sources: OECD/JRC Handbook
(2008), step 6; Nicoletti, Scarpetta & Boylaud (2000); Becker, Saisana, Paruolo & Vandecasteele
(2017), Ecological Indicators 80: 12–22.
"""

from __future__ import annotations

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Children, Floats

FEWEST = 3  # territories that a correlation needs


def principal_component(weights: Floats, children: Children, *, squared: bool = False) -> Floats:
    """Loadings of the first principal component of the children's correlations.

    ``squared`` takes their squares, which sum to 1. The sign is fixed so that the loadings sum to
    more than 0. MethodError where a loading is below 0, unless squared: no child can count
    backwards.
    """
    loadings = principal_loadings(children)
    if squared or (loadings >= 0).all():
        return loadings**2 if squared else loadings
    against = [n for n, w in zip(children.names, loadings, strict=True) if w < 0]
    what = f"principal-component gives a weight below 0 to {', '.join(against)}."
    raise MethodError(
        Problem("weight", what, "Check its direction, move it, or choose another weighting.")
    )


def principal_loadings(children: Children) -> Floats:
    """First eigenvector of the correlation matrix, length 1, its sum above 0, ``[child]``."""
    if len(children.names) == 1:
        return np.ones(1)
    _, axes = np.linalg.eigh(_correlations(children, "principal-component"))
    first: Floats = axes[:, -1]
    # a sum that is 0 but for rounding says nothing: then the largest loading is above 0
    total = first.sum()
    decides = total if abs(total) > 1e-9 else first[np.argmax(np.abs(first).round(9))]
    fixed: Floats = first if decides >= 0 else -first
    return fixed


def entropy(weights: Floats, children: Children) -> Floats:
    """1 − e with e = −Σ p·ln p / ln n: a child that varies more says more (Shannon 1948).

    p is the child's share x' / Σ x' with x' = x − min, over the n territories that have it. A child
    without spread has weight 0. MethodError where none has any.
    """
    values = children.values
    present = np.isfinite(values)
    low = np.where(present, values, np.inf).min(axis=1, keepdims=True)
    moved = np.where(present, values - low, 0.0)
    total = moved.sum(axis=1, keepdims=True)
    share = np.divide(moved, total, out=np.zeros(moved.shape), where=total > 0)
    n = present.sum(axis=1)
    terms = -share * np.log(np.where(share > 0, share, 1.0))
    disorder = np.divide(terms.sum(axis=1), np.log(np.maximum(n, 2)))
    out: Floats = np.where(total[:, 0] > 0, 1.0 - disorder, 0.0)
    if not (out > 0).any():
        what = f"entropy finds no spread in {', '.join(children.names)}."
        raise MethodError(Problem("weight", what, "Choose equal or given weights."))
    return np.maximum(out, 0.0)


def correlation_optimal(weights: Floats, children: Children) -> Floats:
    """Weights under which each child's correlation with the node's arithmetic score is
    proportional to its given weight: nominal weights become importance.

    With R the correlations, sd the standard deviations and g the given weights, w = v / sd where
    v ≥ 0 is the least-squares solution of R·v = g. It is exact where R⁻¹·g has nothing below 0;
    else the nearest, and some children count 0.
    """
    if len(children.names) == 1:
        return np.ones(1)
    from scipy.optimize import nnls

    correlations = _correlations(children, "correlation-optimal")
    solution, _ = nnls(correlations, weights / weights.sum())
    out = np.asarray(solution, dtype=np.float64) / np.std(_complete(children), axis=1)
    shares: Floats = out / out.sum()
    return shares


def correlations_with_score(weights: Floats, children: Children) -> Floats:
    """Correlation of each child with the arithmetic score, over complete territories, ``[child]``."""
    rows = _complete(children)
    score = weights @ rows
    together = np.atleast_2d(np.corrcoef(np.vstack([rows, score])))
    out: Floats = together[:-1, -1]
    return out


def _complete(children: Children) -> Floats:
    """Columns of the territories that have every child."""
    rows: Floats = children.values[:, np.isfinite(children.values).all(axis=0)]
    return rows


def _correlations(children: Children, name: str) -> Floats:
    """Pearson correlations of the children. MethodError where they are not defined."""
    rows = _complete(children)
    if rows.shape[1] < FEWEST:
        what = f"{name} needs {FEWEST} territories with every child, and {rows.shape[1]} have."
        raise MethodError(Problem("weight", what, "Impute first, or choose another weighting."))
    spread = np.ptp(rows, axis=1)
    flat = [n for n, s in zip(children.names, spread, strict=True) if s == 0]
    if flat:
        what = f"{name} finds no spread in {', '.join(flat)}."
        raise MethodError(Problem("weight", what, "Leave it out, or choose another weighting."))
    return np.atleast_2d(np.corrcoef(rows))
