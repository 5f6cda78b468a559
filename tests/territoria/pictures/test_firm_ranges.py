from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.firm_ranges import FirmRow, firm_ranges
from territoria.pictures.picture import Label

Holds = Callable[..., Element]

COST = FirmRow("Cost", 0.46, 0.39, 0.53, Label("46 % (39–53)"), 180, "severity 2.8")
FEW = FirmRow("Connectivity", None, None, None, Label(""))

anything = st.none() | st.floats()
rows = st.builds(
    FirmRow,
    name=st.text(max_size=80),
    value=anything,
    low=anything,
    high=anything,
    label=st.builds(Label, st.text("0123456789 (–).%", max_size=18)),
    n=st.none() | st.integers(0, 10**7),
    note=st.text(max_size=60),
)


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(firm_ranges("k", "t", "d", [COST, FEW], width=width), [COST.label])


@settings(deadline=None, max_examples=40)
@given(st.lists(rows, max_size=4), st.sampled_from([640, 360]), st.sampled_from([1.0, 100.0]))
def test_no_value_however_strange_breaks_it(
    holds: Holds, shown: list[FirmRow], width: int, top: float
) -> None:
    picture = firm_ranges("k", "t", "d", shown, top=top, width=width)
    holds(picture)
    assert picture == firm_ranges("k", "t", "d", shown, top=top, width=width)


def test_what_is_not_shown_is_hatched_and_says_so() -> None:
    picture = firm_ranges("k", "t", "d", [FEW])
    assert [cell.text for cell in picture.rows[0]][:2] == ["Connectivity", "not shown"]
    assert "url(#" in picture.svg


def test_ends_are_rounded_as_the_words_round_them() -> None:
    row = FirmRow("Cost", 0.365, 0.245, 0.485, Label("37 % (25–49)"), 35)
    cells = [cell.text for cell in firm_ranges("k", "t", "d", [row]).rows[0]]
    assert cells[1:4] == ["37 % (25–49)", "25 %", "49 %"]
    points = FirmRow("Data", 50.5, 44.5, 56.5, Label("51 (45–57)"))
    cells = [cell.text for cell in firm_ranges("k", "t", "d", [points], top=100.0).rows[0]]
    assert cells[1:4] == ["51 (45–57)", "45", "57"]


def test_points_are_said_without_a_percent_sign() -> None:
    row = FirmRow("Data", 40.0, 35.0, 45.0, Label("40"), 12)
    picture = firm_ranges("k", "t", "d", [row], top=100.0)
    assert [cell.text for cell in picture.rows[0]] == ["Data", "40", "35", "45", "12", ""]
