"""Scores and figures of a network's territories as readings, with their own peers beside."""

from __future__ import annotations

from typing import Any

from territoria.measure.tree import OVERALL
from territoria_web.library.queries import library
from territoria_web.measure.queries.explored import LEVEL_OF, Cell, Opened, Variable, cells_of
from territoria_web.plan.queries.cohort.held import HeldOf, Published

REGION = LEVEL_OF["region"]


def scores_among(here: Opened, published: Published) -> list[dict[str, Any]]:
    """The whole and each dimension: a reading a territory."""
    name = published.framework.id
    nodes = [OVERALL, *published.dimensions]
    held = [here.variables[f"{name}:{n}"] for n in nodes if f"{name}:{n}" in here.variables]
    return _rows(here, published, held)


def figures_of(here: Opened, published: Published) -> list[dict[str, Any]]:
    """Each indicator of the framework with what it is: a reading and a target a territory."""
    held = [here.variables[i] for i in published.indicators if i in here.variables]
    texts = library().indicators
    found = _rows(here, published, held)
    for row in found:
        text = texts[row["node"]]
        row |= {
            "title": text.short.root,
            "name": text.name.root,
            "unit": text.unit_of_measure.root,
            "publisher": text.source.publisher,
            "licence": text.source.licence,
            "direction": text.direction,
            "decimals": text.decimals,
        }
    return found


def _rows(here: Opened, published: Published, variables: list[Variable]) -> list[dict[str, Any]]:
    places = [h.territory for h in published.territories]
    cells = cells_of(here, variables, REGION, places=places) if places and variables else {}
    return [
        {
            "node": v.node,
            "readings": {
                h.territory.key: _reading(here, v, h, cells.get(v.id, {}).get(h.territory.pk))
                for h in published.territories
            },
        }
        for v in variables
    ]


def _reading(here: Opened, variable: Variable, held: HeldOf, cell: Cell | None) -> dict[str, Any]:
    gap = held.gap(variable.node)
    target = held.target(variable.node) if not variable.scored else {}
    return {
        "address": here.address(variable, held.territory),
        "value": cell.value if cell else None,
        "low": cell.low if cell else None,
        "high": cell.high if cell else None,
        "period": cell.period if cell else "",
        "badge": "" if variable.scored else held.badge(variable.node),
        "inherited": bool(cell and cell.inherited),
        "word": gap.get("word", "unknown"),
        "peer_low": gap.get("peer_low"),
        "peer_high": gap.get("peer_high"),
        "target": {k: target[k] for k in ("baseline", "value", "low", "high", "label", "horizon")}
        if target
        else None,
    }
