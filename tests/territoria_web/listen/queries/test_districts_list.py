"""Districts as lines out of registers and spreadsheets, and the frame of the map around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria_web.listen.queries.districts_list import (
    as_lines,
    districts_in,
    number_in,
    proposed_frame,
)
from territoria_web.territories.models import Territory

HERE = Territory(longitude=3.0, latitude=50.5, area_km2=400.0)


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.what) for fault in districts_in(text).faults]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("head", ["", "id{s}name{s}share\n"])
def test_lists_are_read_with_any_sign_between_and_with_or_without_names(sign: str, head: str):
    text = head.format(s=sign) + f"N{sign}North{sign}40\nS{sign}South{sign}60"
    assert [(one["id"], one["name"], one["share"]) for one in districts_in(text).districts] == [
        *(("N", "North", 40.0), ("S", "South", 60.0)),
    ]


@pytest.mark.parametrize(
    "shares", [("40", "60"), ("0.4", "0.6"), ("40 %", "60 %"), ("4000", "6000")]
)
def test_shares_come_in_percent_as_parts_or_as_counts(shares: tuple[str, str]):
    read = districts_in(f"N;North;{shares[0]}\nS;South;{shares[1]}")
    assert [one["share"] for one in read.districts] == [40.0, 60.0]


def test_share_and_place_may_be_left_out():
    assert districts_in("N,North\nS,South").districts[0] == {
        **{"id": "N", "name": "North"},
        **dict.fromkeys(("share", "latitude", "longitude")),
    }
    assert districts_in(" \n").districts == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (",North\nS,South", 1),
        ("N,North\n\nN,South", 3),
        ("N,North,40\nS,South,", 2),
        ("id,name,share\n\nN,North,40\nS,South,", 4),
        ("N,North,40\nS,South,20", 1),
        ("N,North,0.2\nS,South,0.3", 1),
        (f'N,North\n"{200_000 * "S"}', 2),
        ("N,North,40,50.5\nS,South,60,,", 1),
        ("N,North,40,95,3\nS,South,60,,", 1),
        ("N,North,-1\nS,South,101", 1),
        ("N,North,1,50,3,what\nS,South,1,50,3", 1),
    ],
)
def test_a_fault_names_its_line_and_nothing_is_taken(text: str, line: int):
    assert {number for number, _what in faults(text)} == {line}
    assert districts_in(text).districts == ()


def test_more_than_a_city_has_are_refused():
    assert [line for line, _what in faults("\n".join(f"{n},D{n}" for n in range(501)))] == [501]


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str):
    read = districts_in(text)
    assert bool(read.faults) <= (read.districts == ())


@given(
    st.lists(
        st.tuples(
            st.floats(0.1, 100).map(lambda x: round(x, 2)),
            st.floats(-80, 80).map(lambda x: round(x, 4)),
            st.floats(-170, 170).map(lambda x: round(x, 4)),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_kept_is_read_again_as_it_was(rows: list[tuple[float, float, float]]):
    total = sum(share for share, _y, _x in rows)
    held = [
        {
            "id": f"D{n}",
            "name": f"District {n}",
            "share": round(100 * share / total, 4),
            "latitude": y,
            "longitude": x,
        }
        for n, (share, y, x) in enumerate(rows)
    ]
    again = districts_in(as_lines(held)).districts
    assert [(o["id"], o["name"], o["latitude"], o["longitude"]) for o in again] == [
        (o["id"], o["name"], o["latitude"], o["longitude"]) for o in held
    ]
    assert [o["share"] for o in again] == pytest.approx([o["share"] for o in held], abs=0.001)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("31,5", 31.5), ("31.5 %", 31.5), ("1\u00a0200", 1200.0), ("nan", None), ("inf", None)]
    + [("", None), ("1.2.3", None)],
)
def test_numbers_are_read_as_people_write_them(cell: str, number: float | None):
    assert number_in(cell) == number


def test_the_frame_holds_all_points_else_the_territory_else_nothing():
    spots = [{"latitude": 50.0, "longitude": 3.0}, {"latitude": 50.2, "longitude": 3.4}]
    assert proposed_frame(HERE, spots) == [2.94, 49.97, 3.46, 50.23]
    west, south, east, north = proposed_frame(HERE, [{"id": "N"}])
    assert (west + east) / 2 == pytest.approx(3.0)
    assert north - south == pytest.approx(20 / 111, abs=1e-3)
    assert proposed_frame(Territory(), []) == []
