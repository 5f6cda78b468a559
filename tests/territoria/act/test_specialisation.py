"""The specialisation quotient: what it is, what it refuses, how it is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.act.specialisation import Specialisation, specialisation
from territoria.errors import DataError

counts = st.integers(1, 10**6)


def of(*numbers: int, **more: Any) -> Specialisation:
    told = {"reference": "France", "year": 2024, "source": "Office of statistics", **more}
    return specialisation(*numbers, **told)


def test_it_is_the_share_of_the_city_beside_that_of_the_reference_area():
    found = of(1_200, 60_000, 300_000, 30_000_000)
    assert (found.share, found.reference_share, found.value) == (0.02, 0.01, 2.0)


def test_its_sentence_tells_both_shares_the_year_and_the_source():
    assert of(1_200, 60_000, 300_000, 30_000_000).sentence == (
        "Specialisation quotient 2.00 in 2024: 2 % of the jobs in the city are in this sector, 1 % in "
        "France. Source: Office of statistics."
    )


def test_a_sector_without_jobs_in_the_city_has_a_quotient_of_zero():
    assert of(0, 100, 5, 100).value == 0.0


@given(counts, counts, counts, counts)
def test_exchanging_city_and_reference_turns_it_over(a, b, c, d):
    there = of(a, a + b, c, c + d).value
    assert there * of(c, c + d, a, a + b).value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("numbers", "more", "where"),
    [
        ((1, 0, 1, 10), {}, ["all_jobs"]),
        ((11, 10, 1, 10), {}, ["jobs"]),
        ((-1, 10, 1, 10), {}, ["jobs"]),
        ((1, 10, 1, 0), {}, ["reference_all"]),
        ((1, 10, 0, 10), {}, ["reference_jobs"]),
        (
            (1, 10, 1, 10),
            {"reference": " ", "year": 0, "source": ""},
            ["reference", "year", "source"],
        ),
        ((1, 0, 0, 10), {}, ["all_jobs", "reference_jobs"]),
    ],
)
def test_what_cannot_be_compared_is_refused_with_all_its_problems(numbers, more, where):
    with pytest.raises(DataError) as refused:
        of(*numbers, **more)
    assert [p.where for p in refused.value.problems] == where
