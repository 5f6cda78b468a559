from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.listen.opinion.grouping import (
    FormerK,
    find_groups,
    smoothed,
    within_groups,
)

RNG = np.random.default_rng(0)
TWO = np.concatenate([RNG.normal(size=(30, 2)), RNG.normal(size=(20, 2)) + 9])
ALL = np.ones(50, dtype=bool)


def test_two_clouds_are_two_groups_the_larger_first():
    found = find_groups(TWO, ALL, seed=1)
    assert found is not None
    assert (found.k, found.sizes) == (2, (30, 20))
    assert found.labels.tolist() == [0] * 30 + [1] * 20
    np.testing.assert_allclose(found.centres[1], TWO[30:].mean(axis=0))
    assert set(found.silhouettes) == {2, 3, 4, 5}


def test_who_is_not_placed_has_no_group():
    inside = ALL.copy()
    inside[[0, 40]] = False
    found = find_groups(TWO, inside, seed=1)
    assert found is not None
    assert np.flatnonzero(found.labels < 0).tolist() == [0, 40]
    assert found.sizes == (29, 19)


def test_more_groups_are_tried_with_every_twelve_places():
    found = find_groups(TWO[:11], ALL[:11], seed=1)
    assert found is not None
    assert set(found.silhouettes) == {2}


def test_one_place_cannot_be_divided():
    assert find_groups(np.zeros((9, 2)), np.ones(9, dtype=bool), seed=1) is None
    assert find_groups(TWO[:3], np.ones(3, dtype=bool), seed=1, k=4) is None
    assert find_groups(TWO, np.zeros(50, dtype=bool), seed=1) is None


def test_many_people_are_first_put_into_a_hundred_small_clusters():
    places = np.concatenate([RNG.normal(size=(400, 2)), RNG.normal(size=(200, 2)) + 7])
    found = find_groups(places, np.ones(600, dtype=bool), seed=2, k=2)
    assert found is not None
    assert found.sizes == (400, 200)


def test_drawn_twice_counts_twice():
    spots = np.array([[0.0, 0], [1, 0], [4, 0]])
    found = find_groups(spots, np.ones(3, dtype=bool), seed=1, k=2, times=np.array([1, 1, 5]))
    assert found is not None
    assert found.labels.tolist() == [1, 1, 0]


@given(st.permutations(range(50)))
@settings(max_examples=10)
def test_the_order_of_people_does_not_matter(order):
    found, other = find_groups(TWO, ALL, seed=1), find_groups(TWO[list(order)], ALL, seed=1)
    assert found is not None
    assert other is not None
    np.testing.assert_array_equal(other.labels, found.labels[list(order)])


def test_another_number_is_shown_only_after_it_was_best_four_times():
    memory, shown = smoothed(2, None), []
    for best in (3, 3, 2, 3, 3, 3, 3):
        memory = smoothed(best, memory)
        shown.append(memory.shown)
    assert shown == [2, 2, 2, 2, 2, 2, 3]


def test_the_former_number_is_kept_where_it_can_be():
    kept = find_groups(TWO, ALL, seed=1, former=FormerK(3, 3, 9))
    assert kept is not None
    assert (kept.k, kept.former) == (3, FormerK(3, 2, 1))
    lost = find_groups(TWO[:11], ALL[:11], seed=1, former=FormerK(5, 5, 9))
    assert lost is not None
    assert (lost.k, lost.former) == (2, FormerK(2, 2, 1))


def test_variance_within_is_the_mean_square_from_the_means():
    spots = np.array([[0.0, 0], [2, 0], [9, 9], [5, 5]])
    assert within_groups(spots, np.array([0, 0, 1, -1])) == 2 / 3
    assert within_groups(spots, np.full(4, -1)) == 0.0
