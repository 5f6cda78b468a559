from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawings import inside, written
from territoria.pictures.need_map import District, Ground, NeedMark, need_map
from territoria.pictures.style import ACCENT

TOWN = (3.0, 50.6, 3.12, 50.68)
NEEDS = (
    NeedMark(1, "A bench at the school", "waiting", 3, (50.65, 3.05)),
    NeedMark(2, "Buses after eight", "answered", 12, (50.61, 3.1)),
    NeedMark(3, "A ramp", "ended", 1),
    NeedMark(4, "Far away", "ended", 1, (10.0, 3.05)),
)


def a_map(**more: object):
    return need_map("n", "Needs", "Four.", NEEDS, (), TOWN, **more)


@pytest.mark.parametrize("width", [640, 320])
def test_a_map_holds_what_every_picture_holds(holds: Callable, width: int):
    districts = [District("North", (50.67, 3.06)), District("Harbour", (50.62, 3.119))]
    picture = need_map("n", "Needs", "Four.", NEEDS, districts, TOWN, width=width)
    holds(picture)
    inside(picture)
    assert {"North", "Harbour"} <= set(written(picture))


def test_every_need_stands_in_the_table_and_only_those_with_a_place_on_the_map():
    picture = a_map()
    assert [row[0].text for row in picture.rows] == ["1", "2", "3", "4"]
    assert written(picture) == ["waits for an answer", "answered, or in the plan"]


def test_the_chosen_spot_is_a_ring_in_the_accent():
    assert ACCENT not in a_map().svg
    assert a_map(mark=(50.63, 3.04)).svg.count(ACCENT) == 2
    assert a_map(mark=(0.0, 0.0)) == a_map()


def test_names_that_would_lie_on_each_other_are_left_to_the_list():
    near = [District(name, (50.64, 3.05)) for name in ("Old town", "New town", "Mill", "Fair")]
    picture = need_map("n", "Needs", "None.", (), near, TOWN)
    assert written(picture) == ["Old town", "New town", "Mill"]


@pytest.mark.parametrize("frame", [(3, 50, 3, 51), (3, 51, 4, 50), (-200, 50, 3, 51)])
def test_a_frame_without_ground_is_refused(frame: tuple[float, ...]):
    with pytest.raises(ValueError, match="no ground"):
        Ground(frame, 320)


@given(
    west=st.floats(-170, 170),
    south=st.floats(-80, 80),
    wide=st.floats(0.001, 5),
    high=st.floats(0.001, 5),
    across=st.floats(0, 1),
    up=st.floats(0, 1),
)
def test_a_tap_comes_back_as_the_spot_that_is_drawn_there(
    west: float, south: float, wide: float, high: float, across: float, up: float
):
    ground = Ground((west, south, west + wide, south + high), 560)
    spot = (south + up * high, west + across * wide)
    assert ground.spot(*ground.place(spot)) == pytest.approx(spot, abs=1e-9)
    x, y = ground.place(spot)
    assert -1 <= x <= 561
    assert -1 <= y <= ground.height + 1
