import numpy as np
import pytest
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.audit.comparison import compare_results, compare_scores
from territoria.measure.score import score


def test_changes_worked_by_hand():
    before = (("a", "b", "c", "gone"), np.array([1.0, 3.0, 2.0, 0.0]))
    after = (("new", "c", "b", "a"), np.array([0.5, 4.0, 3.0, 1.0]))
    found = compare_scores(before, after)
    assert found.territories == ("b", "c", "a")
    assert_array_equal(found.ranks_before, [1, 2, 3])
    assert_array_equal(found.ranks_after, [2, 1, 3])
    assert_array_equal(found.rank_change, [-1, 1, 0])
    assert_allclose(found.score_change, [0, 2, 0])
    assert (found.only_before, found.only_after) == (("gone",), ("new",))
    assert found.mean_shift == pytest.approx(2 / 3)
    assert found.rank_correlation == pytest.approx(0.5)


def test_a_territory_without_a_score_stays_in_the_table():
    found = compare_scores((("a", "b"), np.array([1.0, nan])), (("a", "b"), np.array([1.0, 2.0])))
    assert found.territories == ("a", "b")
    assert_array_equal(found.rank_change, [-1, nan])


def test_a_territory_given_twice_is_refused():
    with pytest.raises(MethodError) as caught:
        compare_scores((("a", "a"), np.zeros(2)), (("a",), np.zeros(1)))
    message = "compare: the territory a stands twice. Give each territory once."
    assert str(caught.value) == message


def test_nobody_in_common_is_an_empty_table():
    found = compare_scores((("a",), np.zeros(1)), (("b",), np.zeros(1)))
    assert (found.territories, found.only_before, found.only_after) == ((), ("a",), ("b",))
    assert np.isnan(found.mean_shift)


def test_two_results_are_matched_by_the_keys_of_their_territories(small):
    tree = small.tree({"A": ["x"], "B": ["y"]})
    first = score(tree, small.cut(tree, [[1.0, 2, 3], [3.0, 3, 3]]))
    second = score(tree, small.cut(tree, [[3.0, 2], [0.0, 0]]))
    found = compare_results(first, second, "A")
    assert found.territories == ("T1@own", "T0@own")
    assert found.only_before == ("T2@own",)
    assert_allclose(found.score_change, [0, 2])
