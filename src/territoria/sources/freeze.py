"""What was received becomes a release: a folder that nobody changes any more.

All tables are written beside the place and moved there at once, so that a release is whole or not
there. The folder holds its own list of territories and, in ``requests.csv``, what was asked, when,
and the digest of each answer.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

import polars as pl

from territoria.errors import DataError, Problem
from territoria.model import Territory
from territoria.observations import SourceRecord, describe_release

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")
COLUMNS = (
    "territory", "indicator", "period", "value", "status", "flag", "source", "inherited_from",
)  # fmt: skip
OPTIONAL = ("unit_of_measure", "standard_error")
STATUSES = ("observed", "inherited", "suppressed (no value)", "missing (the cell is absent)")


@dataclass(frozen=True)
class RequestRecord:
    """One request: when its answer came, the source's own stamp, and the digest of its bytes."""

    request: str
    retrieved: str
    updated: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Received:
    """Everything that makes a release. ``datasets``: (indicator, source) → the publisher's name."""

    table: pl.DataFrame
    territories: tuple[Territory, ...]
    sources: tuple[SourceRecord, ...]
    datasets: Mapping[tuple[str, str], str]
    requests: tuple[RequestRecord, ...] = ()
    flags: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def freeze_release(folder: Path, received: Received, *, title: str) -> str:
    """Write the release; returns its digest. DataError where the place is taken or has no name."""
    check_place(folder)
    versions = {t.version for t in received.territories}
    half = _beside(folder)
    try:
        _write_tables(half, received)
        digest = describe_release(
            half,
            name=folder.name,
            title=title,
            version=versions.pop() if len(versions) == 1 else "mixed",
            territories=half / "territories.csv",
            flags=dict(sorted(received.flags.items())),
            statuses=STATUSES,
            more=[half / "requests.csv"],
        )
        half.chmod(0o755)
        half.rename(folder)
    except OSError as error:
        raise DataError(_not_writable(folder, error)) from None
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return digest


def _beside(folder: Path) -> Path:
    """A new folder beside the place of the release. DataError where none can be made."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise DataError(_not_writable(folder, error)) from None


def _not_writable(folder: Path, error: OSError) -> Problem:
    what = f"it cannot be written ({error.strerror or error})."
    return Problem(str(folder), what, "Choose another place.")


def check_place(folder: Path) -> None:
    """DataError where a release cannot be written there: ask before a long fetch."""
    if not NAME.fullmatch(folder.name):
        what = f"{folder.name!r} is no name of a release."
        raise DataError(Problem(str(folder), what, "Use letters, digits, '-', '_' and '.'."))
    try:
        taken = folder.exists()
        above = next(place for place in folder.absolute().parents if place.exists())
    except OSError as error:
        raise DataError(_not_writable(folder, error)) from None
    if taken:
        what = "it is there already, and a release is frozen."
        raise DataError(Problem(str(folder), what, "Choose a new name."))
    if not above.is_dir():
        raise DataError(Problem(str(folder), f"{above} is no folder.", "Choose another place."))


def _write_tables(folder: Path, received: Received) -> None:
    columns = (*COLUMNS, *(c for c in OPTIONAL if c in received.table.columns))
    table = received.table.select(columns).sort("territory", "indicator", "period")
    text = table.with_columns(pl.col(pl.String).replace("", None)).write_csv()
    with (
        (folder / "observations.csv.gz").open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as file,
    ):
        file.write(text.encode())
    _write(folder / "sources.csv", SourceRecord, received.sources)
    _write(folder / "territories.csv", Territory, received.territories)
    _write(folder / "requests.csv", RequestRecord, received.requests)
    datasets = [(i, s, name) for (i, s), name in sorted(received.datasets.items())]
    _write_rows(folder / "datasets.csv", ("indicator", "source", "dataset"), datasets)


def _write(path: Path, kind: type, records: Sequence[object]) -> None:
    header = [f.name for f in fields(kind)]
    _write_rows(path, header, [astuple(r) for r in records])  # type: ignore[call-overload]


def _write_rows(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    path.write_text(buffer.getvalue(), encoding="utf-8")
