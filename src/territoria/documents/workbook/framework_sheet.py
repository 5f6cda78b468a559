"""The sheet Framework: the tree with its weights, directions and bounds, which are open to edit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from territoria.documents.workbook import paint
from territoria.documents.workbook.aggregated import AGGREGATED, Formula
from territoria.documents.workbook.normalised import NORMALISED
from territoria.documents.workbook.parameters import parameters_of, step_in_words
from territoria.documents.workbook.places import FIRST_LINE, FRAMEWORK, LINE, Places
from territoria.model import Step

HEADER = {
    "code": "Code",
    "title": "Title",
    "kind": "Kind",
    "parent": "Parent",
    "weight": "Weight in its parent",
    "share": "Share of its parent",
    "effective": "Effective weight in the whole",
    "direction": "Direction (1 or -1)",
    "minimum": "Lower bound",
    "maximum": "Upper bound",
    "target": "Target",
    "scale": "Denominator",
    "unit": "Unit of measure",
    "method": "Method (normalise or aggregate)",
    "coverage": "Least coverage",
    "children": "Least share of children",
    "decimals": "Decimals of the score",
    "live": "Formulas or numbers",
}
EDITABLE = ("weight", "direction", "minimum", "maximum", "target", "coverage", "children")
WIDTHS = {"title": 44, "unit": 24, "method": 44, "kind": 11, "live": 26}


def write_framework(workbook: Workbook, places: Places, titles: Mapping[str, str]) -> None:
    """One line for the whole, every node and every indicator, parents above their children."""
    sheet = workbook[FRAMEWORK]
    sheet["A1"] = "The tree. Change a weight, a direction or a bound: scores and ranks follow."
    sheet["A1"].font = paint.BOLD
    sheet["A2"] = (
        "Only the ratio of weights inside one parent counts. Methods are not switched here."
    )
    _head(sheet)
    last = FIRST_LINE + len(places.lines) - 1
    for row, parent, depth in places.lines:
        line = _node_line(places, row) if row >= places.indicators else _leaf_line(places, row)
        code = places.code(row)
        line |= {"code": code, "title": titles.get(code, code), **_weights(places, row, parent)}
        _write(sheet, places, row, line, depth)
    for letter, field in ((LINE["share"], paint.SHARE), (LINE["effective"], "0.0 %")):
        for number in range(FIRST_LINE, last + 1):
            sheet[f"{letter}{number}"].number_format = field
    _guard(sheet, last)
    weights = f"{FRAMEWORK}!${LINE['weight']}${FIRST_LINE}:${LINE['weight']}${last}"
    workbook.defined_names["Weights"] = DefinedName("Weights", attr_text=weights)


def normalise_step(places: Places, row: int) -> Step:
    """The normalisation of one indicator: its own or the recipe's."""
    return places.tree.bindings[row].normalise or places.tree.framework.recipe.normalise


def aggregate_step(places: Places, row: int) -> Step:
    """The aggregation of one node: its own or the recipe's."""
    return places.branch(row).aggregate or places.tree.framework.recipe.aggregate


def node_formula(places: Places, row: int, x: str = "x", w: str = "w") -> Formula | None:
    """The formula of a node on ranges ``x`` and ``w``; None where it is written as numbers."""
    step, weights = aggregate_step(places, row), places.branch(row).weights
    if step.method not in AGGREGATED:
        return None
    equal = {"equal": bool(np.all(weights == weights[0]))}
    return AGGREGATED[step.method](x, w, parameters_of("aggregate", step) | equal)


def _head(sheet: Worksheet) -> None:
    for field, letter in LINE.items():
        cell = sheet[f"{letter}{FIRST_LINE - 1}"]
        cell.value = HEADER[field]
        cell.font, cell.fill, cell.border = paint.BOLD, paint.HEAD, paint.UNDERLINE
        cell.alignment = paint.WRAP
        sheet.column_dimensions[letter].width = WIDTHS.get(field, 14)
    sheet.row_dimensions[FIRST_LINE - 1].height = 45
    sheet.freeze_panes = f"C{FIRST_LINE}"
    paint.for_paper(sheet)
    sheet.print_title_rows = f"{FIRST_LINE - 1}:{FIRST_LINE - 1}"


def _node_line(places: Places, row: int) -> dict[str, object]:
    branch = places.branch(row)
    step = aggregate_step(places, row)
    whole = row == places.lines[0][0]
    kind = "whole" if whole else places.tree.framework.node(branch.id).kind
    return {
        "kind": kind,
        "method": step_in_words("aggregate", step),
        "coverage": branch.minimum_coverage,
        "children": branch.minimum_children,
        "decimals": branch.decimals,
        "live": _live(node_formula(places, row) is not None),
    }


def _leaf_line(places: Places, row: int) -> dict[str, object]:
    binding = places.tree.bindings[row]
    step = normalise_step(places, row)
    over = binding.denominator
    return {
        "kind": "indicator",
        "direction": int(places.tree.direction[row]),
        "minimum": binding.minimum,
        "maximum": binding.maximum,
        "target": binding.target,
        "scale": f"{over} / {binding.scale_factor:g}" if over else None,
        "unit": places.tree.units[row],
        "method": step_in_words("normalise", step),
        "live": _live(step.method in NORMALISED),
    }


def _live(formulas: bool) -> str:
    return "formulas" if formulas else "numbers of the engine"


def _weights(places: Places, row: int, parent: int) -> dict[str, object]:
    """Weight as given; its share and its effective weight as formulas."""
    if parent < 0:
        return {"parent": None, "weight": None, "share": None, "effective": 1}
    branch = places.branch(parent)
    weight = branch.weights[branch.children.index(row)]
    siblings = ",".join(places.line(child, "weight") for child in branch.children)
    siblings = siblings.replace(f"{FRAMEWORK}!", "")
    mine, share = (places.line(row, f).partition("!")[2] for f in ("weight", "share"))
    above = places.line(parent, "effective").partition("!")[2]
    return {
        "parent": places.code(parent),
        "weight": float(weight) if np.isfinite(weight) else None,
        "share": f"=IF({_total(siblings)}=0,0,{mine}/{_total(siblings)})",
        "effective": f"={share}*{above}",
    }


def _total(cells: str) -> str:
    """A sum of cells; in portions of 200, as Excel takes at most 255 arguments."""
    names = cells.split(",")
    portions = [names[n : n + 200] for n in range(0, len(names), 200)]
    return "(" + "+".join(f"SUM({','.join(p)})" for p in portions) + ")"


def _write(sheet: Worksheet, places: Places, row: int, line: dict[str, object], depth: int) -> None:
    for field, value in line.items():
        cell = sheet[places.line(row, field).partition("!")[2].replace("$", "")]
        if isinstance(value, str) and field not in ("share", "effective"):
            paint.put_text(cell, value)
        else:
            cell.value = value
        if field in EDITABLE and value is not None:
            cell.fill = paint.INPUT
        if field == "title":
            cell.alignment = Alignment(indent=depth)
            cell.font = paint.BOLD if row >= places.indicators else paint.QUIET


def _guard(sheet: Worksheet, last: int) -> None:
    """Refuse weights below 0 and directions other than 1 and -1."""
    weight = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0")
    weight.error = "A weight is 0 or more."
    direction = DataValidation("list", formula1='"1,-1"')
    direction.error = "1: higher is better. -1: lower is better."
    for rule, field in ((weight, "weight"), (direction, "direction")):
        rule.showErrorMessage = True
        rule.add(f"{LINE[field]}{FIRST_LINE}:{LINE[field]}{last}")
        sheet.add_data_validation(rule)
