import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_array_equal

from territoria.measure.ranks import descending_ranks

scores = st.lists(st.integers(-50, 50), min_size=1, max_size=20).map(lambda x: np.array(x, float))


def test_the_highest_score_has_rank_one():
    assert descending_ranks(np.array([10.0, 30.0, 20.0])).tolist() == [3, 1, 2]


def test_ties_share_the_better_rank_and_the_next_rank_is_left_out():
    assert descending_ranks(np.array([5.0, 9.0, 5.0, 1.0])).tolist() == [2, 1, 2, 4]


def test_scores_a_billionth_apart_are_a_tie():
    assert descending_ranks(np.array([1.0, 1.0 + 1e-10, 2.0])).tolist() == [2, 2, 1]
    assert descending_ranks(np.array([1.0, 1.0 + 1e-8, 2.0])).tolist() == [3, 2, 1]


def test_a_missing_score_has_no_rank_and_moves_nobody():
    assert_array_equal(descending_ranks(np.array([nan, 3.0, 4.0])), [nan, 2, 1])


def test_all_missing_scores_have_no_ranks():
    assert_array_equal(descending_ranks(np.array([nan, nan])), [nan, nan])


def test_every_row_of_a_stack_is_ranked_alone():
    stack = np.array([[[1.0, 2.0], [2.0, 1.0]], [[3.0, 3.0], [nan, 1.0]]])
    assert_array_equal(descending_ranks(stack), [[[2, 1], [1, 2]], [[1, 1], [nan, 1]]])


@given(scores)
def test_a_rank_is_one_plus_the_number_of_better_ones(row):
    assert descending_ranks(row).tolist() == [1 + int((row > x).sum()) for x in row]


@given(scores)
def test_ranks_do_not_change_under_an_increasing_map(row):
    assert descending_ranks(row).tolist() == descending_ranks(row**3 + 2 * row).tolist()


@given(scores, st.randoms(use_true_random=False))
def test_shuffling_the_territories_shuffles_their_ranks(row, random):
    order = list(range(len(row)))
    random.shuffle(order)
    assert descending_ranks(row[order]).tolist() == descending_ranks(row)[order].tolist()
