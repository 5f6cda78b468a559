"""One small result that every test of the audit may use."""

from __future__ import annotations

import numpy as np
import pytest

from territoria.measure.score import score


@pytest.fixture(scope="session")
def scored(small):
    """Twelve territories, two nodes: A holds a1, a2, a3, which agree; B holds b1 and b2, opposed.

    a3 is missing in T0; B weighs twice as much as A.
    """
    x = np.arange(12.0)
    turned = np.array([5.0, 1, 9, 3, 11, 0, 7, 2, 10, 4, 8, 6])
    rows = np.array([x, x + np.sin(x), x**2 / 11, turned, 11 - turned + np.cos(x)]) * 8
    rows[2, 0] = np.nan
    tree = small.tree({"A": ["a1", "a2", "a3"], "B": ["b1", "b2"]}, weights={"B": 2.0})
    return score(tree, small.cut(tree, rows, countries=["XX"] * 6 + ["YY"] * 6))
