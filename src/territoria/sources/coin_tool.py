"""The COIN Tool's workbook (Joint Research Centre), read as the same two tables as COINr's.

The sheet *Database* has one column an indicator, from column E on. Above the figures stand, by row:

| row | holds | | row | holds |
|---|---|---|---|---|
| 7 | weight | | 11–14 | codes of the index, sub-index, pillar, sub-pillar above |
| 8 | direction | | 15 | name |
| 9, 10 | lower and upper goalpost | | 16 | code |

From row 17 on follow the territories, name in column B, code in column C. The sheet *Framework*
names the nodes and their weights. A level that one node fills all alone is not used by the tool.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from territoria.errors import DataError, Problem
from territoria.model import Step
from territoria.sources import coinr_checks
from territoria.sources.coinr_files import CoinrIndex, assemble
from territoria.sources.sheet import NOTHING, Sheet
from territoria.sources.table_file import read_sheet

DATABASE, FRAMEWORK = "Database", "Framework"
WEIGHT, DIRECTION, LOWER, UPPER = 7, 8, 9, 10
LEVELS = (14, 13, 12, 11)  # from sub-pillar up to the index
NAME, CODE = 15, 16
FIRST_PLACE = 17
PLACE_NAME, PLACE_CODE, FIRST_INDICATOR = 1, 2, 4  # columns B, C and E
PREFIXES = ("sp.", "p.", "si.", "Index")
FRAMEWORK_CODE, FRAMEWORK_WEIGHT, FRAMEWORK_NAME = 2, 4, 7  # columns C, E and H

Grid = Mapping[int, list[str]]


def read_coin_tool(
    path: Path,
    *,
    id: str = "coin-tool",
    version: str = "own",
    recipe: Mapping[str, Step] | None = None,
) -> CoinrIndex:
    """The index in a COIN Tool workbook. DataError lists every problem with row and column.

    Goalposts become the bounds of the indicators, so that the method ``fixed-bounds`` can use
    them. The workbook must hold computed values: open and save it once in a spreadsheet.
    """
    label = f"{path}, sheet {DATABASE}"
    if not path.is_file():
        raise DataError(Problem(str(path), "there is no such file.", "Check the path."))
    grid = dict(read_sheet(path, DATABASE)[1])
    columns = [n for n, code in enumerate(grid.get(CODE, [])) if n >= FIRST_INDICATOR and code]
    columns = [n for n in columns if any(_cell(grid, r, n) for r in grid if r >= FIRST_PLACE)]
    if not columns:
        what = f"row {CODE} names no indicator that has a figure, from column E on."
        raise DataError(Problem(label, what, "Fill the sheet as the tool describes."))
    nodes = _framework_sheet(path)
    meta = _meta(grid, columns, nodes, label)
    return assemble(_data(grid, columns, label), meta, id=id, version=version, recipe=recipe)


def _cell(grid: Grid, row: int, column: int) -> str:
    cells = grid.get(row, [])
    text = cells[column] if column < len(cells) else ""
    return "" if text in NOTHING or text == "--" else text


def _framework_sheet(path: Path) -> dict[str, tuple[str, str]]:
    """Code of a node → its name and weight. The sheet is known by the prefixes of the codes."""
    found = {}
    for _, cells in read_sheet(path, FRAMEWORK)[1]:
        wide = [*cells, *[""] * 8]
        code = wide[FRAMEWORK_CODE]
        if code.startswith(PREFIXES) and code not in found:
            found[code] = (wide[FRAMEWORK_NAME], wide[FRAMEWORK_WEIGHT])
    return found


def _used_levels(grid: Grid, columns: list[int]) -> list[int]:
    """The rows of the levels in use; the index itself always is."""
    *inner, top = LEVELS
    return [r for r in inner if len({_cell(grid, r, n) for n in columns} - {""}) > 1] + [top]


def _meta(
    grid: Grid, columns: list[int], nodes: Mapping[str, tuple[str, str]], label: str
) -> Sheet:
    levels = _used_levels(grid, columns)
    rows: list[tuple[int, dict[str, str]]] = []
    for n in columns:
        row = _row("1", _cell(grid, CODE, n), _cell(grid, NAME, n), _cell(grid, levels[0], n))
        row |= {
            "Direction": _cell(grid, DIRECTION, n),
            "Weight": _cell(grid, WEIGHT, n),
            "Type": "Indicator",
            coinr_checks.LOWER: _cell(grid, LOWER, n),
            coinr_checks.UPPER: _cell(grid, UPPER, n),
        }
        rows.append((CODE, row))
    for depth, line in enumerate(levels):
        above = levels[depth + 1] if depth + 1 < len(levels) else None
        parents = {
            _cell(grid, line, n): _cell(grid, above, n) if above else ""
            for n in columns
            if _cell(grid, line, n)
        }
        for code, parent in parents.items():
            name, weight = nodes.get(code, ("", ""))
            row = _row(str(depth + 2), code, name or code, parent)
            rows.append((line, {**row, "Weight": weight or "1"}))
    return Sheet(label, tuple(rows[0][1]), tuple(rows))


def _row(level: str, code: str, name: str, parent: str) -> dict[str, str]:
    return {"Level": level, "iCode": code, "iName": name, "Parent": parent,
            "Direction": "1", "Weight": "1", "Type": "Aggregate"}  # fmt: skip


def _data(grid: Grid, columns: list[int], label: str) -> Sheet:
    codes = [_cell(grid, CODE, n) for n in columns]
    rows = []
    for line in sorted(r for r in grid if r >= FIRST_PLACE):
        cells = {code: _cell(grid, line, n) for code, n in zip(codes, columns, strict=True)}
        place = {"uName": _cell(grid, line, PLACE_NAME), "uCode": _cell(grid, line, PLACE_CODE)}
        if place["uCode"] or any(cells.values()):
            rows.append((line, {**place, **cells}))
    return Sheet(label, ("uName", "uCode", *codes), tuple(rows))
