"""The memory of all looks at a year: which sets of firms were told of. Plain data, never shown.

Firms are kept as short digests of their keys, numbered in the order in which they came; a set is a bit
for each, written in base 16. Figures from which one follows from the other share what was told
(``group``), in two parts: firms that are in all of them, and firms that are in some alone (``apart``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from territoria.listen.self_check.added_up import tells_of_few
from territoria.listen.self_check.steps import Cells, Told, is_apart, rest_of

Kept = dict[str, Any]
"""``{"ids": [digest], "groups": {group: {"sets": [set], "left": [set], "apart": set}}, "units": {unit: {"all": set,
"tables": {table: [[set, {label: set or None}]]}, "why_not", "effective"}}}``."""


def digest_of(firm: str) -> str:
    """What a look keeps of a firm's key, 16 characters."""
    return blake2b(firm.encode(), digest_size=8).hexdigest()


def only(told: Mapping[str, Any], firms: Iterable[str]) -> dict[str, Any]:
    """What was told, by year, with the digests of these firms alone: the place of any other in the sets
    stays, and is nobody's.
    """
    known = set(map(digest_of, firms))
    return {
        year: {**kept, "ids": [digest if digest in known else "" for digest in kept["ids"]]}
        for year, kept in told.items()
    }


class ToldSets:
    """What was told of one year, read from ``kept`` and written into it."""

    def __init__(self, kept: Kept, firms: Sequence[str]) -> None:
        self._kept = kept
        self.has_moved = False
        for key in ("groups", "units"):
            kept.setdefault(key, {})
        ids: list[str] = kept.setdefault("ids", [])
        place = {digest: n for n, digest in enumerate(ids)}
        digests = [digest_of(firm) for firm in firms]
        for digest in digests:
            if digest not in place:
                place[digest] = len(ids)
                ids.append(digest)
        self._bits = [1 << place[digest] for digest in digests]

    def set_of(self, among: np.ndarray) -> int:
        """The set of some of the firms, given as (firms,) of booleans."""
        return sum(bit for bit, is_in in zip(self._bits, among.tolist(), strict=True) if is_in)

    def last(self, unit: str) -> int:
        """The firms behind a unit as last shown; nobody where it never was."""
        return _read(self._unit(unit).get("all", "0"))

    def tables(self, unit: str, table: str) -> list[Told]:
        """All tables that were shown of a unit, the oldest first."""
        held = self._unit(unit).get("tables", {}).get(table, [])
        return [(_read(total), _cells(cells)) for total, cells in held]

    def apart(self, group: str) -> np.ndarray:
        """(firms,): who was told of in some figures of a group alone."""
        told = self._apart(group)
        return np.array([bool(bit & told) for bit in self._bits], dtype=bool)

    def fits(self, group: str, one: int, apart: int, k: int) -> bool:
        """Whether a set may stand beside all that were told of in a group. ``apart``: the firms that are
        now in some of its figures alone.
        """
        apart |= self._apart(group)
        parts = (~apart, apart) if apart else (~apart,)
        return is_apart(one, [0, *self._sets(group), *self._sets(group, "left")], parts=parts, k=k)

    def adds_up(self, group: str, more: Iterable[int], k: int) -> bool:
        """Whether nobody learns of few who adds and subtracts all that was told of a group and ``more``."""
        every = {*self._sets(group), *more} - {0}
        return not tells_of_few(frozenset(every), k)

    def tell(
        self,
        unit: str,
        group: str,
        total: int,
        *,
        apart: int,
        classes: Iterable[int] = (),
        left: Iterable[int] = (),
    ) -> None:
        """A unit is shown anew. ``classes``: of equal weight, which its figures may tell; ``left``: what
        is left of it without earlier cells.
        """
        self.has_moved = True
        self._kept["units"].setdefault(unit, {"tables": {}})["all"] = _write(total)
        self._add(group, "sets", [total, *classes])
        self._add(group, "left", left)
        self._kept["groups"][group]["apart"] = _write(self._apart(group) | apart)

    def tell_table(self, unit: str, group: str, table: str, told: Told) -> None:
        """A table of a unit is shown anew."""
        total, cells = told
        plain = {label: None if one is None else _write(one) for label, one in cells.items()}
        held = self._kept["units"][unit]["tables"].setdefault(table, [])
        held.append([_write(total), plain])
        self._add(group, "sets", [*(one for one in cells.values() if one), rest_of(total, cells)])

    def note(self, unit: str, **facts: Any) -> None:
        """Keep facts about a unit that is shown, as how it was weighted."""
        self._kept["units"][unit].update(facts)

    def noted(self) -> list[Mapping[str, Any]]:
        """Those facts of all units of which there are some."""
        return [unit for unit in self._kept["units"].values() if "effective" in unit]

    def _unit(self, unit: str) -> Mapping[str, Any]:
        held: Mapping[str, Any] = self._kept["units"].get(unit, {})
        return held

    def _sets(self, group: str, key: str = "sets") -> list[int]:
        return [_read(one) for one in self._kept["groups"].get(group, {}).get(key, [])]

    def _apart(self, group: str) -> int:
        return _read(self._kept["groups"].get(group, {}).get("apart", "0"))

    def _add(self, group: str, key: str, sets: Iterable[int]) -> None:
        empty: Kept = {"sets": [], "left": [], "apart": "0"}
        held = self._kept["groups"].setdefault(group, empty)[key]
        held += [one for one in dict.fromkeys(map(_write, sets)) if one not in {*held, "0"}]


def _cells(held: Mapping[str, str | None]) -> Cells:
    return {label: None if one is None else _read(one) for label, one in held.items()}


def _read(held: str) -> int:
    return int(held, 16)


def _write(one: int) -> str:
    return f"{one:x}"
