"""What people type, as it is kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from territoria_web.library.typed import plain, plain_line, sum_in


def test_words_are_kept_as_plain_text_in_any_script():
    assert plain(" a\r\nb\rc\x00\x0b \u202edlo\n\n") == "a\nb\nc dlo"
    assert plain("<b>Größe</b> \u00a0 «x» 12\u202f%") == "<b>Größe</b> \u00a0 «x» 12\u202f%"


def test_a_line_has_no_breaks_and_single_blanks():
    assert plain_line(" a\r\n b\t \x07c ") == "a b c"


@pytest.mark.parametrize(
    "text",
    ["1200000", "1.200.000", "1,200,000", "1 200 000", "1\u202f200\u202f000,00", "1.200.000,0"],
)
def test_a_sum_is_read_with_the_signs_of_any_language(text: str):
    assert sum_in(text) == Decimal(1_200_000)


def test_decimals_of_a_sum_are_told_from_thousands():
    assert (sum_in("35000.00"), sum_in("1.200"), sum_in("1,5")) == (35000, 1200, Decimal("1.5"))
    assert [sum_in(text) for text in ("", "much", "1.200.50", "12.0000", "-5", "1.20.000")] == [
        None
    ] * 6
