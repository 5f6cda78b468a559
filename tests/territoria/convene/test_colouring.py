from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from territoria.convene.colouring import fair_colouring

edges = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), max_size=40)


@given(edges, st.integers(1, 8))
def test_every_vertex_and_the_whole_have_each_colour_the_floor_or_ceiling_of_its_share(
    found: list[tuple[int, int]], colours: int
) -> None:
    chosen = fair_colouring(found, colours)
    assert len(chosen) == len(found)
    assert set(chosen) <= set(range(colours))
    parts = [chosen]
    for side in (0, 1):
        for vertex in {edge[side] for edge in found}:
            parts.append([c for c, edge in zip(chosen, found, strict=True) if edge[side] == vertex])
    for part in parts:
        counts = Counter(part)
        each = [counts[colour] for colour in range(colours)]
        assert max(each) - min(each) <= 1


def test_the_same_name_on_both_sides_is_two_vertices() -> None:
    assert sorted(fair_colouring([("x", "x"), ("x", "y")], 2)) == [0, 1]


def test_nobody_needs_no_colour() -> None:
    assert fair_colouring([], 3) == []
