from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from territoria.errors import DataError
from territoria.sources.boundaries import read_boundaries


def square(west: float, south: float) -> dict[str, Any]:
    east, north = west + 1, south + 1
    corners = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


def feature(geometry: dict[str, Any] | None, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


TWO = (feature(square(10, 52), NUTS_ID="AA1"), feature(square(11, 52), NUTS_ID="AA2"))


@pytest.fixture
def file(tmp_path: Path):
    def write(held: Any) -> Path:
        path = tmp_path / "shapes.geojson"
        path.write_text(held if isinstance(held, str) else json.dumps(held), encoding="utf-8")
        return path

    return write


def problem(path: Path, **options: Any) -> str:
    with pytest.raises(DataError) as refused:
        read_boundaries(path, **{"attribution": "© us", **options})
    return str(refused.value).replace(str(path), "FILE")


def test_boundaries_have_a_shape_a_code_and_the_attribution_given(file):
    found = read_boundaries(file(collection(*TWO)), attribution="© us")
    assert sorted(found.shapes) == ["AA1", "AA2"]
    assert (found.attribution, found.wide, found.left_out) == ("© us", 1000, ())
    assert found.tall > 100


@pytest.mark.parametrize(
    "more",
    [{"attribution": " © them "}, {"metadata": {"License": "© them"}}, {"copyright": "© them"}],
)
def test_the_attribution_is_read_from_the_file(file, more):
    assert read_boundaries(file(collection(*TWO, **more))).attribution == "© them"


def test_the_attribution_given_comes_before_that_of_the_file(file):
    held = collection(*TWO, attribution="© them")
    assert read_boundaries(file(held), attribution="© us").attribution == "© us"


def test_without_attribution_the_file_is_refused(file):
    assert problem(file(collection(*TWO)), attribution=" ") == (
        'FILE: nothing says whose boundaries these are. Add --attribution "© who made them".'
    )


@pytest.mark.parametrize("name", ["NUTS_ID", "nuts_id", "code", "GEO", "LAU_ID", "id"])
def test_the_property_of_the_code_is_found_by_its_name(file, name):
    held = collection(feature(square(10, 52), **{"LEVL": 2, name: "AA1"}))
    assert list(read_boundaries(file(held), attribution="©").shapes) == ["AA1"]


def test_the_id_of_a_feature_is_a_code_too(file):
    held = collection({**feature(square(10, 52), name="Place"), "id": "AA1"})
    assert list(read_boundaries(file(held), attribution="©").shapes) == ["AA1"]


def test_known_codes_decide_which_property_holds_them(file):
    held = collection(feature(square(10, 52), NUTS_ID="old", place="AA1"))
    found = read_boundaries(file(held), attribution="©", codes={"AA1"})
    assert list(found.shapes) == ["AA1"]


def test_codes_that_match_nothing_are_refused_with_the_properties_seen(file):
    assert problem(file(collection(*TWO)), codes={"FR"}) == (
        "FILE: no property holds a code that is known here. Properties seen: NUTS_ID. "
        "Take boundaries of the same code list and version as the figures."
    )


def test_without_a_code_property_the_file_is_refused_with_the_properties_seen(file):
    held = collection(feature(square(10, 52), name="Place", level=2))
    assert problem(file(held)) == (
        "FILE: no property holds the code of a region. Properties seen: level, name. "
        "Call the property NUTS_ID, code or id."
    )


EXPORT = "Export GeoJSON or TopoJSON in longitude and latitude (EPSG 4326)."


@pytest.mark.parametrize(
    ("held", "what"),
    [
        ("code,shape\n", f"this is not JSON. {EXPORT}"),
        ({"type": "Feature"}, f"this is JSON of another kind (Feature). {EXPORT}"),
        ([1], f"this is JSON of another kind (list). {EXPORT}"),
        (collection(), f"it holds no region. {EXPORT}"),
        ({"type": "FeatureCollection"}, f"it does not keep to its format (KeyError: 'features'). {EXPORT}"),
    ],
)  # fmt: skip
def test_what_is_no_collection_of_shapes_is_refused(file, held, what):
    assert problem(file(held)) == f"FILE: {what}"


def test_metres_are_refused(file):
    held = collection(feature(square(4321000, 3210000), NUTS_ID="AA1"))
    assert problem(file(held)) == (
        f"FILE: 4.321e+06, 3.21e+06 is no longitude and latitude. {EXPORT}"
    )


def test_regions_without_an_area_are_left_out_and_said(file):
    point = {"type": "Point", "coordinates": [10, 52]}
    held = collection(*TWO, feature(None, NUTS_ID="AA3"), feature(point, NUTS_ID="AA4"))
    assert read_boundaries(file(held), attribution="©").left_out == ("AA3", "AA4")


def test_a_file_of_points_is_refused(file):
    held = collection(feature({"type": "Point", "coordinates": [10, 52]}, NUTS_ID="AA1"))
    assert problem(file(held)) == (
        "FILE: none of its 1 regions has an area. Export polygons, not points or lines."
    )


def test_parts_of_one_region_are_joined(file):
    held = collection(*TWO, feature(square(10, 54), NUTS_ID="AA1"))
    assert read_boundaries(file(held), attribution="©").shapes["AA1"].path.count("M") == 2


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    assert problem(tmp_path / "none") == "FILE: there is no such file. Check the path."
    assert problem(tmp_path) == "FILE: this is a folder. Check the path."
