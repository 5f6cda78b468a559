from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.rank_ranges import RankRow, rank_ranges

Holds = Callable[..., Element]

ROWS = (RankRow("Wien", 2, 1, 4), RankRow("Åland", 1, 1, 1), RankRow("Corse", 3, 2, 5))


@st.composite
def rows(draw: st.DrawFn) -> list[RankRow]:
    count = draw(st.integers(0, 300))
    out = []
    for n in range(count):
        low, high = draw(st.integers(1, n + 1)), draw(st.integers(n + 1, count))
        out.append(RankRow(f"Place {n}", n + 1, low, high))
    return out


@pytest.mark.parametrize("width", [640, 360])
def test_the_picture_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(rank_ranges("k", "t", "d", ROWS, width=width))


@settings(deadline=None, max_examples=15)
@given(rows(), st.sampled_from([640, 360]))
def test_any_number_of_territories_fits(holds: Holds, found: list[RankRow], width: int) -> None:
    picture = rank_ranges("k", "t", "d", found, width=width)
    holds(picture)
    assert len(picture.rows) == len(found)


def test_territories_stand_in_the_order_of_their_ranks() -> None:
    picture = rank_ranges("k", "t", "d", ROWS)
    assert [row[0].text for row in picture.rows] == ["Åland", "Wien", "Corse"]
    assert [c.text for c in picture.rows[1]] == ["Wien", "2", "1", "4"]
    assert "first: Åland" in picture.svg
    assert "last: Corse" in picture.svg


def test_a_stroke_runs_from_the_best_to_the_worst_place() -> None:
    strokes = re.search(
        r'd="([^"]+)" fill="none" stroke="#7d8388"', rank_ranges("k", "t", "d", ROWS).svg
    )
    assert strokes
    ends = [
        tuple(map(float, pair)) for pair in re.findall(r"M[0-9.]+ ([0-9.]+)V([0-9.]+)", strokes[1])
    ]
    assert [round((b - a) / 75) for a, b in ends] == [0, 3, 3]  # 300 pixels for four places
