from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

import pytest

from territoria.pictures.map_drawing import MapRegion
from territoria.pictures.picture import Label, Picture
from territoria.pictures.region_map import region_map
from territoria.sources.boundaries import Boundaries
from territoria.sources.boundary_shapes import Shape

Holds = Callable[..., Element]
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {
    "AA1": Shape("M100 100l50 0 0 50-50 0z", (100, 100, 150, 150)),
    "AA2": Shape("M150 100l50 0 0 50-50 0z", (150, 100, 200, 150)),
    "AA9": Shape("M10 20l50 0-25 50z", (10, 20, 60, 70), True),
    "BB1": Shape("M200 100l50 0 0 50-50 0z", (200, 100, 250, 150)),
    "ZZ1": Shape("M900 900l9 0 0 9z", (900, 900, 909, 909)),
    "AA": Shape("M100 100l100 0 0 50-100 0z", (100, 100, 200, 150)),
}
BOUNDARIES = Boundaries("© Surveyors of A & B", SHAPES, 1000)


def region(code: str, value: float | None, href: str = "") -> MapRegion:
    label = Label("" if value is None else f"{value:g}")
    return MapRegion(code, f"Place {code}", code[:2], value, label, "", href, code == "AA1")


REGIONS = (region("AA1", 1), region("AA2", None), region("AA9", 3), region("XX1", 4))


def picture(regions: tuple[MapRegion, ...] = REGIONS, width: int = 640) -> Picture:
    return region_map("m", "t", "d", regions, BOUNDARIES, unit_of_measure="points", width=width)


def paths(root: Element) -> dict[str, str]:
    return {
        e.attrib["data-code"]: e.find(SVG + "path").get("d")
        for e in root.iter()
        if "data-code" in e.attrib
    }


@pytest.mark.parametrize("width", [640, 360])
def test_the_picture_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(picture(width=width))


def test_every_region_has_its_own_boundary():
    drawn = paths(fromstring(picture().svg))
    assert drawn == {code: SHAPES[code].path for code in ("AA1", "AA2", "AA9")}


def test_the_map_is_cut_to_the_regions_that_have_figures():
    main, *_ = fromstring(picture().svg).iter(SVG + "svg")
    inner = [e.get("viewBox") for e in main.iter(SVG + "svg")][1:]
    assert inner[0] == "92 92 116 66"


def test_neighbours_without_figures_are_outlines_and_whatever_lies_outside_is_left_out():
    svg = picture().svg
    assert SHAPES["BB1"].path in svg
    assert SHAPES["ZZ1"].path not in svg
    assert SHAPES["AA"].path not in svg  # another level


def test_an_overseas_region_stands_in_a_box_with_its_name():
    root = fromstring(picture().svg)
    boxes = [e for e in root.iter(SVG + "svg") if e.get("viewBox", "").endswith(" 100 100")]
    assert [e.get("viewBox") for e in boxes] == ["-15 -5 100 100"]
    assert "Place AA9" in ["".join(t.itertext()) for t in root.iter(SVG + "text")]


def test_the_attribution_stands_under_the_map():
    texts = ["".join(t.itertext()) for t in fromstring(picture().svg).iter(SVG + "text")]
    assert texts[-2:] == ["Without a boundary on this map: 1", "© Surveyors of A & B"]


def test_the_table_also_has_regions_without_a_boundary():
    rows = [[cell.text for cell in row] for row in picture().rows]
    assert [row[1:3] for row in rows] == [
        ["AA1", "1"],
        ["AA2", "unknown"],
        ["AA9", "3"],
        ["XX1", "4"],
    ]


def test_with_links_the_map_is_a_group_and_its_frames_are_silent():
    root = fromstring(picture((region("AA1", 1, "/a"), region("AA9", 2, "/b"))).svg)
    assert root.get("role") == "group"
    assert [e.get("role") for e in root.iter(SVG + "svg")][1:] == ["none", "none"]
    assert [a.get("href") for a in root.iter(SVG + "a")] == ["/a", "/b"]


def test_hatching_is_defined_wherever_it_is_used():
    root = fromstring(picture((region("AA1", 1), region("AA9", None))).svg)
    assert [e.get("id") for e in root.iter(SVG + "pattern")] == ["m-h"]


def test_without_boundaries_there_is_nothing_to_show():
    assert "Nothing to show yet." in picture((region("XX1", 1),)).svg
