from dataclasses import replace

import numpy as np
import pytest
from numpy import nan

from territoria.errors import MethodError
from territoria.measure import screen

FIGURES = np.array([[1.0, nan, 0.0], [2.0, nan, 0.0], [3.0, 4.0, 5.0], [4.0, 1.0, 0.0]])


def test_screening_by_nothing_keeps_everyone(small):
    kept, details = screen.none(FIGURES, small.frame(FIGURES))
    assert kept.tolist() == [True, True, True]
    assert details == {}


def test_a_territory_with_too_few_figures_is_not_kept_and_its_share_is_told(small):
    kept, details = screen.by_data(FIGURES, small.frame(FIGURES), threshold=0.75)
    assert kept.tolist() == [True, False, True]
    assert details["availability"].tolist() == [1.0, 0.5, 1.0]


def test_a_share_equal_to_the_threshold_is_enough(small):
    kept, _ = screen.by_data(FIGURES, small.frame(FIGURES), threshold=0.5)
    assert kept.tolist() == [True, True, True]


def test_a_territory_of_zeros_is_not_kept_and_missing_figures_are_not_zeros(small):
    kept, details = screen.by_zeros(FIGURES, small.frame(FIGURES), threshold=0.5)
    assert kept.tolist() == [True, True, False]
    assert details["non_zero"].tolist() == [1.0, 1.0, 0.25]


def test_a_territory_without_any_figure_is_not_kept(small):
    nothing = np.array([[1.0, nan], [2.0, nan]])
    for method in (screen.by_data, screen.by_zeros):
        kept, _ = method(nothing, small.frame(nothing))
        assert kept.tolist() == [True, False]


def _named(small):
    return replace(small.frame(FIGURES), territories=("A@own", "B@own", "C@own"))


def test_both_shares_must_be_enough(small):
    kept, details = screen.by_data_and_zeros(
        FIGURES, small.frame(FIGURES), data_threshold=0.75, non_zero_threshold=0.5
    )
    assert kept.tolist() == [True, False, False]
    assert details["availability"].tolist() == [1.0, 0.5, 1.0]
    assert details["non_zero"].tolist() == [1.0, 1.0, 0.25]


@pytest.mark.parametrize("name", screen.METHODS)
def test_territories_are_forced_in_and_out_by_code_or_key_and_this_is_told(small, name):
    kept, details = screen.METHODS[name](FIGURES, _named(small), keep=("B@own", "C"), drop=("A",))
    assert kept.tolist() == [False, True, True]
    assert details["forced_in"].tolist() == [False, True, True]
    assert details["forced_out"].tolist() == [True, False, False]


@pytest.mark.parametrize("name", screen.METHODS)
def test_all_names_that_are_wrong_are_told_at_once(small, name):
    with pytest.raises(MethodError) as caught:
        screen.METHODS[name](FIGURES, _named(small), keep=("A", "X"), drop=("A", "Y@own"))
    assert [str(p) for p in caught.value.problems] == [
        "screen: A is both kept and dropped. Name it once.",
        "screen: the territory X is not known. Known: A, B, C.",
        "screen: the territory Y@own is not known. Known: A, B, C.",
    ]
