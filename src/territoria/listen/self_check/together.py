"""What all self-checks of a place say together, as it may be shown: year by year, by size, by sector.

Nothing is said about fewer than ten firms, and what is shown moves by ten firms or not at all
(``steps``): by which firms, and not by how many there are. A figure that may not move yet stays as it
was last shown, in its year and in its cells. Weights are used in a year, never inside a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from territoria.listen.self_check.counted import Firm, Seated, counted
from territoria.listen.self_check.firm_weights import FirmWeights, Margins, firm_weights
from territoria.listen.self_check.steps import LEAST_FIRMS, cells_to_show, moves_enough, rest_of
from territoria.listen.self_check.told_figures import Asked, Unit, units_of
from territoria.listen.self_check.told_sets import ToldSets

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
    ``unusual`` sittings counted apart (None: some, fewer than ``k``), ``told`` which firms were told
    of so far (``told_sets``), never shown. A record holds ``firms``, ``whole`` (of them, not of the obstacles alone), ``weighted``,
    ``why_not``, ``effective``, ``overall``, ``dimensions``, ``bands``, ``basic``, ``intensity``,
    ``obstacles`` and ``by`` → size, sector → label → the same or None. Means are
    ``{value, low, high, n}``, shares ``{share, low, high, n}`` of 1, with ``severity``,
    ``severity_low``, ``severity_high``, ``severity_n`` for obstacles; None where not shown.
    """
    held = counted(sittings)
    body: Body = {"years": {}, "told": {}, **deepcopy(dict(before or {}))}
    renewed = False
    for year, firms in held.years.items():
        kept = deepcopy(body["told"].get(year, {}))
        told = ToldSets(kept, [firm.firm for firm in firms])
        everyone = told.set_of(np.ones(len(firms), dtype=bool))
        if moves_enough(everyone, told.last("firms"), k):
            record = _Look(firms, asked, margins or {}, told, k).record(body["years"].get(year))
            if told.has_moved:
                body["years"][year], body["told"][year] = record, kept
                renewed = True
    if not renewed:
        return None
    body["year"] = max(body["years"])
    body["years"] = dict(sorted(body["years"].items()))
    body["unusual"] = None if 0 < held.unusual < k else held.unusual
    return body


def firms_in(body: Mapping[str, Any]) -> int:
    """Firms behind all that a body shows, one a year."""
    return sum(record["firms"] for record in body["years"].values())


