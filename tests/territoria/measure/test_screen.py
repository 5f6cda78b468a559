import numpy as np
from numpy import nan

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
