"""From a cube to observations: which cut of it is which of our indicators.

One indicator is one cut: one code of every dimension but territory and time, chosen expressly. A
cut that leaves a choice open is refused with the choices, because two series mixed in one column
can no longer be told apart.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from territoria.errors import DataError, Problem, did_you_mean
from territoria.sources.cube import FLAG, VALUE, Cube, Dimension

IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")
YEAR = re.compile(r"[0-9]{4}")
MOST_SHOWN = 12
COLUMNS = (
    "territory", "indicator", "period", "value", "status", "flag", "source", "inherited_from",
)  # fmt: skip
NO_FIGURE = ("NaN", "nan", ":", "")


@dataclass(frozen=True)
class Selection:
    """One of our indicators and the cut that observes it: dimension → code."""

    indicator: str
    cut: Mapping[str, str]


@dataclass(frozen=True)
class Rows:
    """Observations in the columns of a release, and what the reader should know about them.

    ``names``: territory → its label at the source.
    """

    table: pl.DataFrame
    names: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def default_id(dataset: str, cut: Mapping[str, str]) -> str:
    """``isoc_e_dii`` with ``indic_is=E_DI4_HI`` → ``isoc_e_dii.e_di4_hi``, in the cut's order."""
    parts = [dataset, *cut.values()]
    return re.sub(r"[^a-z0-9_.\-]", "_", ".".join(parts).lower())


