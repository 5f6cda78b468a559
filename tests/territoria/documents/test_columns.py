"""Columns of a table on paper: words stay whole, type gets smaller before they would break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.documents.columns import column_widths

words = st.text("abcdefghijklmnop ", max_size=60)


def test_a_column_of_sentences_is_wider_than_a_column_of_marks() -> None:
    rows = [["A", "a sentence of some length that runs over several lines of the table"]] * 3
    narrow, wide = column_widths(("No.", "Sentence"), rows, 200.0, 9.0)[0]
    assert wide > 3 * narrow


def test_a_small_table_does_not_fill_the_page() -> None:
    widths, size = column_widths(("From", "To"), [["108", "165"]], 470.0, 9.0)
    assert sum(widths) < 120
    assert size == 9.0


def test_type_gets_smaller_where_words_would_collide() -> None:
    header = tuple(f"Settlement{n}" for n in range(9))
    widths, size = column_widths(header, [["0.1234"] * 9], 470.0, 9.0)
    assert 6.6 <= size < 9.0
    assert sum(widths) <= 470.1


def test_words_break_after_a_hyphen() -> None:
    whole = column_widths(("",), [["selfemployment"]], 70.0, 9.6)
    parted = column_widths(("",), [["self-employment"]], 70.0, 9.6)
    assert whole[1] < parted[1] == 9.6


@given(
    st.lists(words, min_size=1, max_size=9),
    st.lists(st.lists(words, min_size=9, max_size=9), max_size=5),
    st.sampled_from([90.0, 335.0, 470.0]),
)
def test_columns_never_leave_the_page(
    header: list[str], rows: list[list[str]], room: float
) -> None:
    widths, size = column_widths(header, rows, room, 9.6)
    assert sum(widths) <= max(room, 12.0 * len(header)) + 0.1
    assert all(width > 0 for width in widths)
    assert 6.6 <= size <= 9.6


def test_a_narrow_column_is_not_squeezed_for_a_long_text() -> None:
    rows = [["1,000 of 1,000", "a long text " * 30]]
    widths, size = column_widths(("How sure", "Text"), rows, 300.0, 9.0)
    alone = column_widths(("How sure",), [["1,000 of 1,000"]], 300.0, 9.0)[0]
    assert widths[0] == pytest.approx(alone[0], rel=0.35)
    assert size == 9.0
