from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.listen.opinion.kmeans import kmeans, silhouette

SEEDS = st.integers(0, 10**6)


def points_of(seed, n=8):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 2)), rng.integers(1, 5, n).astype(float)


def within(points, weights, labels):
    return sum(
        (weights[labels == g] @ ((points[labels == g] - mean) ** 2)).sum()
        for g in np.unique(labels)
        for mean in [np.average(points[labels == g], axis=0, weights=weights[labels == g])]
    )


@given(SEEDS)
@settings(max_examples=15)
def test_many_starts_find_the_best_division_of_few_points(seed):
    points, weights = points_of(seed)
    labels, centres, found = kmeans(points, weights, 2, rng=np.random.default_rng(0), starts=40)
    best = min(
        within(points, weights, np.array((0, *rest)))
        for rest in product((0, 1), repeat=7)
        if any(rest)
    )
    np.testing.assert_allclose(found, best, rtol=1e-9)
    np.testing.assert_allclose(within(points, weights, labels), best, rtol=1e-9)
    assert centres.shape == (2, 2)


@given(SEEDS)
@settings(max_examples=15)
def test_weights_are_the_same_as_copies(seed):
    points, weights = points_of(seed)
    _, _, some = kmeans(points, weights, 3, rng=np.random.default_rng(1), starts=60)
    many = np.repeat(points, weights.astype(int), axis=0)
    _, _, other = kmeans(many, np.ones(len(many)), 3, rng=np.random.default_rng(1), starts=60)
    np.testing.assert_allclose(some, other, rtol=1e-6)


def test_the_same_seed_gives_the_same_labels():
    points, weights = points_of(4, 60)
    one, two = (
        kmeans(points, weights, 4, rng=np.random.default_rng(7), starts=5) for _ in range(2)
    )
    np.testing.assert_array_equal(one[0], two[0])


def test_a_silhouette_worked_out_by_hand():
    points = np.array([[0.0, 0], [1, 0], [5, 0], [6, 0]])
    inner, outer = 1.0, np.array([5.5, 4.5, 4.5, 5.5])
    expected = ((outer - inner) / outer).mean()
    np.testing.assert_allclose(silhouette(points, np.array([0, 0, 1, 1])), expected)


def test_who_stands_alone_counts_nothing():
    points = np.array([[0.0, 0], [1, 0], [5, 0]])
    expected = ((5 - 1) / 5 + (4 - 1) / 4 + 0) / 3
    np.testing.assert_allclose(silhouette(points, np.array([0, 0, 1])), expected)
    assert silhouette(points, np.zeros(3, dtype=int)) == 0.0


def test_points_in_one_place_have_no_silhouette():
    assert silhouette(np.zeros((4, 2)), np.array([0, 0, 1, 1])) == 0.0
