"""What is written of reach, effects and numbers is read as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria_web.measure.queries.initiative_notation import (
    NotRead,
    claims_in,
    claims_said,
    number_in,
    number_said,
    reach_in,
    reach_said,
)
from territoria_web.measure.queries.records import Claim, Reached

REACHED = st.builds(
    Reached,
    st.integers(1950, 2100),
    st.none() | st.integers(0, 10**9),
    st.none() | st.floats(0, 100),
)


@given(st.lists(REACHED, unique_by=lambda r: r.year))
def test_the_years_come_back(reach: list[Reached]):
    told = sorted((r for r in reach), key=lambda r: r.year)
    assert list(reach_in(reach_said(reach))) == told


def test_years_are_read_as_people_write_them():
    assert reach_in("2025: 1 150 (3,5 %)\n2024: 120;") == (
        Reached(2024, 120),
        Reached(2025, 1150, 3.5),
    )


@pytest.mark.parametrize("text", ["120 in 2024", "2024: 120 3 %", "2024: many", "24: 3"])
def test_what_is_no_year_is_named(text: str):
    with pytest.raises(NotRead, match=text[:4]):
        reach_in(text)


def test_an_effect_may_hold_the_sign_between():
    claims = (Claim("Sales", "up | by a fifth", "E2"), Claim("Jobs", "none", "E1"))
    assert claims_in(claims_said(claims)) == claims
    with pytest.raises(NotRead):
        claims_in("Sales rose")


@given(st.floats(-1e15, 1e15))
def test_a_number_comes_back(value: float):
    assert number_in(number_said(value)) == value


@pytest.mark.parametrize(
    ("text", "value"), [("", None), ("1 200,5", 1200.5), ("−3", -3.0), ("0,125", 0.125)]
)
def test_numbers_are_read_as_people_write_them(text: str, value: float | None):
    assert number_in(text) == value


@pytest.mark.parametrize("text", ["1,200", "about 3", "1.2.3", "nan"])
def test_a_number_that_could_be_another_is_asked_for_once_more(text: str):
    with pytest.raises(NotRead):
        number_in(text)
