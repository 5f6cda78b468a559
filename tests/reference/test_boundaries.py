"""Real boundaries of NUTS 2021, where they lie beside the checkout; without them it skips."""

from __future__ import annotations

from pathlib import Path

import pytest

from territoria.content import content_root
from territoria.pictures.map_drawing import MapRegion
from territoria.pictures.picture import Label
from territoria.pictures.region_map import region_map
from territoria.sources.boundaries import Boundaries, read_boundaries
from territoria.territories import read_territories

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "boundaries"
INSETS = ["ES70", "FRY1", "FRY2", "FRY3", "FRY4", "FRY5", "NO0B", "PT20", "PT30"]


def read(name: str) -> Boundaries:
    if not (FOLDER / name).is_file():
        pytest.skip(f"the reference material is not here: {FOLDER} is absent")
    return read_boundaries(FOLDER / name, attribution="© who made them")


def test_geojson_and_topojson_give_the_same_regions():
    by_name = read("nuts2021_level2.geojson").shapes
    topo = {c: s for c, s in read("nuts2021_levels012.topojson").shapes.items() if len(c) == 4}
    assert sorted(by_name) == sorted(topo)
    assert [code for code, shape in sorted(by_name.items()) if shape.inset] == INSETS
    assert [code for code, shape in sorted(topo.items()) if shape.inset] == INSETS


def test_a_map_of_europe_with_links_and_tooltips_stays_below_90_kilobytes():
    territories = read_territories(content_root() / "territories" / "nuts2021.csv")
    regions = [
        MapRegion(
            t.code, t.name, t.country, float(n), Label(f"{n}"), "58–66", f"/territory/{t.code}"
        )
        for n, t in enumerate(territories)
        if t.level == 2
    ]
    drawn = region_map("m", "t", "d", regions, read("nuts2021_level2.geojson"))
    assert drawn.svg.count("data-code=") == 242
    assert len(drawn.svg.encode()) < 90_000
