"""The rules that a long table of observations is checked by; each names the row and the remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import polars as pl

from territoria.errors import Problem, TerritoriaError, did_you_mean
from territoria.model import Indicator, Territory
from territoria.observations import STATUS_OF
from territoria.territories import full_key

DEFAULT_PERIOD = 0
OWN_LEVEL = 2
LARGEST = 1e18  # beyond this a figure is taken for a slip, such as two glued together
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")

Place = Callable[[int], str]
Known = Mapping[str, Indicator | None]


def check_rows(place: Place, table: pl.DataFrame, indicators: Known) -> list[Problem]:
    """Problems of the long table (all columns text, ``line`` the row's number), rule by rule."""
    problems = [
        *_each(
            place,
            table.filter(pl.col("territory") == ""),
            "the territory is empty.",
            "Give its code.",
        ),
        *_names(place, table, indicators),
        *_each(
            place,
            table.filter(pl.col("period").is_in(_strange_periods(table))),
            "the period {period!r} is not a year.",
            "Write it as 2021.",
        ),
        *_values(place, _doubtful(table)),
        *_doubles(place, table),
        *_statuses(place, table),
    ]
    if "unit_of_measure" in table.columns:
        problems += _units(place, table, indicators)
    if "standard_error" in table.columns:
        error = pl.col("standard_error").cast(pl.Float64, strict=False)
        right = (error.is_finite() & (error >= 0)).fill_null(False)
        problems += _each(
            place,
            table.filter((pl.col("standard_error") != "") & ~right),
            "the standard error {standard_error!r} is not a number of 0 or more.",
            "Correct it.",
        )
        problems += _too_large(place, table, "standard_error")
    return problems


def _doubtful(table: pl.DataFrame) -> pl.DataFrame:
    """Rows whose value is there and is no ordinary number: few, so that rules on text cost little."""
    number = table["value"].cast(pl.Float64, strict=False)
    sound = (number.is_finite() & (number.abs() <= LARGEST)).fill_null(False)
    return table.filter(~sound & (table["value"] != ""))


def _strange_periods(table: pl.DataFrame) -> list[str]:
    """Periods that are no years."""
    periods = table["period"].unique()
    year = periods.str.contains(rf"^([0-9]{{4}}|{DEFAULT_PERIOD})$")
    return periods.filter(~year).to_list()


def _each(place: Place, rows: pl.DataFrame, what: str, mend: str) -> Iterator[Problem]:
    """The same problem for every row, in words with the row's cells."""
    for row in rows.iter_rows(named=True):
        yield Problem(place(row["line"]), what.format(**row), mend.format(**row))


def _names(place: Place, table: pl.DataFrame, indicators: Known) -> Iterator[Problem]:
    """Indicators that the framework does not know; where any may stand, names that are no ids."""
    first = table.unique("indicator", keep="first", maintain_order=True)
    for row in first.iter_rows(named=True):
        name = row["indicator"]
        if name not in indicators:
            what = f"the indicator {name!r} is not in the framework."
            yield Problem(place(row["line"]), what, did_you_mean(name, indicators))
        elif not IDENTIFIER.fullmatch(name):
            what = f"{name!r} is no id of an indicator."
            yield Problem(place(row["line"]), what, "Use letters, digits, '_', '.' and '-'.")


def _values(place: Place, filled: pl.DataFrame) -> Iterator[Problem]:
    """Figures that are no finite numbers, or too large to be true."""
    value = pl.col("value")
    number = value.cast(pl.Float64, strict=False)
    comma = value.str.contains(r"^[-+]?\d{1,3}([ .]\d{3})*,\d+$|^[-+]?\d+,\d+$")
    what = "the value {value!r} has a decimal comma."
    yield from _each(place, filled.filter(comma), what, "Write it with a point.")
    infinite = filled.filter(number.is_infinite().fill_null(False))
    mend = "Leave the cell empty if it is not known."
    yield from _each(place, infinite, "the value is infinite.", mend)
    yield from _too_large(place, filled, "value")
    yield from _each(
        place,
        filled.filter((number.is_null() | number.is_nan()) & ~comma),
        "the value {value!r} is not a number.",
        "Write a number, or leave the cell empty.",
    )


def _too_large(place: Place, table: pl.DataFrame, column: str) -> Iterator[Problem]:
    """Finite figures beyond ``LARGEST``, with which a sum of squares may overflow."""
    number = pl.col(column).cast(pl.Float64, strict=False)
    large = (number.is_finite() & (number.abs() > LARGEST)).fill_null(False)
    what = f"the {column.replace('_', ' ')} {{{column}}} is so large that it must be a slip."
    yield from _each(place, table.filter(large), what, "Correct it, or give it in a larger unit.")


def _doubles(place: Place, table: pl.DataFrame) -> Iterator[Problem]:
    """Keys that stand twice."""
    keys = ["territory", "indicator", "period"]
    double = (
        table.filter(pl.struct(keys).is_duplicated())
        .with_columns(pl.col("line").min().over(keys).alias("first"))
        .filter(pl.col("line") != pl.col("first"))
    )
    what = "{territory}, {indicator}, {period} stands already in line {first}."
    yield from _each(place, double, what, "Keep one.")


def _statuses(place: Place, table: pl.DataFrame) -> Iterator[Problem]:
    """Statuses that are not known, or that a figure cannot have."""
    status = pl.col("status")
    yield from _each(
        place,
        table.filter((status != "") & ~status.is_in(list(STATUS_OF))),
        "the status {status!r} is not known.",
        f"Known: {', '.join(STATUS_OF)}.",
    )
    yield from _each(
        place,
        table.filter((pl.col("value") != "") & status.is_in(["missing", "suppressed"])),
        "the figure {value} has the status {status!r}.",
        "Leave the cell empty, or correct the status.",
    )


def _units(place: Place, table: pl.DataFrame, indicators: Known) -> list[Problem]:
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
                    place(row["line"]),
                    f"the unit {row['unit_of_measure']!r} is not that of {text.id}.",
                    f"Convert the figures to {text.unit_of_measure.say('en')!r}.",
                )
            )
    return problems


def read_codes(
    place: Place, table: pl.DataFrame, version: str | None, problems: list[Problem]
) -> dict[str, Territory]:
    """Territories by the code as written; what is wrong with a code is added to ``problems``.

    A bare code whose meaning differs between versions is refused.
    """
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
                Problem(place(row["line"]), f"{problem.where}: {problem.what}", problem.mend)
            )
            continue
        if not (plain and held) or re.search("[@:]", plain + held):
            what = f"{code!r} is no code of a territory."
            problems.append(Problem(place(row["line"]), what, "Write code or code@version."))
            continue
        other, line = written.setdefault(plain, (code, row["line"]))
        if other != code:
            what = f"{code} stands also as {other} in line {line}."
            problems.append(
                Problem(place(row["line"]), what, "Write it in one way, in one version.")
            )
            continue
        country = plain[:2] if re.match(r"^[A-Z]{2}", plain) else "own"
        found[code] = Territory(plain, held, plain, OWN_LEVEL, "", country)
    return found
