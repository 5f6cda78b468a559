"""Levels of single questions to factors, dimensions and the whole; unknown opens the range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a_questionnaire import NAMES, QUESTIONS, a_framework, answered
from territoria.errors import DataError, MethodError
from territoria.listen.self_check.maturity import Ranged, band_of, maturity

FRAMEWORK = a_framework()
LEVELS = st.tuples(*[st.none() | st.integers(0, 4)] * len(QUESTIONS))


def test_levels_are_worth_0_25_50_75_and_100():
    for level, points in enumerate((0, 25, 50, 75, 100)):
        found = maturity(FRAMEWORK, answered(*[level] * 6))
        assert found.overall == Ranged(points, points, points)


def test_the_whole_is_the_plain_mean_of_the_dimensions_to_the_number():
    found = maturity(FRAMEWORK, answered(1, 2, 0, 4, 3, 4))
    assert [found.nodes[name].value for name in NAMES] == [37.5, 50.0, 87.5]
    assert found.overall.value == pytest.approx(175 / 3)
    assert (found.nodes["F1.1"].value, found.band) == (25, "moderate")


def test_an_unknown_answer_opens_the_range_and_is_no_zero():
    found = maturity(FRAMEWORK, answered(1, None, 2, 2, 2, 2))
    assert found.nodes["F1.2"] == Ranged(None, 0, 100)
    assert found.nodes["F1"] == Ranged(25, 12.5, 62.5)
    low, high = (12.5 + 50 + 50) / 3, (62.5 + 50 + 50) / 3
    assert found.overall == Ranged(None, pytest.approx(low), pytest.approx(high))
    assert maturity(FRAMEWORK, answered(1, 0, 2, 2, 2, 2)).overall.value == pytest.approx(low)


def test_a_band_only_where_the_whole_range_lies_in_it():
    assert maturity(FRAMEWORK, answered(1, None, 2, 2, 2, 2)).band == ""
    assert maturity(FRAMEWORK, answered(2, None, 2, 3, 2, 2)).band == ""
    assert maturity(FRAMEWORK, answered(0, None, 0, 0, 0, 0)).band == "basic"


@pytest.mark.parametrize(
    ("low", "high", "band"),
    [(0, 24.9, "basic"), (25, 49, "average"), (24.9, 25, ""), (75, 100, "advanced"), (0, 100, "")],
)
def test_a_band_begins_with_its_first_number(low: float, high: float, band: str):
    assert band_of(FRAMEWORK, Ranged(None, low, high)) == band


@given(LEVELS)
def test_whatever_the_unknown_answers_are_the_score_lies_in_the_range(levels):
    found = maturity(FRAMEWORK, answered(*levels))
    for fill, end in ((0, "low"), (4, "high")):
        filled = answered(*(fill if level is None else level for level in levels))
        known = maturity(FRAMEWORK, filled)
        for name in NAMES:
            assert known.nodes[name].value == pytest.approx(getattr(found.nodes[name], end))
    held = [one for one in (*found.nodes.values(), found.overall) if one.value is not None]
    assert all(one.low - 1e-9 <= one.value <= one.high + 1e-9 for one in held)


def test_nothing_answered_is_all_unknown():
    found = maturity(FRAMEWORK, {})
    assert (found.overall, found.band) == (Ranged(None, 0, 100), "")
    assert found.questions == dict.fromkeys(QUESTIONS)


def test_what_is_not_asked_and_what_is_no_level_are_named_at_once():
    with pytest.raises(DataError) as refused:
        maturity(FRAMEWORK, {"plan": 5, "pans": 1})
    assert [problem.where for problem in refused.value.problems] == ["plan", "pans"]


def test_a_framework_for_regions_is_refused():
    with pytest.raises(MethodError):
        maturity(a_framework(level="region"), {})
