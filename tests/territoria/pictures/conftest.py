"""What holds for every picture, in one place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from itertools import combinations
from xml.etree import ElementTree

import pytest

from territoria.pictures.lettering import text_width
from territoria.pictures.picture import Label, Picture

ALLOWED = frozenset(
    ("svg", "title", "desc", "defs", "g", "pattern", "rect", "line", "circle", "path")
    + ("text", "tspan")
)
SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float, str]


def boxes(text: ElementTree.Element) -> list[Box]:
    """Left, top, right, bottom and words of each line of a text element, estimated."""
    out: list[Box] = []
    runs = [text, *text] if text.text else list(text)
    x, y = float(text.get("x", 0)), float(text.get("y", 0))
    for run in runs:
        size = float(run.get("font-size") or text.get("font-size") or math.nan)
        bold = (run.get("font-weight") or text.get("font-weight")) is not None
        wide = text_width(run.text or "", size, bold)
        x, y = float(run.get("x", x)), float(run.get("y", y))
        x += float(run.get("dx", 0))
        shift = {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        out.append((x - shift, y - 0.7 * size, x - shift + wide, y + 0.15 * size, run.text or ""))
        x += wide
    return out


def overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 1


def numbers(root: ElementTree.Element) -> Iterable[float]:
    names = ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "width", "height", "dx")
    for element in root.iter():
        yield from (float(element.attrib[name]) for name in names if name in element.attrib)
        yield from map(float, re.findall(r"-?[0-9.]+", element.get("d", "")))


def check(picture: Picture, labels: Iterable[Label] = ()) -> ElementTree.Element:
    root = ElementTree.fromstring(picture.svg)
    assert root.tag == SVG + "svg"
    assert root.get("role") == "img"
    assert root.get("viewBox") == f"0 0 {picture.width} {picture.height}"
    assert (root.get("width"), root.get("height")) == (str(picture.width), str(picture.height))
    assert picture.width <= 640

    title, desc = root[0], root[1]
    assert (title.tag, desc.tag) == (SVG + "title", SVG + "desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for used in re.findall(r"url\(#([^)]*)\)", picture.svg):
        assert used in ids

    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= ALLOWED
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"class", "style", "textLength", "dominant-baseline"}
    assert all(math.isfinite(value) for value in numbers(root))

    lines: list[Box] = []
    for element in root.iter(SVG + "text"):
        for run in (element, *element):
            assert float(run.get("font-size", 99)) >= 12
        lines += boxes(element)
    for left, top, right, bottom, words in lines:
        assert -1 <= left <= right <= picture.width + 1, words
        assert -1 <= top <= bottom <= picture.height + 1, words
    for one, other in combinations(lines, 2):
        assert not overlap(one, other), (one, other)

    drawn = {element.get("data-reading"): "".join(element.itertext()) for element in root.iter()}
    cells = {label for row in picture.rows for label in row}
    for label in labels:
        assert label in cells
        if label.address:
            assert label.address in drawn
    for address, words in drawn.items():
        if address is not None:
            whole = [cell.text for cell in cells if cell.address == address]
            stem = " ".join(words.removesuffix("…").split())
            assert any(" ".join(text.split()).startswith(stem) for text in whole), words
    assert all(len(row) == len(picture.header) for row in picture.rows)
    return root


@pytest.fixture(scope="session")
def holds() -> Callable[..., ElementTree.Element]:
    """``holds(picture, labels)`` asserts all of it and returns the parsed drawing."""
    return check
