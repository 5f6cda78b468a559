"""TopoJSON into polygons: arcs that two regions share are written once, in steps of a grid.

Only what boundaries need: objects with ``Polygon``, ``MultiPolygon`` and collections of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from territoria.sources.boundary_shapes import Floats, Polygon


def features_of(topology: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[Polygon]]]:
    """Every object that has an area: its properties (with ``id``) and its polygons."""
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    for thing in topology["objects"].values():
        yield from _objects(thing, arcs)


def _arc(arc: list[list[float]], transform: dict[str, list[float]] | None) -> Floats:
    points = np.array([point[:2] for point in arc], dtype=float)
    if transform is None:
        return points
    return np.cumsum(points, axis=0) * transform["scale"] + transform["translate"]


def _objects(
    thing: dict[str, Any], arcs: list[Floats]
) -> Iterator[tuple[dict[str, Any], list[Polygon]]]:
    if thing.get("type") == "GeometryCollection":
        for part in thing.get("geometries", []):
            yield from _objects(part, arcs)
        return
    properties = dict(thing.get("properties") or {})
    if "id" in thing:
        properties.setdefault("id", thing["id"])
    polygons: list[list[list[int]]] = []
    if thing.get("type") in ("Polygon", "MultiPolygon"):
        polygons = thing["arcs"] if thing["type"] == "MultiPolygon" else [thing["arcs"]]
    found = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    yield properties, [polygon for polygon in found if polygon and len(polygon[0]) > 2]


def _ring(numbers: list[int], arcs: list[Floats]) -> Floats:
    """Arcs end to end; ``~n`` is arc ``n`` backwards. Where two meet, the point stands once."""
    if not numbers:
        return np.empty((0, 2))
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
