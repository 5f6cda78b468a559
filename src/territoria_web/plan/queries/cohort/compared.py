"""One figure of a network's territories, each with its range: who is about the same, never who is first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from territoria.measure.tree import OVERALL
from territoria_web.measure.queries.explored import (
    LEVEL_OF,
    Cell,
    Opened,
    Variable,
    cells_of,
    opened,
)
from territoria_web.plan.queries.cohort.held import HeldOf, Published
from territoria_web.recommend.queries.wording import country_said, folded
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name


@dataclass(frozen=True)
class ComparedRow:
    """A territory's figure; ``cell`` None: nobody can tell. ``held``: its gap to its own peers."""

    held: HeldOf
    name: str
    cell: Cell | None
    node: str

    @property
    def territory(self) -> Territory:
        """Whose figure it is."""
        return self.held.territory

    @property
    def country(self) -> str:
        """In the language spoken."""
        return country_said(self.territory.country)

    @property
    def ends(self) -> tuple[float, float] | None:
        """Its range; the value alone where no range is known."""
        if self.cell is None:
            return None
        low, high = self.cell.low, self.cell.high
        if low is None or high is None:
            return (self.cell.value, self.cell.value)
        return (min(low, high), max(low, high))

    def peers(self, end: str) -> float | None:
        """The lower or upper end of the middle half of its peers: ``peer_low``, ``peer_high``."""
        value: Any = self.held.gap(self.node).get(end)
        return None if value is None else float(value)


@dataclass(frozen=True)
class Compared:
    """A variable over a network; ``groups``: rows whose ranges all overlap, by place in ``rows``."""

    here: Opened
    variable: Variable
    rows: tuple[ComparedRow, ...]
    groups: tuple[tuple[int, ...], ...]

    @property
    def known(self) -> list[ComparedRow]:
        """Those that have a value."""
        return [row for row in self.rows if row.cell is not None]

    @property
    def ranged(self) -> bool:
        """Some figure has a range that is more than its value."""
        return any(row.ends and row.ends[0] < row.ends[1] for row in self.known)

    @property
    def apart(self) -> list[int]:
        """Those that share no range with anybody."""
        held = {n for group in self.groups for n in group}
        return [n for n, row in enumerate(self.rows) if row.cell and n not in held]


def subjects_of(here: Opened, published: Published) -> list[Variable]:
    """What can be compared: the whole, the nodes of the framework, its indicators."""
    name, known = published.framework.id, here.variables
    nodes = [f"{name}:{n}" for n in (OVERALL, *(n.id for n in published.framework.walk()))]
    return [known[i] for i in (*nodes, *published.indicators) if i in known]


def compared(
    published: Published, asked: str, *, by_country: bool = False, here: Opened | None = None
) -> Compared:
    """A variable over the territories, by name or by country and name; at most two queries.

    MethodError says which are close where there is no such indicator or node.
    """
    here = here or opened()
    variable = here.variable(asked)
    places = [h.territory for h in published.territories]
    cells = (
        cells_of(here, [variable], LEVEL_OF["region"], places=places)[variable.id] if places else {}
    )
    rows = [
        ComparedRow(h, territory_name(h.territory), cells.get(h.territory.pk), variable.node)
        for h in published.territories
    ]
    rows.sort(key=lambda r: (folded(r.country) if by_country else "", folded(r.name)))
    return Compared(here, variable, tuple(rows), about_the_same(rows))


def about_the_same(rows: Sequence[ComparedRow]) -> tuple[tuple[int, ...], ...]:
    """The largest sets of rows in which every range overlaps every other, by their first names.

    Ranges on a line: each such set shares a point, and it is enough to look at the lower ends.
    """
    ends = {n: row.ends for n, row in enumerate(rows)}
    known = {n: e for n, e in ends.items() if e is not None}
    sets = {
        frozenset(n for n, (low, high) in known.items() if low <= point <= high)
        for point, _ in known.values()
    }
    largest = [s for s in sets if len(s) > 1 and not any(s < other for other in sets)]
    return tuple(sorted(tuple(sorted(s)) for s in largest))


# ── standing of each ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Standing:
    """What a territory is firmly ahead in and firmly behind in, among its own peers."""

    held: HeldOf
    name: str
    ahead: tuple[str, ...]
    behind: tuple[str, ...]
    unknown: tuple[str, ...]


def standings(published: Published) -> list[Standing]:
    """Strengths, gaps and unknown factors of each; no query."""
    factors, found = published.factors, []
    for held in published.territories:
        profile = held.profile(factors)
        found.append(
            Standing(
                held,
                territory_name(held.territory),
                tuple(f for f in factors if f in profile.ahead),
                tuple(f for f in factors if f in profile.behind),
                tuple(f for f in factors if held.gap(f).get("chance") is None),
            )
        )
    return found


@dataclass(frozen=True)
class HeatCell:
    """A dimension of a territory; ``cell`` None or ``word`` unknown: nobody can tell."""

    cell: Cell | None
    word: str


def heat(here: Opened, published: Published) -> dict[int, list[HeatCell]]:
    """By key of the territory's row: its dimensions in the order of the text; one query."""
    name = published.framework.id
    ids = [f"{name}:{n}" for n in published.dimensions]
    known = [here.variables[i] for i in ids if i in here.variables]
    places = [h.territory for h in published.territories]
    cells = cells_of(here, known, LEVEL_OF["region"], places=places) if places and known else {}
    return {
        h.territory.pk: [
            HeatCell(cells.get(i, {}).get(h.territory.pk), h.word(node))
            for i, node in zip(ids, published.dimensions, strict=True)
        ]
        for h in published.territories
    }