@dataclass(frozen=True)
class _Look:
    """A new look at a year."""

    firms: Sequence[Firm]
    asked: Asked
    margins: Margins
    told: ToldSets
    k: int

    def record(self, before: Record | None) -> Record:
        """The figures of the year; those that may not move are taken from ``before``."""
        record = before or _empty(self.asked) | {"by": {name: {} for name in TABLES}}
        for unit in units_of(self.firms, self.asked, self.k, told_apart=self._told_apart):
            self._renew(record, unit)
        return record | _weighting(self.told.noted(), len(self.firms))

    def _told_apart(self, group: str) -> set[int]:
        return set(np.flatnonzero(self.told.apart(group)).tolist())

    def _renew(self, record: Record, unit: Unit) -> None:
        """The figures of a unit anew, in the year and in those cells that may be shown."""
        total = self.told.set_of(unit.known)
        group, apart = unit.group or unit.name, self._apart(unit)
        if not moves_enough(total, self.told.last(unit.name), self.k):
            return
        weights = self._weights(unit)
        classes, left = self._classes(unit, weights), self._left_over(unit, total)
        every = (total, *classes, *left)
        if not all(self.told.fits(group, one, apart, self.k) for one in every):
            return
        if not self.told.adds_up(group, (total, *classes), self.k):
            return
        self.told.tell(unit.name, group, total, apart=apart, classes=classes, left=left)
        if unit.parts:
            effective = round(weights.effective, 1)
            self.told.note(unit.name, why_not=weights.why_not, effective=effective)
        _put(
            record, unit, _spread(unit.known, weights.weights), np.ones(len(self.firms), dtype=bool)
        )
        for table in TABLES:
            self._renew_table(record["by"][table], unit, table, total)

    def _apart(self, unit: Unit) -> int:
        return 0 if unit.apart is None else self.told.set_of(unit.apart)

    def _weights(self, unit: Unit) -> FirmWeights:
        """Of the firms of this unit, so that groups of equal weight are large in it."""
        groups = {name: _labels(self.firms, name)[unit.known].tolist() for name in TABLES}
        known = {name: self.margins[name] for name in TABLES if name in self.margins}
        alike = unit.apart is None or not unit.apart.any()
        return firm_weights(groups, known, k=self.k, both=alike)

    def _classes(self, unit: Unit, weights: FirmWeights) -> list[int]:
        classes = np.full(len(self.firms), None, dtype=object)
        classes[unit.known] = weights.classes
        return [self.told.set_of(classes == one) for one in sorted(set(weights.classes))]

    def _left_over(self, unit: Unit, total: int) -> list[int]:
        """What is left of a new total when the cells of earlier tables are taken out."""
        tables = [once for table in TABLES for once in self.told.tables(unit.name, table)]
        return [rest_of(total, cells) for _all, cells in tables]

    def _renew_table(self, by: dict[str, Any], unit: Unit, table: str, total: int) -> None:
        """A table by size or by sector; a cell to which nobody came stays as it was."""
        labels = _labels(self.firms, table)
        own = {label: labels == label for label in sorted(set(labels[unit.known].tolist()))}
        sets = {label: self.told.set_of(unit.known & among) for label, among in own.items()}
        earlier = self.told.tables(unit.name, table)
        group, apart = unit.group or unit.name, self._apart(unit)
        cells = cells_to_show(
            sets,
            earlier,
            self.k,
            fits=lambda one: self.told.fits(group, one, apart, self.k),
            adds_up=lambda shown: self.told.adds_up(
                group, (one for one in shown.values() if one), self.k
            ),
        )
        if cells is None and earlier:
            return
        shown, last = cells or dict.fromkeys(sets), earlier[-1][1] if earlier else {}
        self.told.tell_table(unit.name, group, table, (total, shown))
        for label, one in shown.items():
            if one is None or one != last.get(label):
                among = own.get(label, np.zeros(len(self.firms), dtype=bool))
                _cell(by, label, unit, one, among, self.asked)


def _labels(firms: Sequence[Firm], table: str) -> np.ndarray:
    return np.array([getattr(firm, table) for firm in firms], dtype=str)


def _spread(known: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weights of the known firms at the places of all, (firms,)."""
    found = np.ones(len(known))
    found[known] = weights
    return found


def _weighting(noted: Sequence[Mapping[str, Any]], count: int) -> Record:
    """How a record is weighted: as those of its figures that are, with the most answers."""
    used = [one for one in noted if not one["why_not"]]
    most: Mapping[str, Any] = max(
        used or noted,
        key=lambda one: float(one["effective"]),
        default={"why_not": "none", "effective": float(count)},
    )
    return {
        "weighted": bool(used),
        "why_not": most["why_not"],
        "effective": most["effective"],
    }


def _empty(asked: Asked) -> Record:
    """A record in which nothing is shown."""
    return {
        **{"firms": None, "whole": None, "overall": None, "basic": None},
        "dimensions": dict.fromkeys(asked.dimensions),
        **{"bands": {}, "intensity": {}, "obstacles": dict.fromkeys(asked.obstacles)},
    }


def _cell(
    by: dict[str, Record | None],
    label: str,
    unit: Unit,
    one: int | None,
    own: np.ndarray,
    asked: Asked,
) -> None:
    """One unit in one cell of a table; a cell in which nothing is shown is None."""
    if one is None:
        if (held := by.setdefault(label, None)) is not None:
            _take_out(held, unit)
            by[label] = held if _shows_something(held) else None
        return
    cell = by.get(label) or _empty(asked)
    _put(cell, unit, np.ones(len(own)), own)
    by[label] = cell


def _put(record: Record, unit: Unit, weights: np.ndarray, own: np.ndarray) -> None:
    if not unit.parts:
        record[unit.name] = int((unit.known & own).sum())
    for path, figure in unit.figures(weights, own).items():
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
