"""What a conversion writes: the table that `measure` reads, and how each figure came about."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from territoria.conversion.result import Converted
from territoria.errors import DataError, Problem

WRITTEN = (
    "territory", "indicator", "period", "value", "standard_error", "status", "flag", "source",
    "inherited_from",
)  # fmt: skip


def problems_of_places(file: Path, out: Path, details: Path | None) -> list[Problem]:
    """Why the tables cannot be written there: ask before any work.

    No table may take the place of ``file``, which is converted, or of the other table.
    """
    places = [out, details] if details else [out]
    problems = []
    if any(_same(file, place) for place in places):
        problems.append(Problem(str(file), "it would be overwritten.", "Choose another file."))
    if details and _same(out, details):
        what = "the figures and the details would be the same file."
        problems.append(Problem(str(details), what, "Give --details a file of its own."))
    return [*problems, *(p for place in places for p in _not_writable(place))]


def _same(one: Path, other: Path) -> bool:
    """Whether two paths name one file, also through links."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return one.resolve() == other.resolve()


def _not_writable(path: Path) -> list[Problem]:
    try:
        if path.is_dir():
            what = "this is a folder."
            return [Problem(str(path), what, "Give the name of a file in it.")]
        if not path.parent.is_dir():
            what = f"the folder {path.parent} is not there."
            return [Problem(str(path), what, "Make it, or choose another place.")]
    except OSError as error:
        return [_refused(path, error)]
    return []


def _refused(path: Path, error: OSError) -> Problem:
    what = f"it cannot be written ({error.strerror or error})."
    return Problem(str(path), what, "Choose another place.")


def write_tables(done: Converted, out: Path, details: Path | None = None) -> None:
    """Write the figures to ``out`` and all of ``done.cells`` to ``details``, both as CSV in UTF-8.

    DataError where one of them cannot be written.
    """
    number = pl.col("value", "standard_error").cast(pl.String).str.strip_suffix(".0")
    cells = done.cells.with_columns(number).with_columns(pl.col(pl.String).replace("", None))
    columns = [c for c in WRITTEN if c != "standard_error" or cells[c].null_count() < len(cells)]
    tables = [(out, cells.select(columns))] + ([(details, cells)] if details else [])
    for path, table in tables:
        try:
            path.write_bytes(table.write_csv().encode())
        except OSError as error:
            raise DataError(_refused(path, error)) from None
