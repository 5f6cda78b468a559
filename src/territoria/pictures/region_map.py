"""Region map: the same shades on real boundaries, where the operator has installed them.

The map shows the part of the boundaries that has figures; regions around it are outlines only.
Overseas regions stand in boxes under the map, each at its own scale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.map_classes import Classes, classes
from territoria.pictures.map_drawing import EDGE, MapDrawing, MapRegion, Mark, legend
from territoria.pictures.numbers import number
from territoria.pictures.picture import Picture
from territoria.pictures.style import INK, MUTED, PAPER, RULE, SMALL, WIDTH
from territoria.sources.boundaries import Boundaries
from territoria.sources.boundary_shapes import INSET, Shape
from territoria.speech import gettext

BOX: Final = 78.0
"""The side of an inset with its name; eight stand in a row."""
APART: Final = 2.0
AROUND: Final = 8
TALLEST: Final = 1.3
"""Height of the map as a share of its width, at most."""


def region_map(
    key: str,
    title: str,
    description: str,
    regions: Sequence[MapRegion],
    boundaries: Boundaries,
    *,
    unit_of_measure: str = "",
    breaks: Sequence[float] | None = None,
    width: int = WIDTH,
) -> Picture:
    """Each region on its boundary; shades by class, unknown hatched, the attribution beneath.

    Without ``breaks`` the classes are fifths. A region without boundary stands in the table only.
    """
    drawing = MapDrawing(key, width)
    found = classes((region.value for region in regions), breaks)
    held = [(r, boundaries.shapes[r.code]) for r in regions if r.code in boundaries.shapes]
    if not held:
        return drawing.finish(marks.nothing(drawing), title, description, regions, found)
    y = legend(drawing, [region for region, _ in held], found, unit_of_measure)
    y = _main(drawing, [pair for pair in held if not pair[1].inset], boundaries, found, y)
    y = _insets(drawing, [pair for pair in held if pair[1].inset], found, y)
    notes = [boundaries.attribution]
    if len(held) < len(regions):
        missing = gettext("Without a boundary on this map: {count}")
        notes.insert(0, missing.format(count=len(regions) - len(held)))
    for note in notes:
        y = drawing.lines(0, y + 16, wrap(note, SMALL, width, 4), SMALL, MUTED) - 14
    return drawing.finish(y + 8, title, description, regions, found)


def _main(
    drawing: MapDrawing,
    held: Sequence[tuple[MapRegion, Shape]],
    boundaries: Boundaries,
    found: Classes,
    y: float,
) -> float:
    """The map itself, cut to the regions that have figures; returns its lower edge."""
    if not held:
        return y
    left = min(shape.box[0] for _, shape in held) - AROUND
    top = min(shape.box[1] for _, shape in held) - AROUND
    wide = max(shape.box[2] for _, shape in held) + AROUND - left
    tall = max(shape.box[3] for _, shape in held) + AROUND - top
    scale = min(drawing.width / wide, drawing.width * TALLEST / tall)
    frame: dict[str, str | float | None] = {
        "x": (drawing.width - wide * scale) / 2,
        "y": y,
        "width": wide * scale,
        "height": tall * scale,
        "viewBox": f"{left} {top} {wide} {tall}",
        "role": "none",
    }
    drawing.open("svg", frame)
    inside = (left, top, left + wide, top + tall)
    around = _around({region.code for region, _ in held}, boundaries, inside)
    if around:
        pairs: dict[str, str | float | None] = {
            "d": "".join(around),
            "fill": PAPER,
            "stroke": RULE,
            "stroke-width": 1 / scale,
            "fill-rule": "evenodd",
            "pointer-events": "none",
        }
        drawing.add("path", pairs)
    drawing.marks([_mark(region, shape) for region, shape in held], found, EDGE / scale)
    drawing.close("svg")
    return y + tall * scale


def _mark(region: MapRegion, shape: Shape) -> Mark:
    left, top, right, bottom = shape.box
    return Mark(region, shape.path, (left + right) // 2, (top + bottom) // 2)


def _around(
    codes: set[str], boundaries: Boundaries, inside: tuple[int, int, int, int]
) -> list[str]:
    """Regions of the same level without figures that reach into the map."""
    level = Counter(map(len, codes)).most_common(1)[0][0]
    left, top, right, bottom = inside
    return [
        shape.path
        for code, shape in boundaries.shapes.items()
        if len(code) == level and code not in codes and not shape.inset
        if shape.box[0] < right and shape.box[2] > left
        if shape.box[1] < bottom and shape.box[3] > top
    ]


def _insets(
    drawing: MapDrawing, held: Sequence[tuple[MapRegion, Shape]], found: Classes, y: float
) -> float:
    """A box for every region far away, with its name; returns the lower edge."""
    each = max(int((drawing.width + APART) // (BOX + APART)), 1)
    for n, (region, shape) in enumerate(held):
        x, upper = (n % each) * (BOX + APART), y + 4 + (n // each) * (BOX + APART)
        drawing.rect(x + 0.5, upper + 0.5, BOX - 1, BOX - 1, "none", RULE, 1.0)
        side = BOX - 22
        frame: dict[str, str | float | None] = {
            "x": x + (BOX - side) / 2,
            "y": upper + 3,
            "width": side,
            "height": side,
            "viewBox": _centred(shape),
            "role": "none",
        }
        drawing.open("svg", frame)
        # arrow keys reach the boxes as if they stood in a row under the map
        mark = Mark(region, shape.path, 100 * (n % each), 2000 + 100 * (n // each))
        drawing.marks([mark], found, EDGE * INSET / side)
        drawing.close("svg")
        name = region.name if text_width(region.name, SMALL) <= BOX - 4 else region.code
        drawing.text(x + BOX / 2, upper + BOX - 7, name, SMALL, INK, "middle", room=BOX - 4)
    rows = -(-len(held) // each)
    return y + 4 + rows * (BOX + APART) if held else y


def _centred(shape: Shape) -> str:
    """The part of the inset's grid with the shape in its middle."""
    left, top, right, bottom = shape.box
    x, y = (left + right - INSET) / 2, (top + bottom - INSET) / 2
    return f"{number(x)} {number(y)} {INSET} {INSET}"
