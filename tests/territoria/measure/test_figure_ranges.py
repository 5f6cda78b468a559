"""Ranges of figures and of their places."""

from __future__ import annotations

import numpy as np
import pytest

from territoria import content, observations
from territoria.measure.figure_ranges import _places, figure_ranges


@pytest.fixture(scope="module")
def made():
    data = observations.bundled("europe-nuts2021")
    cut = data.latest(data.indicators, level=2)
    return cut, figure_ranges(data, cut, content.load_library().indicators, 2021)


def test_ranges_stand_where_figures_stand(made):
    cut, ranges = made
    for block in (ranges.low, ranges.high, ranges.rank, ranges.rank_low, ranges.rank_high):
        np.testing.assert_array_equal(np.isfinite(block), np.isfinite(cut.values))


def test_low_is_not_above_high_and_places_are_places(made):
    cut, ranges = made
    known = np.isfinite(cut.values)
    count = known.sum(axis=1)[:, None] * np.ones_like(cut.values)
    assert (ranges.low[known] <= cut.values[known]).all()
    assert (cut.values[known] <= ranges.high[known]).all()
    assert (ranges.rank_low[known] >= 1).all()
    assert (ranges.rank_low[known] <= ranges.rank[known]).all()
    assert (ranges.rank[known] <= ranges.rank_high[known]).all()
    assert (ranges.rank_high[known] <= count[known]).all()


def test_the_better_end_has_the_first_place(made):
    cut, ranges = made
    indicators = content.load_library().indicators
    for row, name in enumerate(cut.indicators):
        known = np.isfinite(cut.values[row])
        if not known.any():
            continue
        values = cut.values[row, known]
        text = indicators.get(name)
        best = values.min() if text is not None and text.direction < 0 else values.max()
        assert set(values[ranges.rank[row, known] == 1]) == {best}


def test_natural_bounds_hold(made):
    cut, ranges = made
    indicators = content.load_library().indicators
    for row, name in enumerate(cut.indicators):
        low, high = indicators[name].natural_bounds if name in indicators else (None, None)
        known = np.isfinite(cut.values[row])
        if low is not None:
            assert (ranges.low[row, known] >= low).all()
        if high is not None:
            assert (ranges.high[row, known] <= high).all()


def test_places_are_parted_only_where_figures_are():
    values, error = np.array([10.0, 9.0, 5.0]), np.array([1.0, 1.0, 0.5])
    rank, first, last = _places(values, error)
    assert rank.tolist() == [1.0, 2.0, 3.0]
    assert first.tolist() == [1.0, 1.0, 3.0]
    assert last.tolist() == [2.0, 2.0, 3.0]


def test_figures_without_error_have_one_place_and_ties_share_it():
    rank, first, last = _places(np.array([3.0, 7.0, 7.0]), np.zeros(3))
    assert rank.tolist() == [3.0, 1.0, 1.0]
    assert first.tolist() == [3.0, 1.0, 1.0]
    assert last.tolist() == [3.0, 2.0, 2.0]
