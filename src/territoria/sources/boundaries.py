"""Boundaries that an operator has: GeoJSON or TopoJSON in, small paths with attribution out.

The project ships no boundaries, since their licences differ. Whoever installs a file says whose it
is; that line stands under every map.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from territoria.errors import DataError, Problem
from territoria.sources.boundary_shapes import WIDE, Polygon, Shape, shapes_of
from territoria.sources.topojson import features_of

Feature = tuple[dict[str, Any], list[Polygon]]

# Property names that hold a code, the most telling first; compared in lower case.
CODE_NAMES: Final = ("nuts_id", "lau_id", "gisco_id", "code", "geo", "geo_code", "id", "fid")
ATTRIBUTION_NAMES: Final = ("attribution", "copyright", "credit", "licence", "license", "source")
EXPORT: Final = "Export GeoJSON or TopoJSON in longitude and latitude (EPSG 4326)."


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Shapes by code on a grid ``wide`` by ``tall``, with the line that says whose they are.

    ``left_out``: codes of the file that have no area.
    """

    attribution: str
    shapes: dict[str, Shape]
    tall: int
    wide: int = WIDE
    left_out: tuple[str, ...] = ()


def read_boundaries(
    path: Path, *, attribution: str = "", codes: Collection[str] = ()
) -> Boundaries:
    """Boundaries from a GeoJSON or TopoJSON file, projected and simplified.

    ``codes``: those that the house knows; the property that matches them best is taken, and one
    that matches none is refused. Without ``codes`` the names of the properties decide.
    """
    held = _json(path)
    features = _features(path, held)
    name = _code_name(path, features, codes)
    said = attribution.strip() or _attribution(held)
    if not said:
        what = "nothing says whose boundaries these are."
        raise DataError(Problem(str(path), what, 'Add --attribution "© who made them".'))
    regions: dict[str, list[Polygon]] = {}
    for properties, polygons in features:
        regions.setdefault(str(properties.get(name) or "").strip(), []).extend(polygons)
    regions.pop("", None)
    full = {code: polygons for code, polygons in regions.items() if polygons}
    if not full:
        what = f"none of its {len(regions)} regions has an area."
        raise DataError(Problem(str(path), what, "Export polygons, not points or lines."))
    _check_degrees(path, full.values())
    shapes, tall = shapes_of(full)
    return Boundaries(said, shapes, tall, left_out=tuple(sorted(set(regions) - set(full))))


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        what = "this is a folder." if path.is_dir() else "there is no such file."
        raise DataError(Problem(str(path), what, "Check the path."))
    try:
        held = json.loads(path.read_bytes())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise DataError(Problem(str(path), "this is not JSON.", EXPORT)) from None
    if not isinstance(held, dict) or held.get("type") not in ("FeatureCollection", "Topology"):
        kind = held.get("type") if isinstance(held, dict) else type(held).__name__
        what = f"this is JSON of another kind ({kind})."
        raise DataError(Problem(str(path), what, EXPORT))
    return held


def _features(path: Path, held: dict[str, Any]) -> list[Feature]:
    """Every feature with its polygons; DataError where the file breaks its own format."""
    try:
        found = list(features_of(held) if held["type"] == "Topology" else _geojson(held))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        what = f"it does not keep to its format ({type(error).__name__}: {error})."
        raise DataError(Problem(str(path), what, EXPORT)) from None
    if not found:
        raise DataError(Problem(str(path), "it holds no region.", EXPORT))
    return found


def _geojson(held: dict[str, Any]) -> Iterator[Feature]:
    for feature in held["features"]:
        properties = dict(feature.get("properties") or {})
        if "id" in feature:
            properties.setdefault("id", feature["id"])
        yield properties, list(_polygons(feature.get("geometry") or {}))


def _polygons(geometry: dict[str, Any]) -> Iterator[Polygon]:
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _polygons(part)
    parts: list[list[list[list[float]]]] = []
    if kind in ("Polygon", "MultiPolygon"):
        parts = geometry["coordinates"] if kind == "MultiPolygon" else [geometry["coordinates"]]
    for rings in parts:
        arrays = [np.array([point[:2] for point in ring], dtype=float) for ring in rings]
        if arrays and len(arrays[0]) > 2:
            yield [ring for ring in arrays if len(ring) > 2]


def _code_name(path: Path, features: Iterable[Feature], codes: Collection[str]) -> str:
    """The property that holds the code."""
    seen: Counter[str] = Counter()
    matches: Counter[str] = Counter()
    known = frozenset(codes)
    for properties, _ in features:
        for name, value in properties.items():
            seen[name] += isinstance(value, str | int)
            matches[name] += str(value) in known
    ranked = sorted(seen, key=lambda n: (-matches[n], _rank(n), n))
    names = ", ".join(sorted(seen)) or "none"
    if known:
        if ranked and matches[ranked[0]]:
            return ranked[0]
        what = f"no property holds a code that is known here. Properties seen: {names}."
        mend = "Take boundaries of the same code list and version as the figures."
        raise DataError(Problem(str(path), what, mend))
    if ranked and _rank(ranked[0]) < len(CODE_NAMES) and seen[ranked[0]]:
        return ranked[0]
    what = f"no property holds the code of a region. Properties seen: {names}."
    raise DataError(Problem(str(path), what, "Call the property NUTS_ID, code or id."))


def _rank(name: str) -> int:
    return CODE_NAMES.index(name.lower()) if name.lower() in CODE_NAMES else len(CODE_NAMES)


def _attribution(held: dict[str, Any]) -> str:
    """What the file says of its owner, at its top or in its ``metadata``."""
    metadata = held.get("metadata")
    for place in (held, metadata if isinstance(metadata, dict) else {}):
        said = {str(name).lower(): value for name, value in place.items()}
        for name in ATTRIBUTION_NAMES:
            if isinstance(said.get(name), str) and said[name].strip():
                return str(said[name]).strip()
    return ""


def _check_degrees(path: Path, regions: Iterable[list[Polygon]]) -> None:
    """Longitude and latitude have an end; metres do not."""
    for polygons in regions:
        for ring in (ring for polygon in polygons for ring in polygon):
            east, north = np.abs(ring).max(axis=0)
            if not (east <= 360 and north <= 90):
                what = f"{east:g}, {north:g} is no longitude and latitude."
                raise DataError(Problem(str(path), what, EXPORT))
