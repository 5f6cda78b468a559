"""Ranges of figures and of their places."""

from __future__ import annotations

import numpy as np
import pytest

from territoria import content, observations
from territoria.measure.figure_ranges import figure_ranges


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
    assert (ranges.low[known] <= ranges.high[known]).all()
    assert (ranges.rank_low[known] >= 1).all()
    assert (ranges.rank_low[known] <= ranges.rank_high[known]).all()
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


def test_the_same_inputs_give_the_same_ranges(made):
    cut, ranges = made
    data = observations.bundled("europe-nuts2021")
    again = figure_ranges(data, cut, content.load_library().indicators, 2021)
    np.testing.assert_array_equal(again.low, ranges.low)
    np.testing.assert_array_equal(again.rank_high, ranges.rank_high)
