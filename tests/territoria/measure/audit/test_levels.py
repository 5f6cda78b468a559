import numpy as np
import pytest

from territoria.measure.audit.correlations import correlate
from territoria.measure.audit.hierarchy import Hierarchy, hierarchy_of
from territoria.measure.audit.levels import closer_elsewhere, pairs_inside, pairs_upwards


@pytest.fixture(scope="module")
def shown(scored):
    return hierarchy_of(scored)


@pytest.fixture(scope="module")
def found(shown):
    return correlate(shown.values, shown.names)


def test_pairs_inside_are_all_pairs_of_siblings(shown, found):
    pairs = pairs_inside(shown, found)
    assert [(p.first, p.second) for p in pairs] == [(0, 1), (0, 2), (1, 2), (3, 4), (5, 6)]
    assert {p.steps for p in pairs} == {0}
    assert [p.count for p in pairs] == [12, 11, 11, 12, 12]
    assert [p.coefficient for p in pairs] == [found.coefficient[p.first, p.second] for p in pairs]


def test_pairs_upwards_reach_the_whole(shown, found):
    pairs = pairs_upwards(shown, found)
    assert [(p.first, p.second, p.steps) for p in pairs if p.first in (0, 5)] == [
        (0, 5, 1), (0, 7, 2), (5, 7, 1),
    ]  # fmt: skip
    assert len(pairs) == 5 * 2 + 2


def test_a_node_with_one_child_says_nothing_of_it(small):
    """x alone under A1, A1 alone under A: the first step that can differ is the whole."""
    values = np.random.default_rng(1).normal(size=(6, 9))
    alone = Hierarchy(
        names=("x", "y", "A1", "A", "B", "overall"),
        titles=("x", "y", "A1", "A", "B", "overall"),
        values=values,
        parents=np.array([2, 4, 3, 5, 5, -1]),
        weights=np.ones(6),
        indicators=2,
    )
    pairs = pairs_upwards(alone, correlate(values))
    assert [(p.first, p.second) for p in pairs] == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5)]


def test_an_indicator_in_the_wrong_node_follows_another(small):
    """The third row stands in the first node and moves with the second."""
    x, y = np.arange(9.0), np.array([4.0, 1, 8, 0, 5, 2, 7, 3, 6])
    values = np.array([x, x + 1, y, y, 2 * y, 2 * x + y, 3 * y, x + y])
    placed = Hierarchy(
        names=("a", "b", "stray", "c", "d", "A", "B", "overall"),
        titles=("a", "b", "stray", "c", "d", "A", "B", "overall"),
        values=values,
        parents=np.array([5, 5, 5, 6, 6, 7, 7, -1]),
        weights=np.ones(8),
        indicators=5,
    )
    (case,) = closer_elsewhere(placed, correlate(values))
    assert (case.row, case.own, case.other) == (2, 5, 6)
    assert case.other_coefficient == pytest.approx(1.0)
    assert case.own_coefficient < 0.9


def test_of_the_small_result_only_an_opposed_indicator_is_named(shown, found):
    """b1 goes down where B goes up; the children of A stand in the right place."""
    (case,) = closer_elsewhere(shown, found)
    assert (case.row, case.own, case.other) == (3, 6, 5)
    assert case.own_coefficient < 0 < case.other_coefficient < 0.3


def test_correlations_over_too_few_territories_are_not_compared(shown, found):
    assert len(closer_elsewhere(shown, found, least=12)) == 1
    assert closer_elsewhere(shown, found, least=13) == ()
