"""When a share is more than chance: the two published tests, and how many tests were made at once.

``z_share`` compares one share with a half, ``z_difference`` two shares with each other; both add one
to every count, so that few votes prove little. A z above 1.2816 is significant at 90 %, one-sided.
With many statements some are above it by chance alone: ``adjusted`` says which are left when the
share of false finds is kept below a tenth (Benjamini and Hochberg, J. R. Stat. Soc. B 57, 1995).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from territoria.listen.opinion.votes import CountsArray, Floats, Truth

Z_90: Final = 1.2816


def smoothed_share(part: CountsArray, seen: CountsArray) -> Floats:
    """``(part + 1) / (seen + 2)``: a share that is a half where nobody voted."""
    share: Floats = (part + 1.0) / (seen + 2.0)
    return share


def z_share(part: CountsArray, seen: CountsArray) -> Floats:
    """How far a share lies above a half, in standard errors."""
    z: Floats = 2.0 * np.sqrt(seen + 1.0) * ((part + 1.0) / (seen + 1.0) - 0.5)
    return z


def z_difference(
    part: CountsArray, seen: CountsArray, other_part: CountsArray, other_seen: CountsArray
) -> Floats:
    """How far a share lies above that of the others, in standard errors; 0 where all said the same."""
    here, there = part + 1.0, other_part + 1.0
    n, m = seen + 1.0, other_seen + 1.0
    pooled = (here + there) / (n + m)
    error = np.sqrt(np.maximum(pooled * (1 - pooled), 0.0) * (1 / n + 1 / m))
    safe = error > 0
    z: Floats = np.divide(here / n - there / m, error, out=np.zeros_like(error), where=safe)
    return z


def chance_of(z: Floats) -> Floats:
    """One-sided p-values of z."""
    from scipy.special import ndtr

    p: Floats = ndtr(-z)
    return p


def adjusted(p: Floats, counted: Truth) -> Floats:
    """p-values after Benjamini and Hochberg over all cells that are ``counted``; 1 for the others."""
    q = np.ones_like(p)
    held = p[counted]
    if not held.size:
        return q
    order = np.argsort(held, kind="stable")
    steps = held[order] * held.size / np.arange(1, held.size + 1)
    found = np.empty_like(held)
    found[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    q[counted] = found
    return q
