"""Finding a place while one types, and the tiles of a map."""

from __future__ import annotations

from typing import Any

from territoria.observations import bundled
from territoria.pictures.tile_places import tile_places
from territoria.territories import place_index

ASKED = ("Hauts de Frence", "n", "s", "de la", "Schlezwig Holstien", "x" * 500, "a b c d e f g")


def test_find_places(benchmark: Any) -> None:
    index = place_index(bundled("europe-nuts2021").territories)
    benchmark(lambda: [index.find(text) for text in ASKED])


def test_tiles_of_europe(benchmark: Any) -> None:
    regions = [t for t in bundled("europe-nuts2021").territories if t.level == 2]
    benchmark(tile_places, regions)
