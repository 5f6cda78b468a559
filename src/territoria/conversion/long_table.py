"""A long table of figures as observations, for conversion; all its problems at once."""

from __future__ import annotations

import hashlib

import polars as pl

from territoria.conversion.codes import level_of
from territoria.errors import DataError, Problem, did_you_mean
from territoria.model import Territory
from territoria.observations import STATUS_OF, Observations, from_long

NEEDED = ("territory", "indicator", "period", "value")
FILLINGS = {"status": "observed", "flag": "", "source": "own", "inherited_from": ""}


def observations_of(table: pl.DataFrame) -> Observations:
    """Observations from territory (``code@version``), indicator, period and value.

    Optional columns: standard_error, status, flag, source, inherited_from. A null or NaN value is
    missing. DataError lists bare codes, doubles and unknown statuses, each with its row from 1.
    """
    absent = [name for name in NEEDED if name not in table.columns]
    if absent:
        raise DataError(
            Problem("table", f"columns are missing: {', '.join(absent)}.", f"Use {NEEDED}.")
        )
    missing = {n: pl.lit(f) for n, f in FILLINGS.items() if n not in table.columns}
    rows = table.with_columns(**missing).with_row_index("line", offset=1)
    rows = rows.with_columns(
        pl.col("territory").str.strip_chars(), pl.col("value").cast(pl.Float64).fill_nan(None)
    )
    problems = _problems(rows)
    if problems:
        raise DataError(problems)
    keys = rows["territory"].unique(maintain_order=True).to_list()
    territories = []
    for key in keys:
        code, _, version = key.partition("@")
        territories.append(Territory(code, version, code, level_of(code), code[:-1], code[:2]))
    if len({t.code for t in territories}) < len(territories):
        raise DataError(
            Problem(
                "territories",
                "one code stands in several versions.",
                "Convert the figures of each version by themselves.",
            )
        )
    filled = rows.filter(pl.col("value").is_not_null()).with_columns(
        pl.col("territory").str.split("@").list.first(),
        pl.col("period").cast(pl.Int64),
        pl.col("value").cast(pl.String).str.strip_suffix(".0"),
    )
    return from_long(
        filled,
        name="table",
        version=territories[0].version if territories else "",
        digest=hashlib.sha256(table.write_csv().encode()).hexdigest(),
        territories=tuple(territories),
        expected=rows["indicator"].unique().to_list(),
    )


def _problems(rows: pl.DataFrame) -> list[Problem]:
    """Bare codes, doubles, unknown statuses; each with its row."""
    problems = [
        Problem(
            f"row {line}",
            f"{code!r} is a bare code.",
            "Write code@version, such as NL31@2016: one code may name two places.",
        )
        for line, code in rows.filter(
            ~pl.col("territory").str.contains(r"^[^@:\s]+@[^@:\s]+$").fill_null(False)
        )
        .select("line", "territory")
        .iter_rows()
    ]
    doubles = rows.filter(~pl.struct("territory", "indicator", "period").is_first_distinct())
    problems += [
        Problem(f"row {r['line']}", f"{r['territory']}, {r['indicator']}, {r['period']} stands twice.", "Keep one.")
        for r in doubles.iter_rows(named=True)
    ]  # fmt: skip
    strange = rows.filter(~pl.col("status").is_in(list(STATUS_OF)))
    problems += [
        Problem(
            f"row {line}", f"the status {status!r} is not known.", did_you_mean(status, STATUS_OF)
        )
        for line, status in strange.select("line", "status").iter_rows()
    ]
    return sorted(problems, key=lambda p: int(p.where.split()[1]))
