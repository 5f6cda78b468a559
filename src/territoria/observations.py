"""Releases of observations: frozen tables with digest, statuses and sources.

A release is a folder: ``observations.csv.gz`` (long: territory, indicator, period, value, status,
flag, source, inherited_from), ``sources.csv``, ``datasets.csv`` and a Data Package descriptor whose
``digest`` covers everything. In memory a release is a dense panel ``[period, territory, indicator]``
with a status for every cell: missing, zero and imputed are never the same thing.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from territoria.content import content_root
from territoria.errors import DataError, Problem, did_you_mean
from territoria.model import Source, Status, Territory
from territoria.territories import find_territory, read_territories

Floats = NDArray[np.float64]

FLAGS = {
    "b": "break in the series",
    "u": "low reliability",
    "n": "region of NUTS 2016 whose border moved slightly",
}
STATUS_OF = {
    "observed": Status.OBSERVED,
    "inherited": Status.INHERITED,
    "suppressed": Status.SUPPRESSED,
    "estimated": Status.ESTIMATED,
    "missing": Status.MISSING,
}
DESCRIPTOR = "datapackage.json"
OBSERVATIONS = "observations.csv.gz"
TABLE = "table"  # column that names the table of a row, where several lie over each other
STATUSES = ("observed", "inherited", "missing (the cell is absent)")
# codes and figures that look like numbers are text all the same
TEXT_COLUMNS = (
    "territory", "indicator", "value", "status", "flag", "source", "inherited_from",
    "unit_of_measure", "standard_error",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Publisher and licence of a source, and where the figures were retrieved."""

    source: str
    publisher: str
    licence: str
    retrieved_from: str = ""
    commit: str = ""
    path: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure with everything that is known about where it comes from."""

    territory: str
    indicator: str
    period: int
    value: float
    status: Status
    flag: str
    source: str
    inherited_from: str
    row: int
    table: str = OBSERVATIONS


@dataclass(frozen=True)
class Observations:
    """A release in memory. ``values[period, territory, indicator]``, NaN where missing.

    ``precision``: the last printed digit of each indicator, in its own unit.
    ``groups``: name of a grouping → the label of each territory.
    ``standard_error``: same shape as ``values`` where the publisher or user gives one.
    """

    name: str
    version: str
    digest: str
    territories: tuple[Territory, ...]
    indicators: tuple[str, ...]
    periods: tuple[int, ...]
    values: Floats
    status: NDArray[np.uint8]
    doubtful: NDArray[np.bool_]
    precision: dict[str, float]
    standard_error: Floats | None = None
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, SourceRecord] = field(default_factory=dict)
    datasets: Mapping[tuple[str, str], str] = field(default_factory=dict)
    table: pl.DataFrame = field(default_factory=pl.DataFrame, repr=False)

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        """Key of each territory → its place in the panel."""
        return {t.key: n for n, t in enumerate(self.territories)}

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str, int], int]:
        """Code of the territory, indicator and period → the row of the table that holds the cell."""
        if self.table.is_empty():
            return {}
        keys = self.table.select("territory", "indicator", "period")
        return {key: n for n, key in enumerate(keys.iter_rows())}

    def territory(self, wanted: str) -> Territory:
        """The territory of that code or name; UnknownTerritory says which are close."""
        return find_territory(self.territories, wanted)

    def indicator_index(self, indicator: str) -> int:
        """Column of an indicator; DataError where the release has none of that name."""
        try:
            return self.indicators.index(indicator)
        except ValueError:
            raise DataError(
                Problem(
                    indicator,
                    f"release {self.name} has no indicator of this name.",
                    did_you_mean(indicator, self.indicators),
                )
            ) from None

    def with_indicators(self, names: Sequence[str]) -> Observations:
        """The same release, in which indicators it does not hold are there and missing everywhere.

        A framework may ask for more than any release has; the factor is then unknown.
        """
        absent = tuple(n for n in dict.fromkeys(names) if n not in self.indicators)
        if not absent:
            return self

        def widen(block: NDArray[Any], empty: Any) -> NDArray[Any]:
            more = np.full((*block.shape[:2], len(absent)), empty, dtype=block.dtype)
            return np.concatenate([block, more], axis=2)

        errors = self.standard_error
        return replace(
            self,
            indicators=(*self.indicators, *absent),
            values=widen(self.values, np.nan),
            status=widen(self.status, int(Status.MISSING)),
            doubtful=widen(self.doubtful, False),
            standard_error=None if errors is None else widen(errors, np.nan),
        )

    def cell(self, territory: str, indicator: str, period: int) -> Cell | None:
        """The source cell of a figure (row = line in its table, header is line 1), or None."""
        line = self._lines.get((territory, indicator, period))
        if line is None:
            return None
        row = self.table.row(line, named=True)
        return Cell(
            territory=territory,
            indicator=indicator,
            period=period,
            value=float(row["value"] or "nan"),
            status=STATUS_OF[row["status"]],
            flag=row["flag"] or "",
            source=row["source"],
            inherited_from=row["inherited_from"] or "",
            row=int(row["line"]),
            table=row.get(TABLE) or OBSERVATIONS,
        )

    def credit(self, cell: Cell, text: Source) -> Source:
        """Publisher, data set and licence of a cell: those of the indicator's text, or, in a table
        laid over the release, of whoever gave the figure.
        """
        if cell.table == OBSERVATIONS:
            return text
        record = self.sources.get(cell.source)
        return text.model_copy(
            update={
                "publisher": record.publisher if record else cell.table,
                "dataset": self.datasets.get((cell.indicator, cell.source), cell.table),
                "licence": record.licence if record else "",
            }
        )

    def latest(
        self,
        indicators: Sequence[str],
        *,
        level: int | None = None,
        territories: Sequence[Territory] | None = None,
        until: int | None = None,
    ) -> Cut:
        """The latest figure of each territory, not after ``until``, as ``(indicator, territory)``."""
        if territories is None:
            territories = [t for t in self.territories if level is None or t.level == level]
        columns = np.array([self.indicator_index(i) for i in indicators], dtype=np.intp)
        rows = np.array([self._rows[t.key] for t in territories], dtype=np.intp)
        kept = np.array(
            [n for n, p in enumerate(self.periods) if until is None or p <= until], dtype=np.intp
        )
        if not kept.size:
            raise DataError(
                Problem(
                    self.name,
                    f"it has no figure up to {until}.",
                    f"The first is of {self.periods[0]}.",
                )
            )
        panel = self.values[np.ix_(kept, rows, columns)].transpose(0, 2, 1)
        present = np.isfinite(panel)
        last = len(kept) - 1 - np.argmax(present[::-1], axis=0)
        known = present.any(axis=0)
        grid = np.arange(len(columns))[:, None], np.arange(len(rows))[None, :]

        def pick(source: NDArray[Any], empty: Any) -> NDArray[Any]:
            block = source[np.ix_(kept, rows, columns)].transpose(0, 2, 1)
            return np.ascontiguousarray(np.where(known, block[last, *grid], empty))

        periods = np.array([self.periods[k] for k in kept], dtype=np.int64)
        return Cut(
            territories=tuple(territories),
            indicators=tuple(indicators),
            values=pick(self.values, np.nan),
            period=np.where(known, periods[last], 0),
            status=pick(self.status, int(Status.MISSING)),
            doubtful=pick(self.doubtful, False),
            standard_error=(
                None if self.standard_error is None else pick(self.standard_error, np.nan)
            ),
            groups={name: tuple(labels[r] for r in rows) for name, labels in self.groups.items()},
        )

    def series(self, territory: str, indicator: str) -> tuple[NDArray[np.int64], Floats]:
        """Periods and values of one territory's indicator, missing ones left out."""
        line = self.values[:, self._rows[territory], self.indicator_index(indicator)]
        known = np.isfinite(line)
        return np.array(self.periods, dtype=np.int64)[known], line[known]


