"""Where names stand in a cloud: beside their own dot, on nobody else's, and apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Spot = tuple[float, float]

TALL: Final = 14.0
REACH: Final = 9.0
"""How far a name stands from its dot's centre, at the nearest."""


def name_places(
    spots: Sequence[Spot],
    widths: Sequence[float],
    others: Sequence[Spot],
    taken: Sequence[Box],
    box: Box,
) -> list[Box | None]:
    """A box a name, in the given order; None where there is no room at all.

    Names never lie on each other, on a named dot or on what is ``taken``; of the places left, the
    one that covers the fewest other dots is taken, the nearest among equals.
    """
    full = [*taken, *((x - 6, y - 6, x + 6, y + 6) for x, y in spots)]
    out: list[Box | None] = []
    for spot, width in zip(spots, widths, strict=True):
        free = [
            place
            for place in _candidates(spot, width)
            if _inside(place, box) and not any(_meet(place, other) for other in full)
        ]
        best = min(free, key=lambda place: _cost(place, spot, others), default=None)
        out.append(best)
        if best is not None:
            full.append(best)
    return out


def _candidates(spot: Spot, width: float) -> Iterator[Box]:
    """Right, left, above and below, near and then farther off."""
    x, y = spot
    for far in (0.0, 14.0, 28.0, 44.0, 64.0, 90.0):
        for down in (0.0, -far, far) if far else (0.0, -9.0, 9.0):
            for left in (x + REACH + far * 0.3, x - REACH - far * 0.3 - width):
                yield (left, y + down - TALL / 2, left + width, y + down + TALL / 2)
        for down in (-REACH - TALL / 2 - far, REACH + TALL / 2 + far):
            for left in (x - width / 2, x - width * 0.85, x - width * 0.15):
                yield (left, y + down - TALL / 2, left + width, y + down + TALL / 2)


def _inside(place: Box, box: Box) -> bool:
    return (
        place[0] >= box[0] + 2
        and place[1] >= box[1]
        and place[2] <= box[2]
        and place[3] <= box[3] - 1
    )


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _cost(place: Box, spot: Spot, others: Sequence[Spot]) -> float:
    covered = sum(
        place[0] - 3 < x < place[2] + 3 and place[1] - 3 < y < place[3] + 3 for x, y in others
    )
    x = min(max(spot[0], place[0]), place[2])
    y = min(max(spot[1], place[1]), place[3])
    middle = (place[1] + place[3]) / 2
    away = abs(x - spot[0]) + abs(y - spot[1]) + 0.15 * abs(middle - spot[1])
    return covered * 8.0 + away