def read_map(path: Path) -> tuple[Selection, ...]:
    """A mapping file: CSV with a column ``indicator`` and one for each dimension of the cut.

    DataError lists every line that does not hold.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            Problem(str(path), f"it cannot be read ({error}).", "Check path and encoding.")
        ) from None
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if "indicator" not in (rows.fieldnames or ()) or len(rows.fieldnames or ()) < 2:
        what = "the header needs indicator and at least one dimension."
        raise DataError(Problem(f"{path}:1", what, "Begin with indicator,unit,…"))
    found: list[Selection] = []
    problems = []
    for row in rows:
        name = (row.pop("indicator") or "").strip()
        cut = {k.strip(): (v or "").strip() for k, v in row.items() if k and (v or "").strip()}
        what = "" if IDENTIFIER.fullmatch(name) else f"{name!r} is no id of an indicator."
        if name in {s.indicator for s in found}:
            what = f"the indicator {name} stands twice."
        if None in row:
            what = "there are more cells than columns."
        if what:
            problems.append(Problem(f"{path}:{rows.line_num}", what, "Correct the line."))
        found.append(Selection(name, cut))
    if problems or not found:
        raise DataError(problems or Problem(str(path), "no line names an indicator.", "Add one."))
    return tuple(found)


def rows_of(
    cube: Cube,
    selections: Sequence[Selection],
    *,
    where: str,
    source: str = "s1",
    geo: Sequence[str] = (),
    since: int | None = None,
    until: int | None = None,
) -> Rows:
    """The chosen cuts as rows: territory, indicator, period, value, status, flag, source.

    Missing cells (``:`` at Eurostat) have no row, suppressed ones have a row without a value;
    ``notes`` count both. ``geo``, ``since``, ``until`` keep some territories and years. DataError
    lists every dimension, code, period or free choice that does not hold.
    """
    place, time = _axes(cube, where)
    problems = problems_of_years(since, until, where)
    problems += [p for s in selections for p in _unknown(cube, s, where)]
    known = set(place.codes)
    problems += [_not_allowed(place, code, where) for code in geo if code not in known]
    if problems:
        raise DataError(problems)
    parts = []
    for selection in selections:
        part = _cut(cube, selection)
        if geo:
            part = part.filter(pl.col(place.id).is_in(list(geo)))
        problems += _free(cube, part, selection, (place.id, time.id), where)
        parts.append(
            part.select(
                pl.col(place.id).alias("territory"),
                pl.lit(selection.indicator).alias("indicator"),
                pl.col(time.id).alias("period"),
                pl.col(VALUE).alias("value"),
                pl.col(FLAG).alias("flag"),
            )
        )
    table = pl.concat(parts)
    if not problems:
        problems = _cells(table, where)
    if problems:
        raise DataError(problems)
    found = _release_rows(_between(table, since, until), source, place, geo or place.codes, where)
    return replace(found, notes=cube.notes + found.notes)


def problems_of_years(since: int | None, until: int | None, where: str) -> list[Problem]:
    """A first year that is after the last one."""
    if since is None or until is None or since <= until:
        return []
    return [Problem(where, f"no year is since {since} and until {until}.", "Swap the two.")]


def _axes(cube: Cube, where: str) -> tuple[Dimension, Dimension]:
    place, time = cube.of_role("geo"), cube.of_role("time")
    if place is None or time is None:
        absent = "territories" if place is None else "periods"
        what = f"no dimension holds the {absent}."
        raise DataError(Problem(where, what, f"Its dimensions: {', '.join(cube.ids)}."))
    return place, time


def _unknown(cube: Cube, selection: Selection, where: str) -> list[Problem]:
    """Dimensions and codes of a cut that the cube does not have."""
    problems = []
    for name, code in selection.cut.items():
        dimension = cube.dimension(name)
        if dimension is None:
            what = f"the dimension {name} is not in this dataset."
            problems.append(Problem(where, what, did_you_mean(name, cube.ids)))
        elif code not in dimension.codes:
            problems.append(_not_allowed(dimension, code, where))
    return problems


def _not_allowed(dimension: Dimension, code: str, where: str) -> Problem:
    what = f"{dimension.id}={code} is not in this dataset."
    if len(dimension.codes) > 2 * MOST_SHOWN:
        from difflib import get_close_matches

        close = get_close_matches(code, dimension.codes, n=3, cutoff=0.4)
        first = ", ".join(close or dimension.codes[:MOST_SHOWN])
        return Problem(where, what, f"Close or first of {len(dimension.codes)}: {first}.")
    return Problem(where, what, did_you_mean(code, dimension.codes))


def _cut(cube: Cube, selection: Selection) -> pl.DataFrame:
    part = cube.table
    for name, code in selection.cut.items():
        dimension = cube.dimension(name)
        if dimension is not None:
            part = part.filter(pl.col(dimension.id) == code)
    return part


def _free(
    cube: Cube, part: pl.DataFrame, selection: Selection, axes: tuple[str, str], where: str
) -> list[Problem]:
    """Every dimension in which the cut leaves a choice, with the codes to choose from."""
    problems = []
    for dimension in cube.dimensions:
        left = [c for c in part[dimension.id].unique(maintain_order=True).to_list() if c]
        if dimension.id in axes or len(left) < 2:
            continue
        shown = ", ".join(dimension.say(c) for c in left[:MOST_SHOWN])
        more = f" … ({len(left)} in all)" if len(left) > MOST_SHOWN else ""
        what = f"{selection.indicator}: the cut leaves {dimension.id} open: {shown}{more}."
        problems.append(Problem(where, what, f"Choose one, e.g. {dimension.id}={left[0]}."))
    return problems


def _cells(table: pl.DataFrame, where: str) -> list[Problem]:
    """Periods that are no years, figures that are no numbers, and keys that stand twice."""
    problems = []
    odd = [p for p in table["period"].unique(maintain_order=True) if not YEAR.fullmatch(p or "")]
    if odd:
        what = f"periods that are not years: {', '.join(str(p) for p in odd[:5])}."
        problems.append(Problem(where, what, "Choose yearly figures, e.g. freq=A."))
    value = pl.col("value")
    number = value.cast(pl.Float64, strict=False)
    text = table.filter(
        value.is_not_null() & ~value.is_in(NO_FIGURE) & ~number.is_finite().fill_null(False)
    )
    for row in text.head(5).iter_rows(named=True):
        what = f"the value {row['value']!r} of {row['territory']} in {row['period']} is no number."
        problems.append(Problem(where, what, "Tell the publisher; choose another cut till then."))
    keys = ["territory", "indicator", "period"]
    double = table.filter(pl.struct(keys).is_duplicated()).unique(keys, maintain_order=True)
    for row in double.head(5).iter_rows(named=True):
        what = f"{row['territory']}, {row['indicator']}, {row['period']} stands more than once."
        problems.append(Problem(where, what, "Narrow the cut."))
    return problems


def _between(table: pl.DataFrame, since: int | None, until: int | None) -> pl.DataFrame:
    year = pl.col("period").cast(pl.Int64)
    if since is not None:
        table = table.filter(year >= since)
    return table if until is None else table.filter(year <= until)


def _release_rows(
    table: pl.DataFrame, source: str, place: Dimension, asked: Sequence[str], where: str
) -> Rows:
    known = pl.col("value").is_not_null() & ~pl.col("value").is_in(NO_FIGURE)
    plain = pl.col("flag").fill_null("").str.replace_all(r"[:\s,]", "").str.to_lowercase()
    full = table.with_columns(
        pl.when(known).then(pl.col("value")).otherwise(pl.lit("")).alias("value"),
        plain.alias("flag"),
    ).with_columns(
        pl.when(pl.col("value") != "")
        .then(pl.lit("observed"))
        .when(pl.col("flag").str.contains("[cq]"))
        .then(pl.lit("suppressed"))
        .otherwise(pl.lit("missing"))
        .alias("status"),
        pl.lit(source).alias("source"),
        pl.lit("").alias("inherited_from"),
    )
    kept = full.filter(pl.col("status") != "missing").select(COLUMNS)
    if kept.filter(pl.col("value") != "").is_empty():
        raise DataError(Problem(where, "the cut holds no figure.", "Widen territories or years."))
    held = kept["territory"].unique().to_list()
    return Rows(
        kept.sort("territory", "indicator", "period"),
        {code: place.labels.get(code, code) for code in held},
        tuple(_absences(kept, [code for code in asked if code not in held], where)),
    )


def _absences(kept: pl.DataFrame, without: Sequence[str], where: str) -> Iterator[str]:
    """What is not there, in words: a source may state a missing cell or just leave it out."""
    for indicator, rows in kept.group_by("indicator", maintain_order=True):
        cells = rows["territory"].n_unique() * rows["period"].n_unique()
        counts = {
            "missing": cells - rows.height,
            "suppressed": rows.filter(pl.col("status") == "suppressed").height,
        }
        for status, count in counts.items():
            if count:
                what = f"{count} of {cells} cells are {status}; they are not 0."
                yield f"{where}: {indicator[0]}: {what}"
    if without:
        shown = ", ".join(without[:MOST_SHOWN]) + (" …" if len(without) > MOST_SHOWN else "")
        yield f"{where}: {len(without)} territories have no figure at all: {shown}."
