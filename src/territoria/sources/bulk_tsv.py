r"""Eurostat's bulk tables: tab-separated text, periods across, flags behind the figures.

The first column holds the codes of all dimensions but the one that stands across:
``freq,unit,geo\TIME_PERIOD``. A cell is ``12.3``, ``12.3 bu``, ``:`` (missing) or ``: c``
(confidential).
"""

from __future__ import annotations

import gzip

import polars as pl

from territoria.errors import DataError, Problem
from territoria.sources.cube import FLAG, VALUE, Cube, dimensions_of

GZIP = b"\x1f\x8b"
MISSING = ":"


def read_tsv(content: bytes, *, where: str) -> Cube:
    """A bulk table, also gzipped. Every cell becomes a row: ``:`` has no value.

    DataError names each line that does not hold.
    """
    try:
        text = (gzip.decompress(content) if content[:2] == GZIP else content).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError):
        raise DataError(
            Problem(where, "this is not whole text in UTF-8.", "Fetch it again, it may be cut off.")
        ) from None
    lines = text.splitlines()
    head, *across = lines[0].split("\t") if lines else [""]
    names, slash, time = head.partition("\\")
    if not slash:
        what = "the first cell is not like freq,unit,geo\\TIME_PERIOD."
        raise DataError(Problem(f"{where}:1", what, "Fetch the table with format=TSV."))
    ids = (*(name.strip() for name in names.split(",")), time.strip())
    problems = []
    for number, line in enumerate(lines[1:], start=2):
        codes, cells = line.partition("\t")[0].count(",") + 1, line.count("\t")
        if codes != len(ids) - 1 or cells != len(across):
            what = f"{codes} codes and {cells} cells under the header's "
            what += f"{len(ids) - 1} and {len(across)}."
            mend = "Fetch it again, it may be cut off."
            problems.append(Problem(f"{where}:{number}", what, mend))
    if problems:
        raise DataError(problems[:20])
    table = _long(lines[1:], ids, [period.strip() for period in across])
    return Cube(dimensions_of(table, ids), table, source="ESTAT")


def _long(lines: list[str], ids: tuple[str, ...], periods: list[str]) -> pl.DataFrame:
    """One row a cell, columns as in ``cell_table``; whole columns at a time, tables are large."""
    *names, time = ids
    wide = pl.DataFrame({"": lines}, schema={"": pl.String}).select(
        pl.col("").str.split_exact("\t", len(periods)).struct.rename_fields(["", *periods])
    )
    long = (
        wide.unnest("")
        .with_row_index(":row")
        .unpivot(index=["", ":row"], variable_name=time, value_name=":cell")
        .with_row_index(":at")
        .sort(":row", ":at")
    )
    codes = pl.col("").str.split_exact(",", len(names) - 1).struct.rename_fields(names)
    cell = pl.col(":cell").str.strip_chars()
    value = cell.str.extract(r"^([^ ]*)")
    return long.select(
        codes.struct.unnest(),
        time,
        pl.when(~value.is_in(["", MISSING])).then(value).alias(VALUE),
        cell.str.extract(r"^[^ ]* +(.*)$").fill_null("").alias(FLAG),
    ).with_columns(pl.col(names).str.strip_chars())
