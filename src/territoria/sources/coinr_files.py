"""COINr's own two tables, iData and iMeta, read unchanged: a framework and its observations.

COINr is the composite-indicator package of the Joint Research Centre (Becker and others 2022,
doi 10.21105/joss.04567). Its topmost aggregate is our ``overall``; every other aggregate is a node
of the same code. Panels (a column Time) become periods, groups become groupings of the
observations, denominators stay indicators that no node holds, goalposts become bounds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from territoria.errors import DataError, Problem
from territoria.model import Framework, Indicator, Step, Territory
from territoria.observations import Observations, from_long
from territoria.sources.coinr_checks import IN_TREE, KNOWN, LOWER, UPPER, check_data, check_meta
from territoria.sources.sheet import Sheet, open_sheet
from territoria.sources.table_checks import DEFAULT_PERIOD, OWN_LEVEL

MOST_SHOWN = 20
RECIPE: dict[str, Step] = {
    "screen": Step(method="none"),
    "impute": Step(method="none"),
    "treat": Step(method="none"),
    "normalise": Step(method="min-max", parameters={"lower": 0, "upper": 100}),
    "weight": Step(method="given"),
    "aggregate": Step(method="arithmetic-mean"),
}


@dataclass(frozen=True)
class CoinrIndex:
    """What the two tables say.

    ``directions``: +1 or −1 by indicator. ``groups``: grouping → label of each territory, in the
    order of ``observations.territories``. ``indicators``: texts made from the tables, for calls
    that want them. ``notes``: what the reader should know.
    """

    framework: Framework
    observations: Observations
    directions: Mapping[str, float]
    groups: Mapping[str, tuple[str, ...]]
    indicators: Mapping[str, Indicator]
    notes: tuple[str, ...] = ()


def read_coinr(
    idata: Any,
    imeta: Any = None,
    *,
    id: str = "coinr",
    version: str = "own",
    recipe: Mapping[str, Step] | None = None,
) -> CoinrIndex:
    """The index in COINr's tables: paths to CSV or Excel, Polars or pandas frames.

    Without ``imeta``, ``idata`` is a workbook with the sheets *iData* and *iMeta*.
    ``id``: of the framework; ``version``: of the territories' codes; ``recipe``: steps instead of
    those of ``RECIPE`` (min–max on 0–100, given weights, arithmetic means, nothing else).
    DataError lists every problem of both tables with row, column and remedy.
    """
    one = imeta is None
    data = open_sheet(idata, name="iData", sheet="iData" if one else None)
    meta = open_sheet(idata if one else imeta, name="iMeta", sheet="iMeta" if one else None)
    return assemble(data, meta, id=id, version=version, recipe=recipe)


def assemble(
    data: Sheet, meta: Sheet, *, id: str, version: str, recipe: Mapping[str, Step] | None = None
) -> CoinrIndex:
    """The index in two sheets in COINr's layout. DataError as ``read_coinr``."""
    problems = check_meta(meta)
    if {"iCode", "Type"} <= set(meta.columns):
        problems += check_data(data, meta)
    if problems:
        shown = problems[:MOST_SHOWN]
        if len(problems) > MOST_SHOWN:
            shown.append(Problem(meta.label, f"{len(problems) - MOST_SHOWN} more problems."))
        raise DataError(shown)
    rows = [row for _, row in meta.rows]
    observations = _observations(data, rows, id, version)
    framework = _framework(rows, id, max(observations.periods), {**RECIPE, **(recipe or {})})
    indicators = [r for r in rows if r["Type"] == "Indicator"]
    return CoinrIndex(
        framework=framework,
        observations=observations,
        directions={r["iCode"]: float(r["Direction"]) for r in indicators},
        groups=observations.groups,
        indicators={
            r["iCode"]: _text(r) for r in rows if r["Type"] in ("Indicator", "Denominator")
        },
        notes=_notes(data, meta),
    )


def _notes(data: Sheet, meta: Sheet) -> tuple[str, ...]:
    notes = []
    unused = [c for c in meta.columns if c not in KNOWN]
    if unused:
        notes.append(f"{meta.label}: columns that were not used: {', '.join(unused)}.")
    other = [r["iCode"] for _, r in meta.rows if r["Type"] == "Other"]
    if other:
        notes.append(f"{data.label}: columns of type Other, not used: {', '.join(other)}.")
    kinds = {r["iCode"]: r["Type"] for _, r in meta.rows}
    numeric = [c for c in data.columns if kinds.get(c) == "Indicator"]
    empty = sum(not row[c] for _, row in data.rows for c in numeric)
    if empty:
        cells = len(numeric) * len(data.rows)
        notes.append(f"{data.label}: {empty} of {cells} figures are missing. They stay missing.")
    return tuple(notes)


