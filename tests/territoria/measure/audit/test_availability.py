import numpy as np
from numpy import nan
from numpy.testing import assert_allclose

from territoria.measure.audit.availability import availability

VALUES = np.array([[1.0, nan, 0.0, nan], [1.0, 2.0, nan, nan], [1.0, 2.0, 3.0, nan]])
BELOW = np.array([[True, True, False], [True, True, True]])


def test_shares_worked_by_hand():
    """A zero is a figure."""
    found = availability(VALUES, BELOW)
    assert_allclose(found.total, 7 / 12)
    assert_allclose(found.by_indicator, [0.5, 0.5, 0.75])
    assert_allclose(found.by_territory, [1, 2 / 3, 2 / 3, 0])
    assert_allclose(found.by_node, [[1, 0.5, 0.5, 0], [1, 2 / 3, 2 / 3, 0]])
    assert found.by_group == {}


def test_shares_by_group():
    group = availability(VALUES, BELOW, {"country": ("XX", "YY", "XX", "YY")}).by_group["country"]
    assert group.labels == ("XX", "YY")
    assert_allclose(group.shares, [[1, 0], [0.5, 0.5], [1, 0.5]])
