from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.instrument_matrix import ObstacleRow, instrument_matrix

Holds = Callable[..., Element]
INSTRUMENTS = ["events", "courses", "vouchers"]
SHOWN = [
    ObstacleRow("Cost", (0, 1, 5), 6),
    ObstacleRow("Connectivity of places far from a town", (0, 0, 0), 0),
    ObstacleRow("Lack of skills", (2, 2), 3),
]
rows = st.builds(
    ObstacleRow,
    st.text(max_size=60),
    st.lists(st.integers(-9, 10**6), max_size=5).map(tuple),
    st.integers(-9, 10**6),
)


@pytest.mark.parametrize("width", [640, 328])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(instrument_matrix("k", "t", "d", INSTRUMENTS, SHOWN, width=width))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.text(max_size=20), max_size=10),
    st.lists(rows, max_size=3),
    st.sampled_from([640, 328]),
)
def test_no_number_however_strange_breaks_it(
    holds: Holds, instruments: list[str], shown: list[ObstacleRow], width: int
) -> None:
    holds(instrument_matrix("k", "t", "d", instruments, shown, width=width))


def test_what_nobody_addresses_is_a_sentence_in_picture_and_table() -> None:
    picture = instrument_matrix("k", "t", "d", INSTRUMENTS, SHOWN)
    assert picture.svg.count("no initiative addresses it") == 1
    assert [[cell.text for cell in row] for row in picture.rows] == [
        ["Cost", "0", "1", "5", "6", "addressed five times or more"],
        [
            "Connectivity of places far from a town",
            "0",
            "0",
            "0",
            "0",
            "no initiative addresses it",
        ],
        ["Lack of skills", "2", "2", "0", "3", ""],
    ]
