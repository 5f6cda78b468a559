from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from barcamp_seats import barcamp
from territoria.convene.timetable.flow import SlotFlow, draw, slot_flow
from territoria.convene.timetable.programme import solve


def flow_of(
    told: list[list[int]],
    seats: list[int],
    cities: str = "",
    settled: dict[str, str | None] | None = None,
    least: int = 1,
) -> SlotFlow:
    """The first slot with topics A and B."""
    event, _ = barcamp(told, ["AB"], seats=seats, cities=cities)
    held = {"A": seats[0], "B": seats[1]}
    found = slot_flow(event, "s0", held, settled or {}, least=least, most_of_city=2, seed=1)
    assert found is not None
    return found


def test_columns_are_arcs_then_cities_then_what_may_give_way() -> None:
    flow = flow_of([[3, 1]] * 4, [4, 4], "xxxy")
    assert flow.person.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    assert flow.topic.tolist() == [0, 1] * 4
    assert flow.interest.tolist() == [3, 1] * 4
    # p3 is alone of its city: the bonus is certain; x is met once in each topic
    assert flow.worth[:10].tolist() == [30, 10, 30, 10, 30, 10, 33, 13, 3, 3]
    out, over, short = flow.slack
    assert (short, over, out) == (slice(10, 12), slice(12, 14), slice(14, 18))
    assert flow.worth[10:].tolist() == [0.0] * 8


def test_somebody_settled_has_one_way_and_somebody_sent_out_none() -> None:
    flow = flow_of([[3, 1]] * 3, [4, 4], settled={"p0": "B", "p1": None})
    assert flow.people.tolist() == [0, 2]
    assert list(zip(flow.person.tolist(), flow.topic.tolist(), strict=True)) == [
        (0, 1),
        (2, 0),
        (2, 1),
    ]
    assert flow.rules.most[flow.slack[0]].tolist() == [0.0, 1.0]


def test_without_people_or_topics_there_is_no_flow() -> None:
    event, _ = barcamp([[3]], ["A"], seats=[4], away={"p0": "s0"})
    rules = {"least": 1, "most_of_city": 2, "seed": 1}
    assert slot_flow(event, "s0", {"A": 4}, {}, **rules) is None
    event, _ = barcamp([[3]], [""], seats=[4])
    assert slot_flow(event, "s0", {}, {}, **rules) is None


def test_as_little_gives_way_as_can_be_in_its_order() -> None:
    flow = flow_of([[3, 1]] * 6, [3, 2], "xxxxxx", least=3)
    assert solve(flow.closed(*flow.slack).rules, flow.aim(7)) is None
    found = solve(flow.relaxed().rules, flow.aim(7))
    assert found is not None
    # five seats for six people, five of one city at two each, a room of two for three
    assert [round(float(found[columns].sum())) for columns in flow.slack] == [1, 1, 1]


def test_a_tenth_of_a_point_stands_above_all_draws() -> None:
    flow = flow_of([[3, 1]] * 4, [4, 4], "xxxy")
    assert np.floor(flow.aim(5) / 5).tolist() == flow.worth.tolist()
    assert ((flow.drawn >= 0) & (flow.drawn < 1)).all()


def test_a_draw_hangs_on_names_and_seed_alone() -> None:
    assert draw(1, "p", "s", "t") == draw(1, "p", "s", "t")
    assert len({draw(1, "p", "s", "t"), draw(2, "p", "s", "t"), draw(1, "ps", "", "t")}) == 3


@given(
    st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=1, max_size=12),
    st.text("xyz ", max_size=12),
    st.lists(st.integers(0, 8), min_size=2, max_size=2),
    st.integers(1, 5),
)
def test_the_best_corner_is_whole(
    told: list[list[int]], cities: str, seats: list[int], least: int
) -> None:
    flow = flow_of(told, seats, cities[: len(told)], least=least).relaxed()
    found = solve(flow.rules, flow.aim(len(told) + 1))
    assert found is not None
    assert np.abs(found - np.rint(found)).max() < 1e-6
