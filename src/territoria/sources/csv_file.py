"""A user's own observations from a CSV file, checked before anything is computed.

Two shapes are read. Long: ``territory, indicator, period, value`` and optionally ``status``,
``flag``, ``unit_of_measure``, ``standard_error``. Wide: ``territory``, optionally ``period``, and
one column for each indicator. All problems are reported at once, with the line of the file.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from territoria.errors import DataError, Problem, TerritoriaError, did_you_mean
from territoria.model import Indicator, Territory
from territoria.observations import STATUS_OF, Observations, from_long
from territoria.territories import full_key

LONG = ("territory", "indicator", "period", "value")
OPTIONAL = ("status", "flag", "unit_of_measure", "standard_error", "source", "inherited_from")
DEFAULT_PERIOD = 0
MOST_SHOWN = 20
MISSING = ("", "NA", "N/A", "NaN", "nan", ":")
OWN_LEVEL = 2


@dataclass(frozen=True)
class Imported:
    """The observations read, and what the reader should know about them."""

    observations: Observations
    notes: tuple[str, ...]


def read_observations(
    path: Path, indicators: Mapping[str, Indicator], *, version: str | None = None
) -> Imported:
    """Read and check a CSV file of observations. DataError lists every problem with its line.

    ``indicators``: those the framework binds. ``version``: of bare territory codes.
    """
    rows, header = _open(path)
    problems: list[Problem] = []
    long = _to_long(path, rows, header, indicators, problems)
    problems += _check(path, long, indicators)
    territories = _territories(path, long, version, problems)
    problems = list(dict.fromkeys(problems))
    if problems:
        shown = problems[:MOST_SHOWN]
        if len(problems) > MOST_SHOWN:
            shown.append(Problem(str(path), f"{len(problems) - MOST_SHOWN} more problems."))
        raise DataError(shown)
    notes = _notes(long)
    absent = sorted(set(indicators) - set(long["indicator"].to_list()))
    if absent:
        notes.append(f"no figure at all for {', '.join(absent)}: unknown for every territory.")
    filled = long.filter(pl.col("value") != "")
    if filled.is_empty():
        raise DataError(Problem(str(path), "it holds no figure at all.", "Fill the value column."))
    observations = from_long(
        filled.with_columns(
            pl.when(pl.col("status") == "")
            .then(pl.lit("observed"))
            .otherwise(pl.col("status"))
            .alias("status"),
            pl.col("period").cast(pl.Int64),
        ).with_columns(
            pl.col("territory").replace({code: key.code for code, key in territories.items()})
        ),
        name=path.stem,
        version=version or "own",
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        territories=tuple(territories.values()),
        expected=indicators,
    )
    return Imported(observations, tuple(notes))


# ── opening ───────────────────────────────────────────────────────────────────────────────────


def _open(path: Path) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Rows with their line numbers, and the header. DataError where the file cannot be read."""
    if not path.is_file():
        what = "this is a folder." if path.is_dir() else "there is no such file."
        raise DataError(Problem(str(path), what, "Check the path."))
    raw = path.read_bytes()
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise DataError(
            Problem(str(path), "the file is empty.", f"Begin with the header {', '.join(LONG)}.")
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError(
            Problem(
                f"{path}:{line}",
                "the file is not UTF-8 (it may be Latin-1, from an older spreadsheet).",
                "Save it as CSV UTF-8.",
            )
        ) from None
    if "\0" in text:
        raise DataError(
            Problem(str(path), "this is not a text file.", "Save the sheet as CSV UTF-8.")
        )
    first = text.splitlines()[0]
    if ";" in first and "," not in first:
        raise DataError(
            Problem(
                f"{path}:1", "the columns are separated by semicolons.", "Separate them by commas."
            )
        )
    (_, header), *rows = _cells(path, text)
    if not rows:
        raise DataError(
            Problem(f"{path}:1", "there is a header but no row.", "Add one row a figure.")
        )
    return rows, header


def _cells(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """The header and every row that is not empty, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""))
    rows: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if begin == 1 or any(cells):
                rows.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error:
        raise DataError(
            Problem(
                f"{path}:{begin}",
                "the row that begins here does not end.",
                "Close its quotation mark, or take it out.",
            )
        ) from None
    return rows


def _to_long(
    path: Path,
    rows: Sequence[tuple[int, list[str]]],
    header: list[str],
    indicators: Mapping[str, Indicator],
    problems: list[Problem],
) -> pl.DataFrame:
    """The long table with a ``line`` column, from either shape."""
    double = [name for name, n in Counter(header).items() if n > 1]
    if double:
        raise DataError(
            Problem(f"{path}:1", f"the column {double[0]!r} stands twice.", "Keep one.")
        )
    ragged = [(line, len(row)) for line, row in rows if len(row) != len(header)]
    problems += [
        Problem(
            f"{path}:{line}",
            f"{n} cells under {len(header)} columns.",
            "Quote cells that contain a comma; a decimal comma must be a point.",
        )
        for line, n in ragged
    ]
    even = [(line, row) for line, row in rows if len(row) == len(header)]
    named = set(header)
    if set(LONG) <= named:
        unknown = sorted(named - set(LONG) - set(OPTIONAL))
        problems += [
            Problem(
                f"{path}:1",
                f"the column {name!r} is not known.",
                did_you_mean(name, (*LONG, *OPTIONAL)),
            )
            for name in unknown
        ]
        columns = {
            name: [row[n] for _, row in even]
            for n, name in enumerate(header)
            if name not in unknown
        }
        table = _table([line for line, _ in even], columns)
    elif "territory" in named and named & set(indicators):
        table = _melt(path, even, header, indicators, problems)
    else:
        missing = [name for name in LONG if name not in named]
        raise DataError(
            Problem(
                f"{path}:1",
                f"columns are missing: {', '.join(missing)}.",
                f"Use {', '.join(LONG)}, or territory and one column for each indicator. "
                f"Found: {', '.join(header)}.",
            )
        )
    for name, filling in (("status", ""), ("flag", ""), ("source", "own"), ("inherited_from", "")):
        if name not in table.columns:
            table = table.with_columns(pl.lit(filling).alias(name))
    return table.with_columns(
        pl.when(pl.col("value").is_in(MISSING))
        .then(pl.lit(""))
        .otherwise(pl.col("value"))
        .alias("value")
    )


def _melt(
    path: Path,
    rows: Sequence[tuple[int, list[str]]],
    header: list[str],
    indicators: Mapping[str, Indicator],
    problems: list[Problem],
) -> pl.DataFrame:
    """A wide table as a long one; columns that are no indicator are named."""
    place = {name: n for n, name in enumerate(header)}
    known = [name for name in header if name in indicators]
    unknown = [
        n for n in header if n not in indicators and n not in ("territory", "period", "name")
    ]
    problems += [
        Problem(
            f"{path}:1",
            f"the column {name!r} is no indicator of the framework.",
            did_you_mean(name, indicators),
        )
        for name in unknown
    ]
    period = place.get("period")
    lines, territory, indicator, periods, values = [], [], [], [], []
    for line, row in rows:
        for name in known:
            lines.append(line)
            territory.append(row[place["territory"]])
            indicator.append(name)
            periods.append(row[period] if period is not None else str(DEFAULT_PERIOD))
            values.append(row[place[name]])
    columns = {"territory": territory, "indicator": indicator, "period": periods, "value": values}
    return _table(lines, columns)


def _table(lines: list[int], columns: Mapping[str, list[str]]) -> pl.DataFrame:
    """Text columns beside the number of their line, also where there is no row."""
    schema = {"line": pl.Int64, **dict.fromkeys(columns, pl.String)}
    return pl.DataFrame({"line": lines, **columns}, schema=schema)


# ── checking ──────────────────────────────────────────────────────────────────────────────────


def _check(path: Path, table: pl.DataFrame, indicators: Mapping[str, Indicator]) -> list[Problem]:
    problems: list[Problem] = []

    def each(rows: pl.DataFrame, what: str, mend: str) -> None:
        problems.extend(
            Problem(f"{path}:{row['line']}", what.format(**row), mend.format(**row))
            for row in rows.iter_rows(named=True)
        )

    value = pl.col("value")
    number = value.cast(pl.Float64, strict=False)
    each(table.filter(pl.col("territory") == ""), "the territory is empty.", "Give its code.")
    strange = table.filter(~pl.col("indicator").is_in(list(indicators))).unique(
        "indicator", keep="first", maintain_order=True
    )
    for row in strange.iter_rows(named=True):
        problems.append(
            Problem(
                f"{path}:{row['line']}",
                f"the indicator {row['indicator']!r} is not in the framework.",
                did_you_mean(row["indicator"], indicators),
            )
        )
    each(
        table.filter(~pl.col("period").str.contains(rf"^([0-9]{{4}}|{DEFAULT_PERIOD})$")),
        "the period {period!r} is not a year.",
        "Write it as 2021.",
    )
    filled = table.filter(value != "")
    comma = value.str.contains(r"^[-+]?\d{1,3}([ .]\d{3})*,\d+$|^[-+]?\d+,\d+$")
    each(filled.filter(comma), "the value {value!r} has a decimal comma.", "Write it with a point.")
    infinite = number.is_infinite().fill_null(False)
    each(
        filled.filter(infinite),
        "the value is infinite.",
        "Leave the cell empty if it is not known.",
    )
    each(
        filled.filter((number.is_null() | number.is_nan()) & ~comma),
        "the value {value!r} is not a number.",
        "Write a number, or leave the cell empty.",
    )
    keys = ["territory", "indicator", "period"]
    double = (
        table.filter(pl.struct(keys).is_duplicated())
        .with_columns(pl.col("line").min().over(keys).alias("first"))
        .filter(pl.col("line") != pl.col("first"))
    )
    each(double, "{territory}, {indicator}, {period} stands already in line {first}.", "Keep one.")
    each(
        table.filter((pl.col("status") != "") & ~pl.col("status").is_in(list(STATUS_OF))),
        "the status {status!r} is not known.",
        f"Known: {', '.join(STATUS_OF)}.",
    )
    each(
        filled.filter(pl.col("status").is_in(["missing", "suppressed"])),
        "the figure {value} has the status {status!r}.",
        "Leave the cell empty, or correct the status.",
    )
    if "unit_of_measure" in table.columns:
        problems += _units(path, table, indicators)
    if "standard_error" in table.columns:
        error = pl.col("standard_error").cast(pl.Float64, strict=False)
        right = (error.is_finite() & (error >= 0)).fill_null(False)
        each(
            table.filter((pl.col("standard_error") != "") & ~right),
            "the standard error {standard_error!r} is not a number of 0 or more.",
            "Correct it.",
        )
    return problems


def _units(path: Path, table: pl.DataFrame, indicators: Mapping[str, Indicator]) -> list[Problem]:
    """Units that are not the indicator's own: we do not guess a conversion."""
    problems = []
    for row in table.unique(
        ["indicator", "unit_of_measure"], keep="first", maintain_order=True
    ).iter_rows(named=True):
        text = indicators.get(row["indicator"])
        if text is not None and row["unit_of_measure"] not in (
            "",
            *text.unit_of_measure.root.values(),
        ):
            problems.append(
                Problem(
                    f"{path}:{row['line']}",
                    f"the unit {row['unit_of_measure']!r} is not that of {text.id}.",
                    f"Convert the figures to {text.unit_of_measure.say('en')!r}.",
                )
            )
    return problems


def _territories(
    path: Path, table: pl.DataFrame, version: str | None, problems: list[Problem]
) -> dict[str, Territory]:
    """The territories of the file; a bare code whose meaning differs between versions is refused."""
    found: dict[str, Territory] = {}
    written: dict[str, tuple[str, int]] = {}
    for row in (
        table.unique("territory", keep="first", maintain_order=True)
        .sort("territory")
        .iter_rows(named=True)
    ):
        code = row["territory"]
        if not code:
            continue
        try:
            plain, _, held = full_key(code, version).partition("@")
        except TerritoriaError as error:
            problem = error.problems[0]
            problems.append(
                Problem(f"{path}:{row['line']}", f"{problem.where}: {problem.what}", problem.mend)
            )
            continue
        if not (plain and held) or re.search("[@:]", plain + held):
            what = f"{code!r} is no code of a territory."
            problems.append(Problem(f"{path}:{row['line']}", what, "Write code or code@version."))
            continue
        other, line = written.setdefault(plain, (code, row["line"]))
        if other != code:
            what = f"{code} stands also as {other} in line {line}."
            problems.append(
                Problem(f"{path}:{row['line']}", what, "Write it in one way, in one version.")
            )
            continue
        country = plain[:2] if re.match(r"^[A-Z]{2}", plain) else "own"
        found[code] = Territory(plain, held, plain, OWN_LEVEL, "", country)
    return found


def _notes(table: pl.DataFrame) -> list[str]:
    """What is missing: it stays missing, and the coverage shows it."""
    empty = table.filter(pl.col("value") == "")
    if empty.is_empty():
        return []
    share = len(empty) / len(table)
    lines = ", ".join(str(line) for line in empty["line"].unique().sort().head(5).to_list())
    more = " …" if empty["line"].n_unique() > 5 else ""
    return [
        f"{len(empty)} of {len(table)} figures ({share:.0%}) are missing, on lines {lines}{more}. "
        "They stay missing; the coverage shows it."
    ]
