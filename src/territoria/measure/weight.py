"""Weights: how much each child counts inside its node, and how that is shaken.

A method takes the weights that the framework text gives to the children of one node, and the
children with their normalised values, and returns the weights to use, ``[child]``, none below 0.
Only their ratio matters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from territoria.measure.data_weights import correlation_optimal, entropy, principal_component
from territoria.measure.experts_weights import analytic_hierarchy, budget_allocation
from territoria.measure.frame import Children, Floats


def given(weights: Floats, children: Children | None = None) -> Floats:
    """As the framework's text says (1 where it is silent)."""
    return weights


def equal(weights: Floats, children: Children | None = None) -> Floats:
    """The same for every child."""
    return np.ones_like(weights)


METHODS: dict[str, Callable[..., Any]] = {
    "given": given,
    "equal": equal,
    "principal-component": principal_component,
    "entropy": entropy,
    "correlation-optimal": correlation_optimal,
    "budget-allocation": budget_allocation,
    "analytic-hierarchy": analytic_hierarchy,
}


def shake(weights: Floats, noise: float, uniform: Floats) -> Floats:
    """Weights w · (1 + noise · (2u − 1)) with ``u`` uniform on [0, 1); broadcasts over replications."""
    out: Floats = weights * (1.0 + noise * (2.0 * uniform - 1.0))
    return out
