"""Fair colouring: deal people to tables so that each group and each organisation is spread evenly.

A person is an edge between an actor group and an organisation, a table is a colour. A bipartite
graph can always be coloured so that at every vertex, and over all, the numbers of any two colours
differ by at most one (de Werra 1971). So no wish stands against another: groups as even as
arithmetic allows, colleagues apart as far as there are tables, tables of equal size.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

Vertex = tuple[Hashable, int]
"""A group or organisation, cut into parts of at most as many edges as there are colours."""
NONE = -1


def fair_colouring(edges: Sequence[tuple[Hashable, Hashable]], colours: int) -> list[int]:
    """The colour of each edge, ``0 … colours − 1``, in the order given; at least one colour.

    The two ends of an edge belong to two sets: the same name in both is two vertices.
    At every vertex, and over all edges, each colour comes up the floor or the ceiling of its share.
    Cutting each vertex into parts of ``colours`` edges makes it a proper colouring (König 1916).
    """
    seen: dict[Hashable, int] = {}
    ends: list[tuple[Vertex, Vertex]] = []
    for left, right in edges:
        ends.append((_part(("left", left), seen, colours), _part(("right", right), seen, colours)))
    at: dict[Vertex, list[int]] = {v: [NONE] * colours for pair in ends for v in pair}
    chosen = [NONE] * len(ends)
    for edge, (left_end, right_end) in enumerate(ends):
        _colour(edge, left_end, right_end, ends, at, chosen)
    _level(ends, at, chosen, colours)
    return chosen


def _part(vertex: Hashable, seen: dict[Hashable, int], colours: int) -> Vertex:
    count = seen.get(vertex, 0)
    seen[vertex] = count + 1
    return vertex, count // colours


def _colour(
    edge: int,
    left: Vertex,
    right: Vertex,
    ends: Sequence[tuple[Vertex, Vertex]],
    at: dict[Vertex, list[int]],
    chosen: list[int],
) -> None:
    """Give an edge a colour that is free at both ends; where there is none, turn a path over."""
    free_left, free_right = at[left].index(NONE), at[right].index(NONE)
    if at[right][free_left] != NONE:
        _turn(
            _path(right, free_left, free_right, ends, at), free_left, free_right, ends, at, chosen
        )
    _give(edge, free_left, ends, at, chosen)


def _path(
    start: Vertex,
    first: int,
    second: int,
    ends: Sequence[tuple[Vertex, Vertex]],
    at: dict[Vertex, list[int]],
) -> list[int]:
    """The edges met from ``start`` by turns of two colours; ``second`` is free at ``start``."""
    out: list[int] = []
    vertex, colour = start, first
    while (edge := at[vertex][colour]) != NONE:
        out.append(edge)
        left, right = ends[edge]
        vertex = right if vertex == left else left
        colour = second if colour == first else first
    return out


def _turn(
    path: Sequence[int],
    first: int,
    second: int,
    ends: Sequence[tuple[Vertex, Vertex]],
    at: dict[Vertex, list[int]],
    chosen: list[int],
) -> None:
    """Swap the two colours along a path."""
    new = {edge: second if chosen[edge] == first else first for edge in path}
    for edge in path:
        for vertex in ends[edge]:
            at[vertex][chosen[edge]] = NONE
    for edge, colour in new.items():
        _give(edge, colour, ends, at, chosen)


def _give(
    edge: int,
    colour: int,
    ends: Sequence[tuple[Vertex, Vertex]],
    at: dict[Vertex, list[int]],
    chosen: list[int],
) -> None:
    chosen[edge] = colour
    for vertex in ends[edge]:
        at[vertex][colour] = edge


def _level(
    ends: Sequence[tuple[Vertex, Vertex]],
    at: dict[Vertex, list[int]],
    chosen: list[int],
    colours: int,
) -> None:
    """Turn paths over until no colour has two edges more than another.

    Two colours form paths and even circles; where one has more, a path begins and ends with it.
    """
    counts = [chosen.count(colour) for colour in range(colours)]
    while max(counts) - min(counts) > 1:
        big, small = counts.index(max(counts)), counts.index(min(counts))
        for vertex in at:
            if at[vertex][big] == NONE or at[vertex][small] != NONE:
                continue
            path = _path(vertex, big, small, ends, at)
            if len(path) % 2:
                _turn(path, big, small, ends, at, chosen)
                break
        counts[big] -= 1
        counts[small] += 1
