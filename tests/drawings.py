"""What holds for every mark of a drawing: nothing lies outside its box."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from territoria.pictures.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def _at(element: ElementTree.Element, *names: str) -> list[float]:
    return [float(element.get(name, 0)) for name in names]


def _along(path: str) -> list[tuple[float, float]]:
    """The corners of a path of ``M``, ``L`` and ``V``."""
    corners: list[tuple[float, float]] = []
    for letter, numbers in re.findall(r"([MLV])([-0-9. ]+)", path):
        found = [float(one) for one in numbers.split()]
        corners.append((corners[-1][0], found[0]) if letter == "V" else (found[0], found[1]))
    return corners


def extent(element: ElementTree.Element) -> Box | None:
    """Left, top, right, bottom of a mark with its stroke; None for what is not a mark."""
    half = float(element.get("stroke-width", 0)) / 2 if element.get("stroke") else 0.0
    kind = element.tag.removeprefix(SVG)
    if kind == "rect":
        x, y, wide, tall = _at(element, "x", "y", "width", "height")
        corners = [(x, y), (x + wide, y + tall)]
    elif kind == "circle":
        x, y, radius = _at(element, "cx", "cy", "r")
        corners = [(x - radius, y - radius), (x + radius, y + radius)]
    elif kind == "line":
        x1, y1, x2, y2 = _at(element, "x1", "y1", "x2", "y2")
        corners = [(x1, y1), (x2, y2)]
    elif kind == "path":
        corners = _along(element.get("d", ""))
    else:
        return None
    across, down = zip(*corners, strict=True)
    return (min(across) - half, min(down) - half, max(across) + half, max(down) + half)


def inside(picture: Picture, slack: float = 2.0) -> None:
    """No mark lies outside the picture; half a stroke and a rounding may."""
    root = ElementTree.fromstring(picture.svg)
    for element in root:
        box = extent(element)
        if box is None:
            continue
        left, top, right, bottom = box
        assert left >= -slack, (box, element.attrib)
        assert top >= -slack, (box, element.attrib)
        assert right <= picture.width + slack, (box, element.attrib)
        assert bottom <= picture.height + slack, (box, element.attrib)


def written(picture: Picture) -> list[str]:
    """All texts of a drawing, in the order in which they are drawn."""
    root = ElementTree.fromstring(picture.svg)
    return ["".join(text.itertext()) for text in root.iter(SVG + "text")]
