from __future__ import annotations

import pytest

from territoria.errors import DataError
from territoria.track.periods import year_of


@pytest.mark.parametrize(
    ("period", "place"),
    [
        ("2024", 2024.5),
        (2024, 2024.5),
        ("2024-Q1", 2024.125),
        ("2024Q4", 2024.875),
        ("2024-S2", 2024.75),
        ("2024-07", 2024 + 6.5 / 12),
        ("2023-07-02", 2023.5),
    ],
)
def test_a_period_lies_in_its_middle(period: str | int, place: float) -> None:
    assert year_of(period) == pytest.approx(place)


@pytest.mark.parametrize("period", ["", "24", "2024-13", "2024-02-30", "2024-Q5", "next year"])
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(DataError, match="is no period"):
        year_of(period)
