"""Observations in long or wide layout, checked before anything is computed.

Two layouts. Long: ``territory, indicator, period, value`` and optionally ``status``, ``flag``,
``unit_of_measure``, ``standard_error``. Wide: ``territory``, optionally ``period``, and one column
for each indicator. All problems are reported at once, each with its row. Which file the rows come
from is not known here: ``place`` turns the number of a row into words (``my.csv:7``).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from territoria.errors import DataError, Problem, did_you_mean
from territoria.model import Territory
from territoria.observations import Observations, from_long
from territoria.sources.table_checks import DEFAULT_PERIOD, Known, Place, check_rows, read_codes

LONG = ("territory", "indicator", "period", "value")
OPTIONAL = ("status", "flag", "unit_of_measure", "standard_error", "source", "inherited_from")
BESIDE = ("territory", "period", "name")  # columns of a wide table that are no indicator
MOST_SHOWN = 20
MISSING = ("", "NA", "N/A", "NaN", "nan", ":")

Rows = Sequence[tuple[int, list[str]]]


@dataclass(frozen=True)
class Imported:
    """The observations read, and what the reader should know about them."""

    observations: Observations
    notes: tuple[str, ...]


def import_rows(
    path: Path,
    rows: Rows,
    header: list[str],
    indicators: Known | None,
    *,
    version: str | None,
    place: Place,
) -> Imported:
    """The rows of a table as observations. DataError lists every problem with its row.

    ``rows``: each with its number in the file; ``indicators``: those that may stand in it, None
    where any id may; ``version``: of bare territory codes.
    """
    problems: list[Problem] = []
    long = _to_long(place, rows, header, indicators, problems)
    known = dict.fromkeys(long["indicator"].to_list()) if indicators is None else indicators
    problems += check_rows(place, long, known)
    territories = read_codes(place, long, version, problems)
    problems = list(dict.fromkeys(problems))
    if problems:
        shown = problems[:MOST_SHOWN]
        if len(problems) > MOST_SHOWN:
            shown.append(Problem(str(path), f"{len(problems) - MOST_SHOWN} more problems."))
        raise DataError(shown)
    notes = _notes(long)
    absent = sorted(set(known) - set(long["indicator"].to_list()))
    if absent:
        notes.append(f"no figure at all for {', '.join(absent)}: unknown for every territory.")
    filled = long.filter(pl.col("value") != "")
    if filled.is_empty():
        raise DataError(Problem(str(path), "it holds no figure at all.", "Fill the value column."))
    observations = from_long(
        _filled_in(filled, territories),
        name=path.stem,
        version=version or "own",
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        territories=tuple(territories.values()),
        expected=known,
    )
    return Imported(observations, tuple(notes))


def _filled_in(table: pl.DataFrame, territories: Mapping[str, Territory]) -> pl.DataFrame:
    """Statuses and periods in their types, territories by their plain codes."""
    return table.with_columns(
        pl.when(pl.col("status") == "")
        .then(pl.lit("observed"))
        .otherwise(pl.col("status"))
        .alias("status"),
        pl.col("period").cast(pl.Int64),
        pl.col("territory").replace({code: key.code for code, key in territories.items()}),
    )


# ── one layout from two ───────────────────────────────────────────────────────────────────────


def _to_long(
    place: Place, rows: Rows, header: list[str], indicators: Known | None, problems: list[Problem]
) -> pl.DataFrame:
    """The long table with a ``line`` column, from either layout."""
    double = [name for name, n in Counter(header).items() if n > 1]
    if double:
        raise DataError(Problem(place(1), f"the column {double[0]!r} stands twice.", "Keep one."))
    problems += [
        Problem(
            place(line),
            f"{len(row)} cells under {len(header)} columns.",
            "Quote cells that contain a comma; a decimal comma must be a point.",
        )
        for line, row in rows
        if len(row) != len(header)
    ]
    even = [(line, row) for line, row in rows if len(row) == len(header)]
    named = set(header)
    if set(LONG) <= named:
        table = _long(place, even, header, problems)
    elif "territory" in named and (
        named - set(BESIDE) if indicators is None else named & set(indicators)
    ):
        table = _melt(place, even, header, indicators, problems)
    else:
        missing = [name for name in LONG if name not in named]
        raise DataError(
            Problem(
                place(1),
                f"columns are missing: {', '.join(missing)}.",
                f"Use {', '.join(LONG)}, or territory and one column for each indicator. "
                f"Found: {', '.join(header)}.",
            )
        )
    for name, filling in (("status", ""), ("flag", ""), ("source", "own"), ("inherited_from", "")):
        if name not in table.columns:
            table = table.with_columns(pl.lit(filling).alias(name))
    value = pl.col("value")
    return table.with_columns(
        pl.when(value.is_in(MISSING)).then(pl.lit("")).otherwise(value).alias("value")
    )


def _long(place: Place, rows: Rows, header: list[str], problems: list[Problem]) -> pl.DataFrame:
    """A long table as it stands; columns that are not known are named and left out."""
    unknown = sorted(set(header) - set(LONG) - set(OPTIONAL))
    problems += [
        Problem(
            place(1), f"the column {name!r} is not known.", did_you_mean(name, (*LONG, *OPTIONAL))
        )
        for name in unknown
    ]
    kept = {name: n for n, name in enumerate(header) if name not in unknown}
    columns = {name: [row[n] for _, row in rows] for name, n in kept.items()}
    return _table([line for line, _ in rows], columns)


def _melt(
    place: Place, rows: Rows, header: list[str], indicators: Known | None, problems: list[Problem]
) -> pl.DataFrame:
    """A wide table as a long one; columns that are no indicator are named."""
    column = {name: n for n, name in enumerate(header)}
    named = [name for name in header if name not in BESIDE]
    known = [name for name in header if name in indicators] if indicators is not None else named
    problems += [
        Problem(
            place(1),
            f"the column {name!r} is no indicator of the framework.",
            did_you_mean(name, indicators or ()),
        )
        for name in named
        if name not in known
    ]
    columns = list(zip(*(row for _, row in rows), strict=True)) or [()] * len(header)
    beside = {
        name: list(columns[column[name]]) for name in ("territory", "period") if name in column
    }
    beside.setdefault("period", [str(DEFAULT_PERIOD)] * len(rows))
    # columns by number: an indicator may be called like one of ours
    figures = {str(n): list(columns[column[name]]) for n, name in enumerate(known)}
    wide = _table([line for line, _ in rows], beside | figures)
    long = wide.unpivot(
        on=list(figures), index=["line", *beside], variable_name="indicator", value_name="value"
    )
    names = dict(zip(figures, known, strict=True))
    by_row = np.arange(len(long)).reshape(max(len(known), 1), -1).T.ravel()
    return long.with_columns(pl.col("indicator").replace_strict(names, return_dtype=pl.String))[
        by_row
    ].select("line", *LONG)


def _table(lines: list[int], columns: Mapping[str, list[str]]) -> pl.DataFrame:
    """Text columns beside the number of their line, also where there is no row."""
    schema = {"line": pl.Int64, **dict.fromkeys(columns, pl.String)}
    return pl.DataFrame({"line": lines, **columns}, schema=schema)


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
