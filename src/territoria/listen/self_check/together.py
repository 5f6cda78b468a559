"""What all self-checks of a place say together, as it may be shown: year by year, by size, by sector.

Nothing is said about fewer than ten firms, and what is shown moves by ten firms or not at all
(``steps``). A figure that may not move yet stays as it was last shown, in its year and in its cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

import numpy as np

from territoria.listen.self_check.counted import Firm, Seated, counted
from territoria.listen.self_check.firm_weights import FirmWeights, Margins, firm_weights
from territoria.listen.self_check.steps import LEAST_FIRMS, cells_to_show, moves_enough
from territoria.listen.self_check.told_figures import Asked, Unit, units_of

TABLES: Final = ("size", "sector")

Body = dict[str, Any]
Record = dict[str, Any]
"""The figures of a year, or of one label in it."""


def together(
    sittings: Iterable[Seated],
    asked: Asked,
    *,
    margins: Margins | None = None,
    before: Mapping[str, Any] | None = None,
    k: int = LEAST_FIRMS,
) -> Body | None:
    """The next body of a look; None where nothing of what is shown may change.

    ``before``: the body of the look before. Shape: ``year`` the newest shown, ``years`` → record,
    ``unusual`` sittings counted apart (None: some, fewer than ``k``), ``told`` what tables were shown
    so far. A record holds ``firms``, ``whole`` (of them, not of the obstacles alone), ``weighted``,
    ``why_not``, ``effective``, ``overall``, ``dimensions``, ``bands``, ``basic``, ``intensity``,
    ``obstacles`` and ``by`` → size, sector → label → the same or None. Means are
    ``{value, low, high, n}``, shares ``{share, low, high, n}`` of 1, with ``severity``,
    ``severity_low``, ``severity_high``, ``severity_n`` for obstacles; None where not shown.
    """
    held = counted(sittings)
    body: Body = {"years": {}, "told": {}, **deepcopy(dict(before or {}))}
    renewed = False
    for year, firms in held.years.items():
        told = body["told"].setdefault(year, {})
        if moves_enough(len(firms), _last(told, "firms"), k):
            body["years"][year] = _record(
                firms, asked, margins or {}, body["years"].get(year), told, k
            )
            renewed = True
    if not renewed:
        return None
    body["year"] = max(body["years"])
    body["years"] = dict(sorted(body["years"].items()))
    body["told"] = {year: told for year, told in body["told"].items() if told}
    body["unusual"] = None if 0 < held.unusual < k else held.unusual
    return body


def firms_in(body: Mapping[str, Any]) -> int:
    """Firms behind all that a body shows, one a year."""
    return sum(record["firms"] for record in body["years"].values())


def _last(told: Mapping[str, Any], unit: str) -> int:
    """Firms behind a unit as last shown; 0 where it never was."""
    held = told.get(unit)
    return int(held["n"]) if held else 0


def _record(
    firms: Sequence[Firm],
    asked: Asked,
    margins: Margins,
    before: Record | None,
    told: dict[str, Any],
    k: int,
) -> Record:
    """The figures of a year; those that may not move are taken from ``before``."""
    groups = {"size": [f.size for f in firms], "sector": [f.sector for f in firms]}
    weights = firm_weights(groups, {name: margins[name] for name in TABLES if name in margins})
    record = before or _empty(asked) | {"by": {name: {} for name in TABLES}}
    for unit in units_of(firms, asked):
        if moves_enough(int(unit.known.sum()), _last(told, unit.name), k):
            _renew(record, unit, weights, groups, told.setdefault(unit.name, {}), asked, k)
    return record | {
        "weighted": weights.are_used,
        "why_not": weights.why_not,
        "effective": round(weights.effective, 1),
    }


def _empty(asked: Asked) -> Record:
    """A record in which nothing is shown."""
    return {
        **{"firms": None, "whole": None, "overall": None, "basic": None},
        "dimensions": dict.fromkeys(asked.dimensions),
        **{"bands": {}, "intensity": {}, "obstacles": dict.fromkeys(asked.obstacles)},
    }


def _renew(
    record: Record,
    unit: Unit,
    weights: FirmWeights,
    groups: Mapping[str, Sequence[str]],
    told: dict[str, Any],
    asked: Asked,
    k: int,
) -> None:
    """The figures of a unit anew, in the year and in those cells that may be shown."""
    told["n"] = int(unit.known.sum())
    _put(record, unit, weights, np.ones(len(unit.known), dtype=bool))
    for table, given in groups.items():
        labels = np.array(given, dtype=str)
        counts = Counter(label for label in labels[unit.known].tolist())
        earlier = [(n, cells) for n, cells in told.get(table, [])]
        cells = cells_to_show(counts, earlier, k)
        if cells is None and earlier:
            continue
        shown = cells or dict.fromkeys(counts)
        told[table] = [*told.get(table, []), [told["n"], shown]]
        for label, n in shown.items():
            _cell(record["by"][table], label, unit, n, weights, labels == label, asked)


def _cell(
    by: dict[str, Record | None],
    label: str,
    unit: Unit,
    n: int | None,
    weights: FirmWeights,
    own: np.ndarray,
    asked: Asked,
) -> None:
    """One unit in one cell of a table; a cell in which nothing is shown is None."""
    if n is None:
        if (held := by.setdefault(label, None)) is not None:
            _take_out(held, unit)
            by[label] = held if _shows_something(held) else None
        return
    cell = by.get(label) or _empty(asked)
    _put(cell, unit, weights, own)
    by[label] = cell


def _put(record: Record, unit: Unit, weights: FirmWeights, own: np.ndarray) -> None:
    if not unit.parts:
        record[unit.name] = int((unit.known & own).sum())
    for path, figure in unit.figures(weights.weights, own).items():
        place = _at(record, path[:-1])
        held = place.get(path[-1])
        if not unit.name.startswith("severity:"):
            place[path[-1]] = {**(held or {}), **figure} if path[0] == "obstacles" else figure
        elif held:
            held.update({_severity(key): value for key, value in figure.items()})


def _take_out(record: Record, unit: Unit) -> None:
    """Whatever a cell showed of a unit is gone."""
    if not unit.parts:
        record[unit.name] = None
    for path in unit.parts:
        place = _at(record, path[:-1])
        if unit.name.startswith("severity:") and place.get(path[-1]):
            for key in ("value", "low", "high", "n"):
                place[path[-1]].pop(_severity(key), None)
        else:
            place[path[-1]] = None


def _shows_something(held: Any) -> bool:
    if isinstance(held, dict):
        return any(map(_shows_something, held.values()))
    return held is not None


def _at(record: Record, path: Sequence[str]) -> dict[str, Any]:
    for name in path:
        record = record[name]
    return record


def _severity(key: str) -> str:
    return "severity" if key == "value" else f"severity_{key}"
