import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from territoria.measure.histogram import BINS, Bins, at_ends, count_bins


def _values(seed, runs=2000, places=70):
    random = np.random.default_rng(seed)
    return random.normal(
        random.uniform(0, 100, places), random.uniform(0.1, 9, places), (runs, places)
    )


@given(st.integers(0, 100))
def test_percentiles_are_right_to_a_bin(seed):
    values = _values(seed)
    bins = Bins.around(values[:200])
    found = bins.percentiles(count_bins(bins.place(values)), (5, 50, 95))
    expected = np.percentile(values, [5, 50, 95], axis=0)
    assert (np.abs(np.array(found) - expected) <= bins.width).all()


def test_counts_of_parts_add_up_to_those_of_the_whole():
    values = _values(1)
    bins = Bins.around(values)
    whole = count_bins(bins.place(values))
    parts = count_bins(bins.place(values[:700])) + count_bins(bins.place(values[700:]))
    assert_array_equal(parts, whole)
    assert_array_equal(whole.sum(axis=1), 2000)


def test_what_is_outside_the_pilots_range_is_in_the_end_bins_and_told():
    pilot = np.array([[0.0, 0.0], [10.0, 10.0]])
    values = np.array([[5.0, 5.0], [-99.0, 5.0], [99.0, 5.0], [5.0, 5.0]])
    bins = Bins.around(pilot)
    counts = count_bins(bins.place(values))
    assert (counts[0, 0], counts[0, BINS - 1]) == (1, 1)
    assert_allclose(at_ends(counts), [0.5, 0.0])


def test_places_stand_in_the_middle_of_their_bins():
    ranks = np.tile(np.arange(1.0, 8.0), (50, 1))
    bins = Bins.around(ranks, whole=True)
    assert_array_equal(bins.width, 1.0)
    (middle,) = bins.percentiles(count_bins(bins.place(ranks)), (50,))
    assert_array_equal(middle, np.arange(1.0, 8.0))


def test_a_territory_that_never_moves_has_ranges_without_width():
    values = np.full((300, 1), 42.0)
    bins = Bins.around(values)
    found = bins.percentiles(count_bins(bins.place(values)), (5, 95))
    assert_allclose(np.array(found).ravel(), 42.0, rtol=1e-5)
