"""Tile map: every region the same size, about in its place; countries stand apart by gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import text_width
from territoria.pictures.map_classes import Classes, classes
from territoria.pictures.map_drawing import MapDrawing, MapRegion, Mark, legend
from territoria.pictures.picture import Picture
from territoria.pictures.style import INK, PAPER, SEQUENCE, SMALL, WIDTH
from territoria.pictures.tile_places import Place
from territoria.speech import gettext

LARGEST: Final = 64
DARK: Final = SEQUENCE[3:]
SIDES: Final = ((-1, 0), (0, -1), (1, 0), (0, 1))


def tile_map(
    key: str,
    title: str,
    description: str,
    regions: Sequence[MapRegion],
    places: Mapping[str, Place],
    *,
    unit_of_measure: str = "",
    breaks: Sequence[float] | None = None,
    width: int = WIDTH,
) -> Picture:
    """Each region a tile at its place (of ``tile_places``); shades by class, unknown hatched.

    Without ``breaks`` the classes are fifths. A region without a place stands in the table only.
    """
    drawing = MapDrawing(key, width)
    found = classes((region.value for region in regions), breaks)
    drawn = [region for region in regions if region.code in places]
    if not drawn:
        return drawing.finish(marks.nothing(drawing), title, description, regions, found)
    top = legend(drawing, drawn, found, unit_of_measure)
    across = [places[region.code][0] for region in drawn]
    down = [places[region.code][1] for region in drawn]
    side = min(width // (max(across) - min(across) + 1), LARGEST)
    left = (width - side * (max(across) - min(across) + 1)) // 2 - side * min(across)
    upper = round(top) + 4 - side * min(down)
    countries = {places[region.code]: region.country for region in drawn}
    tiles = [_tile(region, places[region.code], countries, side, left, upper) for region in drawn]
    drawing.marks(tiles, found)
    _names(drawing, tiles, found, side, left, upper)
    height = upper + side * (max(down) + 1) + 4
    if len(drawn) < len(regions):
        text = gettext("Without a place on this map: {count}").format(
            count=len(regions) - len(drawn)
        )
        drawing.text(0, height + 14, text, SMALL, INK, room=width)
        height += 20
    return drawing.finish(height, title, description, regions, found)


def _tile(
    region: MapRegion,
    place: Place,
    countries: Mapping[Place, str],
    side: int,
    left: int,
    upper: int,
) -> Mark:
    """A square; a side that faces another country stands back, so that countries part."""
    column, row = place
    gap = max(side // 13, 1)
    back = [
        gap * (countries.get((column + x, row + y), region.country) != region.country)
        for x, y in SIDES
    ]
    x, y = left + side * column + back[0], upper + side * row + back[1]
    wide, tall = side - back[0] - back[2], side - back[1] - back[3]
    return Mark(region, f"M{x} {y}h{wide}v{tall}h-{wide}z", column, row)


def _names(
    drawing: MapDrawing, tiles: Sequence[Mark], found: Classes, side: int, left: int, upper: int
) -> None:
    """The country's letters on a middle tile of each piece, where tiles are large enough."""
    shown = [
        (middle, middle.region.country)
        for middle in map(_middle, _pieces(tiles))
        if middle.region.country and text_width(middle.region.country, SMALL) <= side + 4
    ]
    if not shown or side < 20:
        return
    drawing.open("g", {"aria-hidden": "true", "pointer-events": "none"})
    for tile, country in shown:
        value = tile.region.value if tile.region.known else None
        dark = value is not None and found.shade(found.of(value)) in DARK
        x, y = left + side * (tile.x + 0.5), upper + side * (tile.y + 0.5) + 4
        drawing.text(x, y, country, SMALL, PAPER if dark else INK, "middle")
    drawing.close("g")


def _pieces(tiles: Sequence[Mark]) -> list[list[Mark]]:
    """Tiles of one country that hang together: its mainland, and every island of its own."""
    left = {(tile.x, tile.y): tile for tile in tiles}
    pieces = []
    while left:
        edge, piece = [left.pop(min(left))], list[Mark]()
        while edge:
            tile = edge.pop()
            piece.append(tile)
            for x, y in SIDES:
                other = left.get((tile.x + x, tile.y + y))
                if other is not None and other.region.country == tile.region.country:
                    edge.append(left.pop((other.x, other.y)))
        pieces.append(piece)
    return pieces


def _middle(members: Sequence[Mark]) -> Mark:
    """The tile nearest to the middle one of its piece by column and by row."""
    columns, rows = sorted(m.x for m in members), sorted(m.y for m in members)
    column, row = columns[len(members) // 2], rows[len(members) // 2]
    return min(members, key=lambda m: ((m.x - column) ** 2 + (m.y - row) ** 2, m.y, m.x))
