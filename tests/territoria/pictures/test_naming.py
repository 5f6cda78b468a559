from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.naming import Box, name_places

PLANE = (0.0, 0.0, 400.0, 300.0)
spot = st.tuples(st.floats(0, 400), st.floats(0, 300))


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_name_stands_at_the_right_of_its_dot_where_there_is_room() -> None:
    assert name_places([(100, 100)], [50], [], [], PLANE) == [(109, 93, 159, 107)]


def test_at_the_right_edge_it_stands_at_the_left() -> None:
    assert name_places([(390, 100)], [50], [], [], PLANE) == [(331, 93, 381, 107)]


def test_it_moves_away_from_other_dots() -> None:
    crowd = [(x, 100.0) for x in range(110, 170, 6)]
    (place,) = name_places([(100, 100)], [50], crowd, [], PLANE)
    assert place is not None
    assert not any(place[0] < x < place[2] and place[1] < y < place[3] for x, y in crowd)


def test_a_name_wider_than_the_plane_has_no_place() -> None:
    assert name_places([(100, 100)], [500], [], [], PLANE) == [None]


@given(st.lists(spot, max_size=12), st.lists(spot, max_size=20), st.floats(1, 300))
def test_names_are_inside_and_apart(
    spots: list[tuple[float, float]], others: list[tuple[float, float]], width: float
) -> None:
    taken = [(300.0, 100.0, 400.0, 114.0)]
    found = name_places(spots, [width] * len(spots), others, taken, PLANE)
    placed = [place for place in found if place is not None]
    for index, place in enumerate(placed):
        assert 0 <= place[0] < place[2] <= 400
        assert 0 <= place[1] < place[3] <= 300
        assert all(apart(place, other) for other in (*placed[:index], *taken))
