import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.measure.outranking import copeland, copeland_scores, outranking_matrix

CELLS = st.integers(0, 3).map(float) | st.just(nan)
tables = st.integers(1, 7).flatmap(lambda n: arrays(float, (3, n), elements=CELLS))
THIRDS = np.array([0.1, 0.2, 0.3])


def test_three_territories_worked_by_hand():
    """Weights 2, 1, 1; the last two territories tie in the second indicator."""
    values = np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 2.0], [1.0, 2.0, 3.0]])
    matrix = outranking_matrix(values, np.array([2.0, 1.0, 1.0]))
    assert matrix.tolist() == [[0.0, 0.5, 0.5], [0.5, 0.0, 0.625], [0.5, 0.375, 0.0]]
    assert copeland_scores(values, np.array([2.0, 1.0, 1.0])).tolist() == [0.0, 1.0, -1.0]


def test_a_pair_is_compared_in_what_both_have():
    values = np.array([[3.0, nan, 1.0], [nan, 1.0, 2.0], [1.0, 2.0, nan]])
    matrix = outranking_matrix(values, THIRDS)
    assert_allclose(matrix[0], [0.0, 0.0, 1.0])
    assert copeland_scores(values, THIRDS).tolist() == [0.0, 0.0, 0.0]


def test_a_pair_that_shares_nothing_is_a_draw_and_a_territory_without_figures_has_no_score():
    values = np.array([[3.0, nan, nan], [nan, 1.0, nan]])
    assert np.isnan(outranking_matrix(values, np.ones(2))[0, 1])
    assert_array_equal(copeland_scores(values, np.ones(2)), [0.0, 0.0, nan])


def test_rounding_dust_in_the_weights_breaks_no_tie():
    """0.1 + 0.2 and 0.3 differ in the last bit; the two territories are even all the same."""
    values = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert copeland_scores(values, THIRDS).tolist() == [0.0, 0.0]


@given(values=tables)
def test_the_two_views_of_a_pair_sum_to_one(values):
    matrix = outranking_matrix(values, THIRDS)
    total = matrix + matrix.T
    off = ~np.eye(len(matrix), dtype=bool)
    assert_allclose(total[off & np.isfinite(total)], 1.0, rtol=1e-12)


@given(values=tables)
def test_scores_are_the_signs_of_the_matrix(values):
    matrix = outranking_matrix(values, THIRDS)
    lead = np.where(np.abs(matrix - 0.5) <= 1e-9, 0.0, np.sign(matrix - 0.5))
    np.fill_diagonal(lead, 0.0)
    expected = np.nan_to_num(lead).sum(axis=1)
    expected[~np.isfinite(values).any(axis=0)] = nan
    assert_array_equal(copeland_scores(values, THIRDS), expected)


@given(values=tables, data=st.data())
def test_the_order_of_the_rows_does_not_matter_with_missing_figures(values, data):
    order = data.draw(st.permutations(range(values.shape[1])))
    shuffled = copeland_scores(values[:, order], THIRDS)
    assert_array_equal(shuffled, copeland_scores(values, THIRDS)[order])


@given(values=tables)
def test_only_order_counts(values):
    assert_array_equal(copeland_scores(values**3, THIRDS), copeland_scores(values, THIRDS))


@given(values=tables)
def test_what_one_wins_another_loses(values):
    assert np.nansum(copeland_scores(values, THIRDS)) == 0


def test_blocks_do_not_change_the_scores(monkeypatch):
    random = np.random.default_rng(0)
    values = random.integers(0, 9, (5, 60)).astype(float)
    values[random.random(values.shape) < 0.2] = nan
    weights = random.random(5)
    scores, matrix = copeland_scores(values, weights), outranking_matrix(values, weights)
    monkeypatch.setattr("territoria.measure.outranking.BLOCK", 7 * 60)
    assert_array_equal(copeland_scores(values, weights), scores)
    assert_array_equal(outranking_matrix(values, weights), matrix)


def test_replications_are_compared_one_by_one():
    random = np.random.default_rng(0)
    values, weights = random.random((4, 3, 6)), random.random((4, 3))
    stacked = copeland(values, weights)
    assert stacked.tolist() == [
        copeland_scores(v, w).tolist() for v, w in zip(values, weights, strict=True)
    ]
