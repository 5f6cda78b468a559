"""Principal components of a node's children: is it one thing or several?

The correlation matrix of the territories that have all children is decomposed (children count as
standardised). Source: Handbook (2008), step 4; Kaiser (1960) for eigenvalues above 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territoria.measure.audit.correlations import correlate
from territoria.measure.frame import Floats


@dataclass(frozen=True, eq=False)
class PrincipalComponents:
    """``loadings[child, component]`` have length 1 per component, largest eigenvalue first; the sum
    of each component's loadings is positive, which fixes its sign. ``names``: the children that
    vary. ``left_out``: those that do not. ``territories``: how many have all children.
    """

    names: tuple[str, ...]
    left_out: tuple[str, ...]
    territories: int
    eigenvalues: Floats
    loadings: Floats

    @property
    def sdev(self) -> Floats:
        """Standard deviation of each component."""
        root: Floats = np.sqrt(self.eigenvalues)
        return root

    @property
    def shares(self) -> Floats:
        """Share of the variance that each component explains."""
        part: Floats = self.eigenvalues / self.eigenvalues.sum()
        return part

    @property
    def correlations(self) -> Floats:
        """Correlation of each child with each component, ``(child, component)``."""
        found: Floats = self.loadings * self.sdev
        return found

    @property
    def above_one(self) -> int:
        """Components that explain more than one child would (Kaiser's rule)."""
        return int((self.eigenvalues > 1.0 + 1e-9).sum())


def principal_components(
    children: Floats, names: tuple[str, ...] = ()
) -> PrincipalComponents | None:
    """Components of ``children[child, territory]``.

    None where fewer than 2 children vary over the complete territories, or fewer than 3 territories
    are complete.
    """
    labels = names or tuple(f"child {n + 1}" for n in range(len(children)))
    complete = children[:, np.isfinite(children).all(axis=0)]
    if complete.shape[1] < 3:
        return None
    matrix = correlate(complete).coefficient
    varies = np.isfinite(np.diag(matrix))
    if varies.sum() < 2:
        return None
    values, vectors = np.linalg.eigh(matrix[np.ix_(varies, varies)])
    return PrincipalComponents(
        names=tuple(n for n, v in zip(labels, varies, strict=True) if v),
        left_out=tuple(n for n, v in zip(labels, varies, strict=True) if not v),
        territories=complete.shape[1],
        eigenvalues=np.maximum(values[::-1], 0.0),
        loadings=_signed(vectors[:, ::-1]),
    )


def _signed(vectors: Floats) -> Floats:
    """Turn each column so that its sum is positive; where the sum is nothing, its first entry."""
    sums = vectors.sum(axis=0)
    guide = np.where(np.abs(sums) > 1e-9, sums, vectors[0])
    turned: Floats = vectors * np.where(guide < 0, -1.0, 1.0)
    return turned
