from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.paired_marks import PairRow, paired_marks
from territoria.pictures.picture import Label
from territoria.pictures.style import ABOVE, BELOW

Holds = Callable[..., Element]

MORE = PairRow("Scientists and engineers", 3.0, 10.0, Label("3 → 10 %"), flagged=True)
LESS = PairRow("Households with broadband", 13.0, 4.0, Label("13 → 4 %"), flagged=True)
UNKNOWN = PairRow("Patents", None, None, Label("unknown"))

anything = st.none() | st.floats()
row = st.builds(
    PairRow,
    name=st.text(max_size=90),
    first=anything,
    second=anything,
    label=st.builds(Label, st.text("0123456789 →.%", max_size=18)),
    flagged=st.booleans(),
    low=anything,
    high=anything,
)


def draw(*rows: PairRow, width: int = 640) -> object:
    return paired_marks("k", "t", "d", rows, "weight", "influence", "% of the whole", width=width)


@pytest.mark.parametrize("width", [640, 360])
def test_the_picture_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    rows = (MORE, LESS, UNKNOWN)
    holds(draw(*rows, width=width), [row.label for row in rows])


@settings(deadline=None, max_examples=40)
@given(st.lists(row, max_size=6), st.sampled_from([640, 360]))
def test_no_number_however_strange_breaks_the_picture(
    holds: Holds, rows: list[PairRow], width: int
) -> None:
    picture = draw(*rows, width=width)
    holds(picture)
    assert picture == draw(*rows, width=width)


def test_a_flag_points_to_where_the_second_value_went() -> None:
    assert (ABOVE in draw(MORE).svg, BELOW in draw(MORE).svg) == (True, False)
    assert (ABOVE in draw(LESS).svg, BELOW in draw(LESS).svg) == (False, True)
    assert ABOVE not in draw(replace(MORE, flagged=False)).svg


def test_an_unknown_row_is_hatched() -> None:
    assert draw(MORE).svg.count("url(#k-h)") == 0
    assert draw(MORE, UNKNOWN).svg.count("url(#k-h)") == 1


def test_the_table_has_columns_for_ranges_only_where_there_is_one() -> None:
    assert draw(MORE).header == ("Row", "weight", "influence", "In words")
    ranged = draw(replace(MORE, low=8.0, high=12.0))
    assert ranged.header == ("Row", "weight", "influence", "Low", "High", "In words")
    assert [c.text for c in ranged.rows[0]] == [
        "Scientists and engineers", "3", "10", "8", "12", "3 → 10 %",
    ]  # fmt: skip


def test_nothing_to_show_is_said() -> None:
    assert "Nothing to show yet." in draw().svg
