"""JSON-stat 2.0, read and written (json-stat.org/format); bundles of version 1 are read too.

Figures keep the digits that the file prints: ``62.80`` stays ``62.80``. A cell that is null or left
out is missing, never 0. Collections are listed; the data sets inside them are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from territoria.errors import DataError, Problem
from territoria.sources.cube import FLAG, VALUE, Cube, Dimension, Role, cell_table

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
ROLES: tuple[Role, ...] = ("geo", "time", "metric")


@dataclass(frozen=True)
class Link:
    """A data set that a collection points to."""

    href: str
    label: str


def read_datasets(text: str, *, where: str = "JSON-stat") -> tuple[Cube, ...]:
    """Every data set in the text: a data set, a bundle of version 1, or a collection's own ones.

    DataError where the text is not JSON-stat or holds no data; ``where`` names it in the message.
    """
    held = _parse(text, where)
    kind = held.get("class", "dataset" if "value" in held else "bundle")
    if kind == "dataset":
        return (_cube(held, where),)
    if kind == "collection":
        items = [i for i in _items(held) if "value" in i]
        if not items:
            hint = "Open one of its links: " + ", ".join(k.href for k in list_collection(text)[:5])
            raise DataError(Problem(where, "this collection only points to data sets.", hint + "."))
        return tuple(_cube(item, where) for item in items)
    if kind == "dimension":
        raise DataError(
            Problem(where, "this is a dimension, it holds no figure.", "Open a data set.")
        )
    sets = {k: v for k, v in held.items() if isinstance(v, dict) and "value" in v}
    if not sets:
        raise DataError(
            Problem(where, "this JSON is no JSON-stat data set.", "It needs id, size and value.")
        )
    return tuple(_cube(item, f"{where}, {name}") for name, item in sets.items())


def read_dataset(text: str, *, where: str = "JSON-stat") -> Cube:
    """The only data set in the text. DataError where there are several, or none."""
    found = read_datasets(text, where=where)
    if len(found) > 1:
        labels = ", ".join(c.label or "(no label)" for c in found)
        raise DataError(
            Problem(where, f"it holds {len(found)} data sets: {labels}.", "Give one of them alone.")
        )
    return found[0]


def list_collection(text: str, *, where: str = "JSON-stat") -> tuple[Link, ...]:
    """The data sets that a collection points to or holds, in its order."""
    return tuple(
        Link(str(item.get("href", "")), str(item.get("label", "")))
        for item in _items(_parse(text, where))
    )


def write_dataset(cube: Cube) -> str:
    """The cube as a JSON-stat 2.0 data set, sparse, figures with the digits they have."""
    place = [{code: n for n, code in enumerate(d.codes)} for d in cube.dimensions]
    size = [len(d.codes) for d in cube.dimensions]
    values, flags = {}, {}
    for *codes, value, flag in cube.table.select(*cube.ids, VALUE, FLAG).iter_rows():
        at = 0
        for index, count, code in zip(place, size, codes, strict=True):
            at = at * count + index[code]
        if value is not None:
            values[at] = value if NUMBER.fullmatch(value) else json.dumps(value)
        if flag:
            flags[str(at)] = flag
    roles = {r: [d.id for d in cube.dimensions if d.role == r] for r in ROLES}
    head: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": cube.label,
        "source": cube.source,
        "updated": cube.updated,
        "id": list(cube.ids),
        "size": size,
        "role": {role: ids for role, ids in roles.items() if ids},
        "dimension": {d.id: _written(d) for d in cube.dimensions},
        **({"status": flags} if flags else {}),
    }
    figures = ",".join(f'"{at}":{text}' for at, text in sorted(values.items()))
    text = json.dumps({k: v for k, v in head.items() if v != ""}, ensure_ascii=False)
    return f'{text[:-1]}, "value": {{{figures}}}}}\n'


def _written(dimension: Dimension) -> dict[str, Any]:
    labels = {c: dimension.labels[c] for c in dimension.codes if c in dimension.labels}
    category = {"index": list(dimension.codes), **({"label": labels} if labels else {})}
    return {**({"label": dimension.label} if dimension.label else {}), "category": category}


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def _parse(text: str, where: str) -> dict[str, Any]:
    """The JSON object, its numbers as the text they are printed in."""
    try:
        held = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        place = f" (character {error.pos})" if isinstance(error, json.JSONDecodeError) else ""
        raise DataError(
            Problem(where, f"this is not whole JSON{place}.", "Fetch it again, it may be cut off.")
        ) from None
    if not isinstance(held, dict):
        raise DataError(Problem(where, "this JSON is no JSON-stat.", "It begins with an object."))
    return held


def _items(held: Mapping[str, Any]) -> list[dict[str, Any]]:
    items = held.get("link", {}).get("item", [])
    return [item for item in items if isinstance(item, dict)]


def _cube(held: Mapping[str, Any], where: str) -> Cube:
    try:
        return _read_cube(held, where)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise DataError(
            Problem(
                where,
                f"this JSON-stat data set does not hold together ({type(error).__name__}: {error}).",
                "Check id, size and dimension.",
            )
        ) from None


def _read_cube(held: Mapping[str, Any], where: str) -> Cube:
    described = held["dimension"]
    ids = held.get("id") or described["id"]
    roles = held.get("role") or described.get("role") or {}
    dimensions = tuple(_dimension(name, described[name], roles) for name in ids)
    size = [len(d.codes) for d in dimensions]
    notes = []
    stated = [int(n) for n in held.get("size") or described.get("size") or size]
    if stated != size:
        if prod(stated) != prod(size):
            what = f"the sizes {stated} are not those of its dimensions, {size}."
            raise DataError(Problem(where, what, "Check size and dimension."))
        notes.append(f"{where}: size says {stated}, the dimensions say {size}; those were taken.")
    values = _by_position(held["value"], prod(size))
    flags = _by_position(_flags(held.get("status")), prod(size))
    rows = []
    for at in sorted(values.keys() | {k for k, v in flags.items() if v}):
        codes, rest = [], at
        for dimension, count in zip(reversed(dimensions), reversed(size), strict=True):
            rest, n = divmod(rest, count)
            codes.append(dimension.codes[n])
        value, flag = values.get(at), flags.get(at)
        rows.append((*reversed(codes), value, flag or ""))
    return Cube(
        dimensions,
        cell_table(tuple(ids), rows),
        str(held.get("label", "")),
        str(held.get("source", "")),
        str(held.get("updated", "")),
        tuple(notes),
    )


def _flags(stated: Any) -> Any:
    """An array of one flag means that flag in all cells, as one text does."""
    return stated[0] if isinstance(stated, list) and len(stated) == 1 else stated or {}


def _by_position(stated: Any, cells: int) -> dict[int, str]:
    """Position → text, from an array, an object or one text for all cells; null is left out."""
    if isinstance(stated, str):
        return dict.fromkeys(range(cells), stated) if stated else {}
    if isinstance(stated, list):
        found = {n: str(v) for n, v in enumerate(stated) if v is not None}
    else:
        found = {int(n): str(v) for n, v in stated.items() if v is not None}
    outside = [n for n in found if not 0 <= n < cells]
    if outside:
        raise IndexError(f"cell {outside[0]} of {cells}")
    return found


def _dimension(name: str, held: Mapping[str, Any], roles: Mapping[str, Any]) -> Dimension:
    category = held["category"]
    labels = {str(k): str(v) for k, v in (category.get("label") or {}).items()}
    index = category.get("index")
    if index is None:
        codes = tuple(labels)  # a dimension of one category may leave its index out
        if len(codes) != 1:
            raise ValueError(f"dimension {name} has no index")
    elif isinstance(index, dict):
        codes = tuple(sorted(index, key=lambda code: int(index[code])))
        if sorted(int(n) for n in index.values()) != list(range(len(codes))):
            raise ValueError(f"the index of {name} leaves places out")
    else:
        codes = tuple(str(code) for code in index)
    role = next((r for r in ROLES if name in roles.get(r, ())), "")
    return Dimension(name, codes, labels, str(held.get("label", "")), role)  # type: ignore[arg-type]
