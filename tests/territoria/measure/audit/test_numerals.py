from __future__ import annotations

import pytest

from territoria.measure.audit.numerals import fixed, per_cent


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (-0.3, 2, "\u22120.30"),
        (0.93, 2, "0.93"),
        (11.94, 1, "11.9"),
        (-0.001, 2, "0.00"),
        (float("nan"), 2, "unknown"),
    ],
)
def test_a_number_has_its_decimals_and_a_real_minus_sign(
    value: float, decimals: int, text: str
) -> None:
    assert fixed(value, decimals) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0\u00a0%"),
        (0.001, "under 1\u00a0%"),
        (0.285, "29\u00a0%"),
        (0.65, "65\u00a0%"),
        (0.999, "over 99\u00a0%"),
        (1.0, "100\u00a0%"),
        (float("nan"), "unknown"),
    ],
)
def test_a_share_is_printed_in_per_cent_and_never_as_nothing_or_all_unless_it_is(
    share: float, text: str
) -> None:
    assert per_cent(share) == text
