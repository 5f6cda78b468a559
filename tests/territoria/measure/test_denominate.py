from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.denominate import by_denominator, demand_scale_factors, none

FIGURES = np.array([[10.0, 20.0, nan], [5.0, 6.0, 7.0]])


def _frame(small, denominators):
    return replace(small.frame(FIGURES), denominators=np.array(denominators))


def test_figures_are_divided_and_others_stay(small):
    out, details = by_denominator(FIGURES, _frame(small, [[2.0, 5.0, 1.0], [1.0, 1.0, 1.0]]))
    assert_array_equal(out, [[5.0, 4.0, nan], [5.0, 6.0, 7.0]])
    assert details["denominated"].tolist() == [True, False]
    assert not details["without_denominator"].any()


def test_a_scale_factor_comes_inside_the_denominator(small):
    """12 births among 4,000 people are 3 per 1,000."""
    people = np.array([[4000.0]]) / 1000
    frame = replace(small.frame([[12.0]]), denominators=people)
    assert by_denominator(np.array([[12.0]]), frame)[0].tolist() == [[3.0]]


def test_a_figure_whose_denominator_is_zero_or_missing_is_missing_and_told(small):
    out, details = by_denominator(FIGURES, _frame(small, [[0.0, nan, 0.0], [1.0, 1.0, 1.0]]))
    assert_array_equal(out, [[nan, nan, nan], [5.0, 6.0, 7.0]])
    # where no figure was, none is lost
    assert details["without_denominator"].tolist() == [[True, True, False], [False] * 3]


def test_without_denominators_nothing_is_divided(small):
    for out, _ in (by_denominator(FIGURES, small.frame(FIGURES)), none(FIGURES, None)):
        assert out is FIGURES


def test_denominators_of_another_shape_are_refused(small):
    with pytest.raises(MethodError) as caught:
        by_denominator(FIGURES, _frame(small, [[1.0, 2.0]]))
    assert str(caught.value) == (
        "denominate: the denominators are of shape (1, 2), the figures of (2, 3). "
        "Give one for each indicator and territory."
    )


def test_scale_factors_that_are_not_above_zero_are_all_named():
    demand_scale_factors({"a": 0.001})
    with pytest.raises(MethodError) as caught:
        demand_scale_factors({"a": 0.0, "b": 1.0, "c": -2.0, "d": nan})
    assert [str(p) for p in caught.value.problems] == [
        f"scale factor of {name}: {number} is not above 0 and finite. "
        "Give a number above 0, such as 1000 for a figure per 1,000."
        for name, number in (("a", "0"), ("c", "-2"), ("d", "nan"))
    ]


@given(factor=st.floats(0.1, 100))
def test_a_territory_twice_as_large_in_all_has_the_same_quotient(small, factor):
    by = np.array([[2.0, 5.0, 3.0], [4.0, 4.0, 4.0]])
    one, _ = by_denominator(FIGURES, _frame(small, by))
    other, _ = by_denominator(FIGURES * factor, _frame(small, by * factor))
    assert_allclose(one, other, rtol=1e-12)


def test_replications_are_divided_one_by_one(small):
    frame = _frame(small, [[2.0, 5.0, 0.0], [1.0, 1.0, 1.0]])
    stacked, _ = by_denominator(np.stack([FIGURES, 2 * FIGURES]), frame)
    assert_array_equal(stacked[1], by_denominator(2 * FIGURES, frame)[0])
