"""Tiles settle: moved or swapped one by one while neighbours stand better and countries hold together.

Places are complex numbers: columns to the right, rows downwards.
"""

from __future__ import annotations

from typing import Final

from territoria.pictures.tile_neighbours import Neighbours

Spring = tuple[int, float, complex]
"""The neighbour, the weight, and the wanted step to it."""

TOGETHER: Final = 2.0
"""What a common side of two tiles of one country is worth."""
BY_LAND: Final = 0.5
"""What a common side is worth between two countries; land has no holes."""
APART: Final = 2.0
"""What a common side costs where open sea lies between."""
SWEEPS: Final = 12
BESIDE: Final = (1, -1, 1j, -1j)
ACROSS: Final = (1 + 1j, 1 - 1j, -1 + 1j, -1 - 1j)
STEPS: Final = tuple(complex(x, y) for y in range(-2, 3) for x in range(-2, 3) if (x, y) != (0, 0))


class Settling:
    """The board while tiles move: where each stands, and who stands where."""

    def __init__(self, places: list[complex], countries: list[int], neighbours: Neighbours) -> None:
        self.places = places
        self.taken = {place: tile for tile, place in enumerate(places)}
        self.moved: set[int] = set()
        self.countries = countries
        self.sea: list[list[bool]] = neighbours.sea.tolist()
        self.springs: list[list[Spring]] = [[] for _ in places]
        rows = zip(
            neighbours.pairs.tolist(),
            neighbours.wanted.tolist(),
            neighbours.weight.tolist(),
            strict=True,
        )
        for (one, other), (east, south), weight in rows:
            self.springs[one].append((other, weight, complex(east, south)))
            self.springs[other].append((one, weight, -complex(east, south)))

    def settle(self) -> list[complex]:
        """Move until nothing gets better, at most ``SWEEPS`` times over all tiles."""
        waiting = set(range(len(self.places)))
        for _ in range(SWEEPS):
            self.moved.clear()
            for tile in sorted(waiting):
                self._move(tile)
            waiting = self._stirred()
        return self.places

    def _stirred(self) -> set[int]:
        """Tiles for which another move may be best now: near one that moved, or near its neighbour."""
        pulled = {who for tile in self.moved for who, _, _ in self.springs[tile]}
        reach = [(tile, 5) for tile in self.moved] + [(tile, 2) for tile in pulled]
        found = set(self.moved)
        for tile, far in reach:
            place = self.places[tile]
            for x in range(-far, far + 1):
                for y in range(-far, far + 1):
                    found.add(self.taken.get(place + complex(x, y), tile))
        return found

    def _move(self, tile: int) -> None:
        """Take the best of all moves nearby, a swap with who stands there among them, or stay."""
        here = self.places[tile]
        best, target = -1e-9, here
        strain = self._strain(tile, here)
        for step in STEPS:
            gain = self._gain(tile, here, here + step, strain)
            if gain < best:
                best, target = gain, here + step
        if target != here:
            self.moved |= {tile, self.taken.get(target, tile)}
            self._swap(tile, here, target)

    def _gain(self, tile: int, here: complex, there: complex, strain: float) -> float:
        """How the strain changes when the tile goes there (below zero: for the better)."""
        other = self.taken.get(there)
        if other is None:
            self._swap(tile, here, there)
            after = self._strain(tile, there)
            self._swap(tile, there, here)
            return after - strain
        before = strain + self._strain(other, there) - self._between(tile, other)
        self._swap(tile, here, there)
        after = self._strain(tile, there) + self._strain(other, here) - self._between(tile, other)
        self._swap(tile, there, here)
        return after - before

    def _swap(self, tile: int, here: complex, there: complex) -> None:
        other = self.taken.pop(there, None)
        self.taken[there] = tile
        self.places[tile] = there
        if other is None:
            del self.taken[here]
        else:
            self.taken[here] = other
            self.places[other] = here

    def _between(self, tile: int, other: int) -> float:
        """The part of the springs between two tiles, which both of them count."""
        step = self.places[other] - self.places[tile]
        return sum(w * abs(step - to) ** 2 for who, w, to in self.springs[tile] if who == other)

    def _strain(self, tile: int, place: complex) -> float:
        """How badly a tile stands: off its neighbours, off its country, across a sea."""
        total = 0.0
        for who, weight, wanted in self.springs[tile]:
            off = self.places[who] - place - wanted
            total += weight * (off.real * off.real + off.imag * off.imag)
        country, sea = self.countries[tile], self.sea[tile]
        for step in BESIDE:
            beside = self.taken.get(place + step)
            if beside is not None:
                if self.countries[beside] == country:
                    total -= TOGETHER
                else:
                    total += APART if sea[beside] else -BY_LAND
        for step in ACROSS:
            beside = self.taken.get(place + step)
            if beside is not None and sea[beside]:
                total += APART / 2
        return total
