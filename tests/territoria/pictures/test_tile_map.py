from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from territoria.content import content_root
from territoria.pictures.map_drawing import MapRegion
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import ACCENT, SEQUENCE
from territoria.pictures.tile_map import tile_map
from territoria.pictures.tile_places import tile_places
from territoria.territories import read_territories

Holds = Callable[..., Element]
SVG = "{http://www.w3.org/2000/svg}"
PLACES = {"AA1": (0, 0), "AA2": (1, 0), "BB1": (2, 0), "BB2": (2, 1), "CC1": (0, 2)}


def region(code: str, value: float | None, **more: object) -> MapRegion:
    label = Label("" if value is None else f"{value:g}", f"reading/{code}")
    held = MapRegion(code, f"Place {code}", code[:2], value, label, "")
    return replace(held, **more)


REGIONS = (
    region("AA1", 10, between="8–12"),
    region("AA2", 20),
    region("BB1", 30),
    region("BB2", None, between="1–2"),
    region("CC1", 40, own=True),
)
LINKED = tuple(replace(r, href=f"/t/{r.code}?a=1&b=2") for r in REGIONS)


def picture(regions: tuple[MapRegion, ...] = REGIONS, **more: object) -> Picture:
    return tile_map("m", "t", "d", regions, PLACES, unit_of_measure="points, 2021", **more)


def tiles(drawn: Picture) -> dict[str, Element]:
    root = fromstring(drawn.svg)
    return {e.attrib["data-code"]: e for e in root.iter() if "data-code" in e.attrib}


def path(tile: Element) -> str:
    return tile.find(SVG + "path").get("d")


@pytest.mark.parametrize("width", [640, 360])
def test_the_picture_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(picture(width=width))


def test_a_tile_says_name_value_and_range():
    said = {code: tile.find(SVG + "title").text for code, tile in tiles(picture()).items()}
    assert said == {
        "AA1": "Place AA1: 10 (8–12)",
        "AA2": "Place AA2: 20",
        "BB1": "Place BB1: 30",
        "BB2": "Place BB2: unknown",
        "CC1": "Place CC1: 40",
    }


def test_a_tile_knows_its_column_and_row():
    found = {code: (t.get("data-x"), t.get("data-y")) for code, t in tiles(picture()).items()}
    assert found == {code: (str(x), str(y)) for code, (x, y) in PLACES.items()}


def test_classes_are_groups_from_light_to_dark_and_the_unknown_is_hatched():
    root = fromstring(picture(breaks=(15, 25, 35)).svg)
    groups = [g for g in root.iter(SVG + "g") if g.get("fill")]
    assert [(g.get("fill"), [t.get("data-code") for t in g]) for g in groups] == [
        (SEQUENCE[0], ["AA1"]),
        (SEQUENCE[2], ["AA2"]),
        (SEQUENCE[3], ["BB1"]),
        (SEQUENCE[4], ["CC1"]),
        ("url(#m-h)", ["BB2"]),
    ]


def test_countries_stand_apart_and_regions_of_one_country_together():
    found = tiles(picture(width=320))  # three columns, at most 64 wide
    assert path(found["AA1"]).endswith("h64v64h-64z")
    assert path(found["AA2"]).endswith("h60v64h-60z")  # 4 from the next country
    assert path(found["BB1"]).endswith("h60v64h-60z")
    assert path(found["BB2"]).endswith("h64v64h-64z")


def test_the_own_territory_has_an_outline_and_stands_in_the_legend():
    drawn = picture()
    shape = path(tiles(drawn)["CC1"])
    outlines = re.findall(r'<path d="([^"]+)" fill="none" stroke="([^"]+)"', drawn.svg)
    assert (shape, ACCENT) in outlines
    assert "Place CC1</text>" in drawn.svg


def test_without_links_the_map_is_one_image():
    root = fromstring(picture().svg)
    assert root.get("role") == "img"
    assert list(root.iter(SVG + "a")) == []


def test_with_links_the_map_is_a_group_of_named_classes_of_links():
    root = fromstring(picture(LINKED, breaks=(15, 25)).svg)
    assert root.get("role") == "group"
    named = [g.get("aria-label") for g in root.iter(SVG + "g") if g.get("role") == "group"]
    assert named == ["below 15", "15 to below 25", "25 and more", "unknown"]
    links = {a.get("data-code"): a for a in root.iter(SVG + "a")}
    assert links["AA1"].get("href") == "/t/AA1?a=1&b=2"
    assert {a.get("tabindex") for a in links.values()} == {None}  # the script sets one tab stop
    assert [c for c, a in links.items() if a.get("aria-current")] == ["CC1"]


def test_the_table_has_every_region_with_value_range_and_class():
    drawn = picture((*REGIONS, region("XX9", 50)), breaks=(25,))
    assert drawn.header == ("Territory", "Code", "Value", "Range", "Class")
    assert [[cell.text for cell in row] for row in drawn.rows] == [
        ["Place AA1", "AA1", "10", "8–12", "below 25"],
        ["Place AA2", "AA2", "20", "", "below 25"],
        ["Place BB1", "BB1", "30", "", "25 and more"],
        ["Place BB2", "BB2", "unknown", "", "unknown"],
        ["Place CC1", "CC1", "40", "", "25 and more"],
        ["Place XX9", "XX9", "50", "", "25 and more"],
    ]
    assert drawn.rows[0][2].address == "reading/AA1"
    assert "Without a place on this map: 1" in drawn.svg


def test_without_regions_there_is_nothing_to_show():
    drawn = tile_map("m", "t", "d", [], {})
    assert "Nothing to show yet." in drawn.svg
    assert drawn.rows == ()


def test_names_are_escaped():
    drawn = picture((region("AA1", 1, name='A & B <"x">'),))
    assert tiles(drawn)["AA1"].find(SVG + "title").text == 'A & B <"x">: 1'


def test_every_piece_of_a_country_carries_its_letters_where_tiles_are_large():
    letters = re.findall(r'text-anchor="middle">([A-Z]{2})</text>', picture().svg)
    assert sorted(letters) == ["AA", "BB", "CC"]
    wide = {f"AA{n}": (n, 0) for n in range(40)}
    small = tile_map("m", "t", "d", [region(code, 1) for code in wide], wide)
    assert "AA</text>" not in small.svg


def test_all_regions_of_europe_with_links_and_tooltips_stay_below_45_kilobytes():
    path_ = content_root() / "territories" / "nuts2021.csv"
    territories = [t for t in read_territories(path_) if t.level == 2]
    regions = [
        MapRegion(t.code, t.name, t.country, float(n % 97), Label(f"{n % 97}"), "58–66",
                  f"/territory/{t.code}")
        for n, t in enumerate(territories)
    ]  # fmt: skip
    drawn = tile_map("m", "A finding", "What is drawn", regions, tile_places(territories))
    assert len(drawn.svg.encode()) < 45_000
