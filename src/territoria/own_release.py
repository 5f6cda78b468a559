"""A release with a territory's own figures laid over it.

Own figures are a small release of their own. Laid over a larger one they say what a team knows of
its place, and everybody else's figures stay as they are, to the last bit. Rules: an own figure
stands for the published one of the same territory, indicator and period. An own cell without a
figure (suppressed, empty) says nothing about a figure that is published: it never takes one away.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from territoria.errors import DataError, Problem, did_you_mean
from territoria.model import Status, Territory
from territoria.observations import STATUS_OF, TABLE, Observations, SourceRecord, from_long

KEYS = ("territory", "indicator", "period")
FILLINGS = {"status": "observed", "flag": "", "source": "", "inherited_from": ""}
# ':' and '@' part an address, and an address is copied as one word
UNFIT = re.compile(r"[:@\s]")


def own_release(
    table: pl.DataFrame,
    *,
    name: str,
    base: Observations,
    places: Iterable[Territory] = (),
    sources: Mapping[str, SourceRecord] | None = None,
    datasets: Mapping[tuple[str, str], str] | None = None,
) -> Observations:
    """Own figures as a release, to be laid over ``base``.

    ``table``: territory (``code@version``), indicator, period, value as printed; optionally status,
    flag, source, inherited_from, standard_error, and ``line``, where each stands in the table that
    it was read from. ``places``: territories that the base does not hold. A row without a figure is
    left out unless it is suppressed. DataError lists every row that is wrong.
    """
    rows = _plain(table, name)
    known = {t.key: t for t in (*base.territories, *places)}
    problems = _problems(rows, name, known)
    if problems:
        raise DataError(problems)
    used = dict.fromkeys(rows["territory"].sort().to_list())
    territories = tuple(known[key] for key in used)
    said = rows.sort(KEYS).write_csv() + "\n".join(repr(t) for t in territories)
    return from_long(
        rows.with_columns(pl.col("territory").replace({k: t.code for k, t in known.items()})),
        name=name,
        version=base.version,
        digest=hashlib.sha256(said.encode()).hexdigest(),
        territories=territories,
        sources=sources,
        datasets=datasets,
    )


def with_own(base: Observations, own: Observations) -> Observations:
    """``base`` with the figures of ``own`` laid over it, as ``<base>+<own>``.

    Territories and indicators that only ``own`` has stand after those of the base. How finely an
    indicator is printed stays that of the base. DataError where a name does not fit an address, or
    where a territory or source of the own figures would be taken for another of the base.
    """
    problems = _clashes(base, own)
    if problems:
        raise DataError(problems)
    held = {t.key for t in base.territories}
    territories = (*base.territories, *(t for t in own.territories if t.key not in held))
    axes = (
        tuple(sorted({*base.periods, *own.periods})),
        tuple(t.key for t in territories),
        tuple(dict.fromkeys((*base.indicators, *own.indicators))),
    )
    before, figures = (_spread(o, o.values, np.nan, axes) for o in (base, own))
    statuses = _spread(own, own.status, Status.MISSING, axes)
    said = np.isfinite(figures) | (~np.isfinite(before) & (statuses != Status.MISSING))

    def laid(under: NDArray[Any], over: NDArray[Any], empty: Any) -> NDArray[Any]:
        return np.where(said, _spread(own, over, empty, axes), _spread(base, under, empty, axes))

    errors = None
    if base.standard_error is not None or own.standard_error is not None:
        errors = laid(_errors(base), _errors(own), np.nan)
    return Observations(
        name=f"{base.name}+{own.name}",
        version=base.version,
        digest=hashlib.sha256(f"{base.digest}\n{own.digest}".encode()).hexdigest(),
        territories=territories,
        indicators=axes[2],
        periods=axes[0],
        values=np.where(said, figures, before),
        status=laid(base.status, own.status, Status.MISSING),
        doubtful=laid(base.doubtful, own.doubtful, False),
        precision={**own.precision, **base.precision},
        standard_error=errors,
        groups={
            name: (*labels, *[""] * (len(territories) - len(labels)))
            for name, labels in base.groups.items()
        },
        sources={**own.sources, **base.sources},
        datasets={**own.datasets, **base.datasets},
        table=_laid_rows(base, own, said, axes),
    )


# ── the table of own figures ──────────────────────────────────────────────────────────────────


def _plain(table: pl.DataFrame, name: str) -> pl.DataFrame:
    """All columns in their types; rows that hold neither a figure nor a reason left out."""
    absent = [column for column in (*KEYS, "value") if column not in table.columns]
    if absent:
        what = f"columns are missing: {', '.join(absent)}."
        raise DataError(Problem(name, what, f"Use {', '.join((*KEYS, 'value'))}."))
    rows = table if "line" in table.columns else table.with_row_index("line", offset=2)
    fillings = {c: pl.lit(f) for c, f in FILLINGS.items() if c not in rows.columns}
    value = pl.col("value").cast(pl.String).fill_null("").str.strip_chars()
    rows = rows.with_columns(**fillings).with_columns(
        pl.col(*FILLINGS).cast(pl.String).fill_null(""),
        pl.when(table["value"].dtype.is_numeric())
        .then(value.str.strip_suffix(".0"))
        .otherwise(value),
        pl.col("territory").str.strip_chars(),
        pl.col("period").cast(pl.Int64),
        pl.col("line").cast(pl.Int64),
    )
    return rows.filter(_is_figure() | (pl.col("status") == "suppressed"))


def _is_figure() -> pl.Expr:
    return pl.col("value").cast(pl.Float64, strict=False).is_finite().fill_null(False)


def _problems(rows: pl.DataFrame, name: str, known: Mapping[str, Territory]) -> list[Problem]:
    """Territories and statuses that are not known, and figures that stand twice, by line."""
    problems = []
    doubles = rows.select(~pl.struct(KEYS).is_first_distinct()).to_series()
    for row, double in zip(rows.iter_rows(named=True), doubles, strict=True):
        where = f"{name} line {row['line']}"
        if row["territory"] not in known:
            what = f"{row['territory']!r} is no territory of the release."
            mend = "Write code@version, and hand over the territories that it does not hold."
            problems.append(Problem(where, what, mend))
        if row["status"] not in STATUS_OF:
            what = f"the status {row['status']!r} is not known."
            problems.append(Problem(where, what, did_you_mean(row["status"], STATUS_OF)))
        if double:
            what = f"{', '.join(str(row[key]) for key in KEYS)} stands twice."
            problems.append(Problem(where, what, "Keep one."))
    if rows.is_empty():
        problems.append(Problem(name, "it holds no figure at all.", "Fill the value column."))
    return problems


# ── laying one over the other ─────────────────────────────────────────────────────────────────


def _clashes(base: Observations, own: Observations) -> list[Problem]:
    """Why two releases can not be laid over each other without a mistake."""
    problems = [
        Problem(
            repr(o.name), "a release of this name has no address.", "Leave out ':', '@', blanks."
        )
        for o in (base, own)
        if not o.name or UNFIT.search(o.name)
    ]
    keys = {t.code: t.key for t in base.territories}
    finest = max(t.level for t in base.territories)
    for place in own.territories:
        if keys.get(place.code, place.key) != place.key:
            what = f"release {base.name} holds {keys[place.code]}, a place of the same code."
            problems.append(Problem(place.key, what, "Convert the figures, or use another code."))
        if place.level > finest:
            what = f"its level {place.level} is finer than all of release {base.name}."
            problems.append(Problem(place.key, what, f"Give it the level {finest}."))
    for source in sorted(set(own.table["source"].to_list()) & set(base.sources)):
        if own.sources.get(source) != base.sources[source]:
            what = f"release {base.name} has another source of this name."
            problems.append(Problem(f"source {source}", what, "Give the own source another name."))
    return problems


Axes = tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...]]


def _spread(held: Observations, block: NDArray[Any], empty: Any, axes: Axes) -> NDArray[Any]:
    """A panel of one release on the periods, territories and indicators of both."""
    out = np.full(tuple(map(len, axes)), empty, dtype=block.dtype)
    own = held.periods, [t.key for t in held.territories], held.indicators
    out[np.ix_(*(_places(some, axis) for some, axis in zip(own, axes, strict=True)))] = block
    return out


def _places(some: Sequence[Any], axis: Sequence[Any]) -> list[int]:
    place = {name: n for n, name in enumerate(axis)}
    return [place[name] for name in some]


def _errors(held: Observations) -> NDArray[np.float64]:
    """Standard errors as given, missing where a release has none."""
    if held.standard_error is None:
        return np.full(held.values.shape, np.nan)
    return held.standard_error


def _laid_rows(
    base: Observations, own: Observations, said: NDArray[np.bool_], axes: Axes
) -> pl.DataFrame:
    """The rows behind the figures: own ones where they say something, else those of the base."""
    key_of = {t.code: t.key for t in own.territories}
    cells = zip(
        _places(own.table["period"].to_list(), axes[0]),
        _places([key_of[code] for code in own.table["territory"]], axes[1]),
        _places(own.table["indicator"].to_list(), axes[2]),
        strict=True,
    )
    used = own.table.filter(pl.Series([bool(said[cell]) for cell in cells], dtype=pl.Boolean))
    used = used.with_columns(pl.lit(own.name).alias(TABLE))
    if base.table.is_empty():
        return used
    kept = base.table.join(used, on=KEYS, how="anti")
    return pl.concat([kept, used], how="diagonal_relaxed")
