"""From a service or a file to everything that a release needs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from territoria.errors import DataError, Problem
from territoria.model import Territory
from territoria.observations import SourceRecord
from territoria.sources import eurostat
from territoria.sources.bulk_tsv import read_tsv
from territoria.sources.cube import Cube
from territoria.sources.freeze import Received, RequestRecord, freeze_release
from territoria.sources.http_client import HttpClient
from territoria.sources.indicator_map import (
    MOST_SHOWN,
    Rows,
    Selection,
    problems_of_years,
    rows_of,
)
from territoria.sources.jsonstat import read_dataset
from territoria.sources.place_codes import (
    Scheme,
    groups_in,
    problems_of_version,
    territories_of,
)
from territoria.sources.sdmx_file import read_sdmx
from territoria.sources.table_file import SHEETS, read_table

SOURCE = "s1"
SHARED_FLAGS = "bcdefinpu"
CUBES = (".json", ".xml", ".tsv", ".gz", ".csv")


def fetch_release(
    folder: Path,
    client: HttpClient,
    query: eurostat.Query,
    selections: Sequence[Selection],
    *,
    version: str | None = None,
    base: str = eurostat.BASE,
) -> tuple[str, Received]:
    """Fetch chosen cuts of a Eurostat dataset and freeze them; digest and what was received.

    DataError where a cut, an answer or the place does not hold; nothing is written then.
    """
    received = receive_eurostat(client, query, selections, version=version, base=base)
    return freeze_release(folder, received, title=title_of(query.dataset, selections)), received


def title_of(dataset: str, selections: Sequence[Selection]) -> str:
    """A title for a release: the dataset and its indicators."""
    return f"{dataset}: {', '.join(s.indicator for s in selections)}"


def receive_eurostat(
    client: HttpClient,
    query: eurostat.Query,
    selections: Sequence[Selection],
    *,
    version: str | None = None,
    base: str = eurostat.BASE,
) -> Received:
    """Chosen cuts of a Eurostat dataset. The query's filters become those of all selections.

    DataError before anything is asked where years or version do not hold.
    """
    problems = problems_of_years(query.since, query.until, query.where)
    problems += problems_of_version("nuts", version, query.where)
    if problems:
        raise DataError(problems)
    query = replace(query, filters=filters_of(selections))
    cube, answers = eurostat.fetch_cube(client, query, base=base)
    rows = rows_of(
        cube,
        selections,
        where=query.where,
        source=SOURCE,
        geo=query.geo,
        since=query.since,
        until=query.until,
    )
    note = "; ".join(filter(None, (cube.label, f"updated {cube.updated}" if cube.updated else "")))
    source = SourceRecord(SOURCE, eurostat.PUBLISHER, eurostat.LICENCE, answers[0].url, note=note)
    requests = tuple(
        RequestRecord(a.url, a.retrieved, cube.updated, a.sha256, len(a.body)) for a in answers
    )
    return _received(rows, source, f"Eurostat {query.dataset.lower()}", selections, "nuts",
                     version, query.where, requests, eurostat.FLAGS)  # fmt: skip


def meaning_of(letter: str) -> str:
    """What a flag means, where SDMX and Eurostat mean the same by it."""
    return eurostat.FLAGS[letter] if letter in SHARED_FLAGS else "as the source says"


def filters_of(selections: Sequence[Selection]) -> dict[str, tuple[str, ...]]:
    """The dimensions that every selection chooses, each with all codes chosen."""
    shared = [d for d in selections[0].cut if all(d in s.cut for s in selections)]
    return {d: tuple(dict.fromkeys(s.cut[d] for s in selections)) for d in shared}


def receive_cube(
    cube: Cube,
    selections: Sequence[Selection],
    *,
    source: SourceRecord,
    dataset: str,
    where: str,
    scheme: Scheme = "own",
    version: str | None = None,
    since: int | None = None,
    until: int | None = None,
    geo: Sequence[str] = (),
    requests: Sequence[RequestRecord] = (),
) -> Received:
    """Chosen cuts of any cube: of a file, or of another service."""
    rows = rows_of(
        cube, selections, where=where, source=source.source, since=since, until=until, geo=geo
    )
    flags = {letter: meaning_of(letter) for letter in _letters(rows)}
    return _received(rows, source, dataset, selections, scheme, version, where, requests, flags)


def receive_file(
    path: Path,
    selections: Sequence[Selection] = (),
    *,
    publisher: str,
    licence: str,
    retrieved: str,
    scheme: Scheme = "own",
    version: str | None = None,
    geo: Sequence[str] = (),
    since: int | None = None,
    until: int | None = None,
) -> Received:
    """A file as a release: a table of one's own, or a cube with the cuts to take.

    Without ``selections`` the file is a table (CSV, Excel, Parquet) in the long or wide layout;
    with them it is JSON-stat, SDMX-ML, SDMX-CSV or Eurostat's TSV. ``geo``, ``since`` and ``until``
    cut a cube only.
    """
    if not path.is_file():
        raise DataError(Problem(str(path), "there is no such file.", "Check the path."))
    problems = problems_of_version(scheme, version, str(path))
    if problems:
        raise DataError(problems)
    source = SourceRecord(SOURCE, publisher, licence, path.name, path=path.name)
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if selections:
        cube = open_cube(path)
        asked = (RequestRecord(path.name, retrieved, cube.updated, digest, len(content)),)
        return receive_cube(
            cube, selections, source=source, dataset=cube.label or path.stem, where=str(path),
            scheme=scheme, version=version, geo=geo, since=since, until=until, requests=asked,
        )  # fmt: skip
    imported = read_table(path, None, version=version)
    held = imported.observations
    table = held.table.with_columns(source=pl.lit(SOURCE)).drop("line", strict=False)
    return Received(
        table=table,
        territories=held.territories,
        sources=(source,),
        datasets={(i, SOURCE): path.stem for i in held.indicators},
        requests=(RequestRecord(path.name, retrieved, "", digest, len(content)),),
        flags={letter: meaning_of(letter) for letter in "bu"},
        notes=imported.notes,
    )


def open_cube(path: Path) -> Cube:
    """The cube in a file: JSON-stat, SDMX-ML, SDMX-CSV or TSV, by its ending. DataError else."""
    ending = path.suffix.lower()
    if ending == ".json":
        return read_dataset(path.read_text(encoding="utf-8-sig"), where=str(path))
    if ending in (".tsv", ".gz"):
        return read_tsv(path.read_bytes(), where=str(path))
    if ending in (".xml", ".csv"):
        return read_sdmx(path.read_bytes(), where=str(path))
    known = ", ".join(CUBES)
    what = f"a cut can not be taken from a file that ends in {ending or 'nothing'}."
    raise DataError(Problem(str(path), what, f"Known: {known}; tables: {', '.join(SHEETS)}."))


def _received(
    rows: Rows,
    source: SourceRecord,
    dataset: str,
    selections: Sequence[Selection],
    scheme: Scheme,
    version: str | None,
    where: str,
    requests: Sequence[RequestRecord],
    flags: Mapping[str, str],
) -> Received:
    territories = territories_of(rows.names, scheme=scheme, version=version, where=where)
    cuts = {s.indicator: ", ".join(f"{k}={v}" for k, v in s.cut.items()) for s in selections}
    return Received(
        table=rows.table,
        territories=territories,
        sources=(source,),
        datasets={(i, source.source): f"{dataset} ({cut})" for i, cut in cuts.items()},
        requests=tuple(requests),
        flags={k: v for k, v in flags.items() if k in _letters(rows)},
        notes=rows.notes + _groups(territories, where),
    )


def _groups(territories: Sequence[Territory], where: str) -> tuple[str, ...]:
    """A note that names the groups of countries among the territories, if there are any."""
    groups = groups_in(territories)
    if not groups:
        return ()
    shown = ", ".join(groups[:MOST_SHOWN]) + (" …" if len(groups) > MOST_SHOWN else "")
    what = f"{len(groups)} of {len(territories)} are no country, region or city: {shown}."
    kept = "They are kept and not ranked beside those; --geo names what you want."
    return (f"{where}: {what} {kept}",)


def _letters(rows: Rows) -> list[str]:
    return sorted(set("".join(rows.table["flag"].to_list())))
