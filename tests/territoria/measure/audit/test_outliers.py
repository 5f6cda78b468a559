from numpy import nan
from numpy.testing import assert_allclose

from territoria.measure.audit.outliers import treatment_of
from territoria.measure.score import score

SKEWED = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 500]
PLAIN = [3.0, 1, 4, 1, 5, 9, 2, 6, 5, nan]


def _treated(small, step):
    tree = small.tree({"A": ["skewed", "plain"]}, treat=step)
    return treatment_of(score(tree, small.cut(tree, [SKEWED, PLAIN])))


def test_a_point_that_was_moved_is_counted(small):
    found = _treated(small, {"method": "winsorise", "parameters": {"limit": 5}})
    assert found.names == ("skewed", "plain")
    assert found.passed_before.tolist() == [False, True]
    assert found.passed_after.tolist() == [True, True]
    assert found.moved.tolist() == [1, 0]
    assert found.changed[0].tolist() == [False] * 9 + [True]
    assert_allclose(found.range_before, [499, 8])
    assert_allclose(found.range_after, [8, 8])
    assert found.skewness_before[0] > 2 > found.skewness_after[0]


def test_ties_that_treatment_makes_lower_the_rank_correlation(small):
    found = _treated(small, {"method": "winsorise", "parameters": {"limit": 5}})
    assert 0.99 < found.rank_correlation[0] < 1
    assert found.rank_correlation[1] == 1


def test_a_replaced_indicator_has_no_moved_points(small):
    found = _treated(small, {"method": "winsorise-then-log", "parameters": {"limit": 0}})
    assert found.transformed.tolist() == [True, False]
    assert found.moved.tolist() == [0, 0]
    assert found.changed[0].all()


def test_without_treatment_nothing_changes(small):
    found = _treated(small, "none")
    assert found.passed_after.tolist() == [False, True]
    assert not found.changed.any()
    assert not found.transformed.any()
