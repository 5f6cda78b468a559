"""Sittings from a table, one row each, and the known numbers of firms: what the command line reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from territoria.errors import DataError, Problem, did_you_mean
from territoria.listen.self_check.counted import Seated
from territoria.listen.self_check.together import TABLES
from territoria.listen.self_check.told_figures import LEVELS, Asked
from territoria.speech import gettext

NEEDED: Final = ("firm", "day", "size")
YES: Final = ("yes", "true", "1")
NO: Final = ("no", "false", "0")
PARTS: Final = ("whole", "obstacles")
KINDS: Final = ("dimension", "obstacle")


@dataclass(frozen=True, slots=True)
class SittingsTable:
    """Sittings of a file and the ids that its columns name."""

    sittings: tuple[Seated, ...]
    asked: Asked


def read_sittings(file: Path) -> SittingsTable:
    """Sittings of a CSV file.

    Columns: ``firm`` (any key), ``day`` (2026-03-01), ``size``; if wanted ``sector``, ``part`` (whole
    or obstacles), ``unusual`` and ``basic`` (yes, no), ``overall`` (0 to 100), ``band``, ``level``,
    ``dimension:F1`` (0 to 100) and ``obstacle:cost`` (severity 0 to 4). An empty cell is unknown.
    DataError names every cell that cannot be read, and every row without a firm.
    """
    rows = _rows(file, NEEDED)
    problems: list[Problem] = []
    found = [_seated(row, number, problems) for number, row in enumerate(rows, 2)]
    if problems:
        raise DataError(problems)
    ids = {kind: _ids(rows, kind) for kind in KINDS}
    bands = tuple(dict.fromkeys(row["band"] for row in rows if row.get("band")))
    return SittingsTable(
        tuple(one for one in found if one is not None),
        Asked(ids["dimension"], bands, ids["obstacle"]),
    )


def read_margins(file: Path) -> dict[str, dict[str, float]]:
    """Known numbers of firms from a CSV file with the columns ``margin`` (size or sector), ``label`` and
    ``firms``; an empty number is not known. DataError for any other margin and for a label that
    stands twice.
    """
    problems: list[Problem] = []
    margins: dict[str, dict[str, float]] = {}
    for number, row in enumerate(_rows(file, ("margin", "label", "firms")), 2):
        firms = _number(row["firms"], (0, 1e9), f"{number}, firms", problems)
        _one_of(row["margin"], TABLES, f"{number}, margin", problems)
        labels = margins.setdefault(row["margin"], {})
        if row["label"] in labels:
            what, mend = gettext("the label stands twice."), gettext("Keep one of them.")
            problems.append(Problem(f"{number}, label", what, mend))
        labels[row["label"]] = firms or 0.0
    if problems:
        raise DataError(problems)
    return margins


def _rows(file: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        what, mend = gettext("the file is not UTF-8."), gettext("Save it as CSV UTF-8.")
        raise DataError(Problem(file.name, what, mend)) from None
    reader = csv.DictReader(io.StringIO(text), restval="")
    missing = [name for name in needed if name not in (reader.fieldnames or ())]
    if missing:
        what, mend = gettext("there is no such column."), gettext("Add it.")
        raise DataError([Problem(f"{file.name}, {name}", what, mend) for name in missing])
    return [_row(row, number) for number, row in enumerate(reader, 2)]


def _row(row: dict[Any, Any], number: int) -> dict[str, str]:
    if None in row:
        what = gettext("the row has {count} cells, the header {columns}.")
        what = what.format(count=len(row) - 1 + len(row[None]), columns=len(row) - 1)
        raise DataError(Problem(str(number), what, gettext("Write as many.")))
    return {key: value.strip() for key, value in row.items() if key}


def _ids(rows: list[dict[str, str]], kind: str) -> tuple[str, ...]:
    named = (column.split(":", 1) for column in (rows[0] if rows else ()))
    return tuple(parts[1] for parts in named if parts[0] == kind and len(parts) == 2)


def _seated(row: Mapping[str, str], number: int, problems: list[Problem]) -> Seated | None:
    try:
        day = date.fromisoformat(row["day"])
    except ValueError:
        where, what = f"{number}, day", gettext("this is no day.")
        problems.append(Problem(where, what, gettext("Write it as 2026-03-01.")))
        return None
    if not row["firm"]:
        what = gettext("the cell of {column} is empty.").format(column="firm")
        problems.append(Problem(str(number), what, gettext("Fill it in.")))
    part = row.get("part", "")
    _one_of(part, ("", *PARTS), f"{number}, part", problems)
    return Seated(
        firm=row["firm"],
        day=day,
        number=number,
        size=row["size"],
        sector=row.get("sector", ""),
        is_unusual=bool(_yes(row.get("unusual", ""), f"{number}, unusual", problems)),
        result=_result(row, number, problems) if part != "obstacles" else None,
        obstacles=_numbers(row, number, "obstacle", 4, problems) or None,
    )


def _result(row: Mapping[str, str], number: int, problems: list[Problem]) -> dict[str, Any]:
    dimensions = _numbers(row, number, "dimension", 100, problems)
    overall = _number(row.get("overall", ""), (0, 100), f"{number}, overall", problems)
    _one_of(row.get("level", ""), ("", *LEVELS), f"{number}, level", problems)
    return {
        "overall": {"value": overall},
        "dimensions": {name: {"value": value} for name, value in dimensions.items()},
        "band": row.get("band", ""),
        "intensity": {
            "level": row.get("level", ""),
            "basic": _yes(row.get("basic", ""), f"{number}, basic", problems),
        },
    }


def _numbers(
    row: Mapping[str, str], number: int, kind: str, top: int, problems: list[Problem]
) -> dict[str, float]:
    """Id → number of all columns of a kind that are filled."""
    found = dict[str, float]()
    for column, cell in row.items():
        own, _colon, name = column.partition(":")
        value = _number(cell, (0, top), f"{number}, {column}", problems) if own == kind else None
        if value is not None:
            found[name] = value
    return found


def _number(
    cell: str, ends: tuple[float, float], where: str, problems: list[Problem]
) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if ends[0] <= value <= ends[1]:
        return value
    mend = gettext("Give a number from {low} to {high}.").format(low=ends[0], high=ends[1])
    problems.append(Problem(where, gettext("this is no such number."), mend))
    return None


def _one_of(cell: str, known: tuple[str, ...], where: str, problems: list[Problem]) -> None:
    if cell not in known:
        what = gettext("{name} is not known.").format(name=cell)
        problems.append(Problem(where, what, did_you_mean(cell, filter(None, known))))


def _yes(cell: str, where: str, problems: list[Problem]) -> bool | None:
    if not cell:
        return None
    if cell.lower() not in (*YES, *NO):
        mend = gettext("Write yes or no, or leave it empty.")
        problems.append(Problem(where, gettext("this is neither."), mend))
    return cell.lower() in YES