@dataclass(frozen=True)
class Cut:
    """One figure per indicator and territory. Arrays are ``(indicator, territory)``, contiguous.

    ``groups``: name of a grouping → the label of each territory. ``denominators``: what each figure
    is divided by, 1 in the rows of indicators that are not divided.
    """

    territories: tuple[Territory, ...]
    indicators: tuple[str, ...]
    values: Floats
    period: NDArray[np.int64]
    status: NDArray[np.uint8]
    doubtful: NDArray[np.bool_]
    standard_error: Floats | None = None
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    denominators: Floats | None = None

    @cached_property
    def _columns(self) -> Mapping[str, int]:
        return {t.key: n for n, t in enumerate(self.territories)}

    def column(self, territory: str) -> int:
        """Index of a territory by key."""
        return self._columns[territory]


# ── reading a release ─────────────────────────────────────────────────────────────────────────


def release_folder(name: str) -> Path:
    """The folder of a bundled release by name, or of a release of one's own by path.

    DataError with the known names where there is none.
    """
    root = content_root() / "observations"
    known = sorted(p.name for p in root.iterdir() if (p / DESCRIPTOR).is_file())
    if name in known:
        return root / name
    own = Path(name)
    if (own / DESCRIPTOR).is_file():
        return own
    if own.is_dir():
        what = f"this folder is no release: it holds no {DESCRIPTOR}."
        raise DataError(Problem(name, what, "Name the folder that the fetch wrote."))
    raise DataError(Problem(name, "no such release.", did_you_mean(name, known)))