# ── the tree ──────────────────────────────────────────────────────────────────────────────────


def _framework(
    rows: list[dict[str, str]], id: str, year: int, recipe: Mapping[str, Step]
) -> Framework:
    tree = [r for r in rows if r["Type"] in IN_TREE]
    (top,) = (r for r in tree if not r["Parent"])
    below = _children(tree, top["iCode"])
    return Framework.model_validate(
        {
            "id": id,
            "edition": str(year) if year else "1",
            "title": {"en": _name(top)},
            "summary": {"en": f"{_name(top)}, read from tables in COINr's layout."},
            "reference_year": year,
            # indicators right below the top need a node to stand in
            "nodes": [_node(tree, top)] if below["indicators"] else below["nodes"],
            "recipe": recipe,
        }
    )


def _children(tree: list[dict[str, str]], parent: str) -> dict[str, list[dict[str, Any]]]:
    held = [r for r in tree if r["Parent"] == parent]
    return {
        "nodes": [_node(tree, r) for r in held if r["Type"] == "Aggregate"],
        "indicators": [_binding(r) for r in held if r["Type"] == "Indicator"],
    }


def _node(tree: list[dict[str, str]], row: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row["iCode"],
        "kind": "node",
        "title": {"en": _name(row)},
        "weight": float(row["Weight"]),
        **_children(tree, row["iCode"]),
    }


def _binding(row: dict[str, str]) -> dict[str, Any]:
    target, below = row.get("Target", ""), row.get("Denominator", "")
    posts = row.get(LOWER, ""), row.get(UPPER, "")
    return {
        "indicator": row["iCode"],
        "weight": float(row["Weight"]),
        **({"target": float(target)} if target else {}),
        **({"denominator": below} if below else {}),
        **({"minimum": float(posts[0]), "maximum": float(posts[1])} if any(posts) else {}),
    }


def _name(row: dict[str, str]) -> str:
    return row.get("iName") or row["iCode"]


def _text(row: dict[str, str]) -> Indicator:
    """An indicator's text with what the table knows; the rest says that nobody wrote it."""
    name = {"en": _name(row)}
    return Indicator.model_validate(
        {
            "id": row["iCode"],
            "name": name,
            "short": {"en": _name(row)[:36]},
            "definition": name,
            "unit_of_measure": {"en": row.get("Unit") or "no unit given"},
            "direction": int(float(row["Direction"])) if row["Type"] == "Indicator" else 0,
            "role": "scored" if row["Type"] == "Indicator" else "structural",
            "chain": "outcome",
            "theme": "own",
            "level": "region",
            "source": {"publisher": "own figures", "dataset": "iData", "licence": "own"},
            "decimals": 2,
            "caveats": {"en": "Read from a table; nobody has described it yet."},
        }
    )


# ── the figures ───────────────────────────────────────────────────────────────────────────────


def _observations(data: Sheet, rows: list[dict[str, str]], id: str, version: str) -> Observations:
    kinds = {r["iCode"]: r["Type"] for r in rows}
    numeric = [c for c in data.columns if kinds.get(c) in ("Indicator", "Denominator")]
    names = {r["uCode"]: r.get("uName") or r["uCode"] for _, r in data.rows}
    territories = tuple(
        Territory(code, version, name, OWN_LEVEL, "", code) for code, name in names.items()
    )
    cells = [
        (n, row["uCode"], c, int(float(row.get("Time") or DEFAULT_PERIOD)), row[c])
        for n, row in data.rows
        for c in numeric
        if row[c]
    ]
    if not cells:
        raise DataError(Problem(data.label, "it holds no figure at all.", "Fill the columns."))
    columns = {"line": pl.Int64, "territory": pl.String, "indicator": pl.String,
               "period": pl.Int64, "value": pl.String}  # fmt: skip
    table = pl.DataFrame(cells, schema=columns, orient="row").with_columns(
        status=pl.lit("observed"), flag=pl.lit(""), source=pl.lit("own"), inherited_from=pl.lit("")
    )
    held = from_long(
        table,
        name=id,
        version=version,
        digest=hashlib.sha256(table.write_csv().encode()).hexdigest(),
        territories=territories,
        expected=numeric,
    )
    # where a territory changes its group over the years, the last row counts
    last = {row["uCode"]: row for _, row in data.rows}
    groups = {
        column: tuple(last[t.code][column] for t in territories)
        for column in data.columns
        if kinds.get(column) == "Group"
    }
    return replace(held, groups=groups)