@lru_cache(maxsize=4)
def bundled(name: str) -> Observations:
    """A release that ships with the library, or one's own by its path, read once."""
    return load_release(release_folder(name))


def load_release(folder: Path) -> Observations:
    """Read a release folder.

    DataError where the folder is no release, or a table is not the one that its digest describes.
    The digests of the releases that ship with the library are trusted; ``verify_release`` checks
    them too.
    """
    descriptor = read_descriptor(folder)
    if not folder.resolve().is_relative_to(content_root().resolve()):
        problems = verify_release(folder)
        if problems:
            raise DataError(problems)
    table = pl.read_csv(
        folder / OBSERVATIONS,
        schema_overrides={**dict.fromkeys(TEXT_COLUMNS, pl.String), "period": pl.Int64},
    ).with_row_index("line", offset=2)
    territories = read_territories(folder / descriptor["territories"])
    sources = {r["source"]: SourceRecord(**r) for r in _rows(folder / "sources.csv")}
    datasets = {(r["indicator"], r["source"]): r["dataset"] for r in _rows(folder / "datasets.csv")}
    return from_long(
        table,
        name=descriptor["name"],
        version=descriptor["version_of_codes"],
        digest=descriptor["digest"],
        territories=territories,
        sources=sources,
        datasets=datasets,
    )


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of a release folder. DataError where it is missing or no JSON object."""
    path = folder / DESCRIPTOR
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        what = f"this is no release: {DESCRIPTOR} is missing."
        raise DataError(Problem(str(folder), what, "Name the folder of a release.")) from None
    except ValueError:
        held = None
    if not isinstance(held, dict) or "digest" not in held:
        raise DataError(Problem(str(path), "this is no descriptor.", "Restore the release."))
    return held


def from_long(
    table: pl.DataFrame,
    *,
    name: str,
    version: str,
    digest: str,
    territories: tuple[Territory, ...],
    sources: Mapping[str, SourceRecord] | None = None,
    datasets: Mapping[tuple[str, str], str] | None = None,
    expected: Iterable[str] = (),
) -> Observations:
    """A dense panel from a long table with the release's columns (``value`` as printed text).

    ``expected``: indicators that have a column even where the table has no figure of them.
    """
    indicators = tuple(sorted({*table["indicator"].unique().to_list(), *expected}))
    periods = tuple(sorted(table["period"].unique().to_list()))
    shape = len(periods), len(territories), len(indicators)
    keys = {t.code: n for n, t in enumerate(territories)}
    index = (
        _codes(table["period"], {p: n for n, p in enumerate(periods)}),
        _codes(table["territory"], keys),
        _codes(table["indicator"], {i: n for n, i in enumerate(indicators)}),
    )
    numbers = table["value"].cast(pl.Float64, strict=False).to_numpy()
    values = np.full(shape, np.nan)
    values[index] = numbers
    status = np.zeros(shape, dtype=np.uint8)
    status[index] = _codes(table["status"], {k: int(v) for k, v in STATUS_OF.items()})
    doubtful = np.zeros(shape, dtype=bool)
    doubtful[index] = table["flag"].fill_null("").str.contains("[bu]").to_numpy()
    standard_error = None
    if "standard_error" in table.columns:
        standard_error = np.full(shape, np.nan)
        standard_error[index] = table["standard_error"].cast(pl.Float64, strict=False).to_numpy()
    return Observations(
        name=name,
        version=version,
        digest=digest,
        territories=territories,
        indicators=indicators,
        periods=periods,
        values=values,
        status=status,
        doubtful=doubtful,
        precision=_precision(table),
        standard_error=standard_error,
        sources=sources or {},
        datasets=datasets or {},
        table=table,
    )


def _codes(column: pl.Series, mapping: Mapping[Any, int]) -> NDArray[np.intp]:
    keys = pl.Series(list(mapping), dtype=column.dtype)
    return column.replace_strict(keys, pl.Series(list(mapping.values()))).to_numpy().astype(np.intp)


def _precision(table: pl.DataFrame) -> dict[str, float]:
    """The last printed digit: ten to minus the most decimals that any figure of it shows."""
    decimals = table.select(
        "indicator",
        pl.col("value").str.extract(r"\.(\d+)").str.len_chars().fill_null(0).alias("decimals"),
    )
    widest = decimals.group_by("indicator").agg(pl.col("decimals").max()).sort("indicator")
    return {str(i): 10.0 ** -int(d) for i, d in widest.iter_rows()}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ── digests ───────────────────────────────────────────────────────────────────────────────────


def describe_release(
    folder: Path,
    *,
    title: str,
    version: str,
    territories: Path,
    name: str | None = None,
    flags: Mapping[str, str] = FLAGS,
    statuses: Sequence[str] = STATUSES,
    more: Sequence[Path] = (),
) -> str:
    """Write the descriptor of the tables in ``folder``; returns the digest over all of them.

    ``name``: of the release, else that of the folder; ``flags``: letter → meaning; ``more``:
    further tables that belong to the release.
    """
    rows = _rows(folder / "sources.csv")
    descriptor: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name or folder.name,
        "title": title,
        "version_of_codes": version,
        "territories": _relative(territories, folder),
        "licenses": [{"title": licence} for licence in sorted({r["licence"] for r in rows})],
        "sources": [{"title": r["publisher"], "path": r["retrieved_from"]} for r in rows],
        "statuses": list(statuses),
        "flags": dict(flags),
        "resources": [
            _resource(path, folder)
            for path in (
                folder / OBSERVATIONS,
                folder / "sources.csv",
                folder / "datasets.csv",
                territories,
                *more,
            )
        ],
    }
    descriptor["digest"] = _digest_of(descriptor)
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
    return str(descriptor["digest"])


def verify_release(folder: Path) -> list[Problem]:
    """Whether every table still has the digest of the descriptor; one problem per difference."""
    descriptor = read_descriptor(folder)
    problems = []
    for resource in descriptor["resources"]:
        path = folder / resource["path"]
        if not path.is_file():
            problems.append(Problem(str(path), "the table is missing.", "Restore the release."))
        elif _hash_of(path) != resource["hash"]:
            problems.append(
                Problem(
                    str(path),
                    f"the table differs from its digest {resource['hash'][:19]}….",
                    "Restore the release, or compile a new one under a new name.",
                )
            )
    stated = descriptor.get("digest", "")
    if _digest_of(descriptor) != stated:
        problems.append(
            Problem(
                str(folder / DESCRIPTOR), "the descriptor differs from its digest.", "Restore it."
            )
        )
    return problems


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def _resource(path: Path, folder: Path) -> dict[str, Any]:
    inside = path.parent == folder
    return {
        "name": path.name.split(".")[0],
        "path": path.name if inside else _relative(path, folder),
        "format": "csv",
        "encoding": "utf-8",
        **({"compression": "gz"} if path.suffix == ".gz" else {}),
        "bytes": path.stat().st_size,
        "hash": _hash_of(path),
    }


def _hash_of(path: Path) -> str:
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def _digest_of(descriptor: Mapping[str, Any]) -> str:
    body = {k: v for k, v in descriptor.items() if k != "digest"}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
