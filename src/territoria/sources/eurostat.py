"""Eurostat: one dataset, one cut expressly chosen, through any of its four doors.

| ``via`` | door | answer |
|---|---|---|
| ``sdmx`` | SDMX 3.0 | JSON-stat |
| ``sdmx-csv`` | SDMX 3.0 | SDMX-CSV |
| ``statistics`` | Statistics API | JSON-stat |
| ``bulk`` | SDMX 2.1, the whole dataset | TSV |

A request that the service finds too large is halved, by territories or else by years, until it is
not. Eurostat keeps no old versions: freeze what is received.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args
from urllib.parse import quote, urlencode

from territoria.errors import DataError, Problem
from territoria.sources.bulk_tsv import read_tsv
from territoria.sources.cube import Cube, Dimension, join_cubes
from territoria.sources.eurostat_errors import is_too_large, refusal
from territoria.sources.http_client import Answer, HttpClient, Job
from territoria.sources.jsonstat import read_dataset
from territoria.sources.sdmx_file import read_sdmx_csv

Via = Literal["sdmx", "sdmx-csv", "statistics", "bulk"]
VIA: tuple[Via, ...] = get_args(Via)
BASE = "https://ec.europa.eu/eurostat/api/dissemination"
GEO_PAGE = 50  # territories in one request, so that its address stays short
PUBLISHER = "Eurostat"
LICENCE = "CC BY 4.0"
FLAGS = {
    "b": "break in the series",
    "c": "confidential",
    "d": "definition differs",
    "e": "estimated",
    "f": "forecast",
    "i": "imputed by Eurostat or another agency",
    "n": "not significant",
    "p": "provisional",
    "r": "revised",
    "s": "Eurostat's estimate",
    "u": "low reliability",
    "z": "not applicable",
}


@dataclass(frozen=True)
class Query:
    """One dataset with its cut. ``filters``: dimension → codes; empty ``geo``: all territories."""

    dataset: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    geo: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    via: Via = "sdmx"
    geo_dimension: str = "geo"

    @property
    def where(self) -> str:
        """How messages name it."""
        return f"eurostat {self.dataset.lower()}"


@dataclass(frozen=True)
class Described:
    """What Eurostat says of a dataset before one asks for figures."""

    dataset: str
    title: str
    updated: str
    first: int | None
    last: int | None
    figures: int | None
    dimensions: tuple[Dimension, ...]


def address(query: Query, base: str = BASE) -> str:
    """The web address of a query."""
    base = base.rstrip("/")
    if query.via == "bulk":
        return f"{base}/sdmx/2.1/data/{quote(query.dataset.upper())}?format=TSV"
    filters = {**query.filters, **({query.geo_dimension: query.geo} if query.geo else {})}
    if query.via == "statistics":
        pairs = [("format", "JSON"), ("lang", "EN")]
        pairs += [(name, code) for name, codes in filters.items() for code in codes]
        years = {"sinceTimePeriod": query.since, "untilTimePeriod": query.until}
        pairs += [(name, str(year)) for name, year in years.items() if year is not None]
        return f"{base}/statistics/1.0/data/{quote(query.dataset.upper())}?{urlencode(pairs)}"
    form = {"sdmx": "JSON", "sdmx-csv": "csvdata"}[query.via]
    pairs = [("lang", "EN"), ("format", form)]
    pairs += [("formatVersion", "2.0")] if query.via == "sdmx-csv" else []
    pairs += [(f"c[{name}]", ",".join(codes)) for name, codes in filters.items()]
    bounds = {"ge": query.since, "le": query.until}
    period = "+".join(f"{word}:{year}" for word, year in bounds.items() if year is not None)
    tail = f"&{quote('c[TIME_PERIOD]')}={quote(period, safe='+:')}" if period else ""
    flow = quote(query.dataset.lower())
    return f"{base}/sdmx/3.0/data/dataflow/ESTAT/{flow}/1.0/?{urlencode(pairs)}{tail}"


def fetch_cube(
    client: HttpClient, query: Query, *, base: str = BASE
) -> tuple[Cube, tuple[Answer, ...]]:
    """The cube of a query and the answers that it came in. DataError says why there is none.

    An interrupted fetch goes on where it stopped when it is asked for again with the same cache;
    where the dataset was updated meanwhile, all pages are asked for anew.
    """
    job = Job(client, address(query, base))
    cubes = _fetch_pages(job, query, base)
    if len({c.updated for c in cubes}) > 1:
        client.progress(f"{query.where}: it was updated meanwhile, all of it is asked anew")
        job.finish()
        job = Job(client, address(query, base))
        cubes = _fetch_pages(job, query, base)
    job.finish()
    return join_cubes(cubes), tuple(job.answers)


def _fetch_pages(job: Job, query: Query, base: str) -> list[Cube]:
    cubes = []
    pages = _pages(query)
    for n, part in enumerate(pages, start=1):
        job.client.progress(f"{query.where}: page {n} of {len(pages)}")
        cubes += [_read(answer, page) for answer, page in _receive(job, part, base)]
    return cubes


def _pages(query: Query) -> list[Query]:
    """The query, or several of at most ``GEO_PAGE`` territories each."""
    if query.via == "bulk" or len(query.geo) <= GEO_PAGE:
        return [query]
    starts = range(0, len(query.geo), GEO_PAGE)
    return [replace(query, geo=query.geo[n : n + GEO_PAGE]) for n in starts]


def _receive(job: Job, query: Query, base: str) -> Iterator[tuple[Answer, Query]]:
    """The answers to a query, halved as often as the service asks for it."""
    answer = job.get(address(query, base))
    if is_too_large(answer):
        if answer.status == 200:
            job.drop(answer)
        for half in _halves(job.client, query, base):
            yield from _receive(job, half, base)
        return
    problems = refusal(
        answer, query.dataset, lambda: _dimensions_or_none(job.client, query.dataset, base)
    )
    if problems:
        raise DataError(problems)
    yield answer, query


def _halves(client: HttpClient, query: Query, base: str) -> tuple[Query, Query]:
    """The query as two smaller ones. DataError where it cannot be cut further."""
    client.progress(f"{query.where}: too large for one request, it is halved")
    middle = len(query.geo) // 2
    if query.via != "bulk" and middle:
        return replace(query, geo=query.geo[:middle]), replace(query, geo=query.geo[middle:])
    if query.via != "bulk":
        since, until = query.since, query.until
        if since is None or until is None:
            known = _structure(client, query.dataset, base)
            since = known.first if since is None else since
            until = known.last if until is None else until
        if since is not None and until is not None and since < until:
            half = (since + until) // 2
            return (
                replace(query, since=since, until=half),
                replace(query, since=half + 1, until=until),
            )
    raise DataError(
        Problem(query.where, "the service finds this request too large.", "Narrow the cut.")
    )


def _read(answer: Answer, query: Query) -> Cube:
    if query.via == "bulk":
        return read_tsv(answer.body, where=query.where)
    try:
        text = answer.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        what = "the answer is not UTF-8."
        raise DataError(Problem(query.where, what, "Try again later.")) from None
    if query.via == "sdmx-csv":
        return read_sdmx_csv(text, where=query.where)
    return read_dataset(text, where=query.where)


# ── what a dataset is ─────────────────────────────────────────────────────────────────────────


def describe_dataset(client: HttpClient, dataset: str, *, base: str = BASE) -> Described:
    """Title, years and dimensions of a dataset, with every code. DataError where there is none.

    The structure answer tells title and years; the codes come from a request for the last year.
    """
    known = _structure(client, dataset, base)
    return replace(known, dimensions=_dimensions(client, dataset, base))


def _structure(client: HttpClient, dataset: str, base: str) -> Described:
    flow = quote(dataset.lower())
    url = f"{base.rstrip('/')}/sdmx/3.0/structure/dataflow/ESTAT/{flow}/1.0/?lang=EN&format=JSON"
    answer = client.get(url)
    problems = refusal(answer, dataset, tuple)
    if problems:
        raise DataError(problems)
    try:
        held = json.loads(answer.body)
        notes = held.get("extension", {}).get("annotation", [])
        told = {n["type"]: n.get("title") or n.get("date") or "" for n in notes}
    except (ValueError, AttributeError, KeyError, TypeError):
        what = "its description is not whole JSON."
        raise DataError(Problem(f"eurostat {dataset.lower()}", what, "Try again later.")) from None
    return Described(
        dataset=dataset.lower(),
        title=str(held.get("label", "")),
        updated=told.get("UPDATE_DATA", ""),
        first=_year(told.get("OBS_PERIOD_OVERALL_OLDEST", "")),
        last=_year(told.get("OBS_PERIOD_OVERALL_LATEST", "")),
        figures=int(told["OBS_COUNT"]) if told.get("OBS_COUNT", "").isdigit() else None,
        dimensions=(),
    )


def _year(text: str) -> int | None:
    return int(text[:4]) if text[:4].isdigit() else None


def _dimensions(client: HttpClient, dataset: str, base: str) -> tuple[Dimension, ...]:
    code = quote(dataset.upper())
    query = "format=JSON&lang=EN&lastTimePeriod=1"
    answer = client.get(f"{base.rstrip('/')}/statistics/1.0/data/{code}?{query}")
    problems = refusal(answer, dataset, tuple)
    if problems:
        raise DataError(problems)
    text = answer.body.decode("utf-8", "replace")
    return read_dataset(text, where=f"eurostat {dataset.lower()}").dimensions


def _dimensions_or_none(client: HttpClient, dataset: str, base: str) -> Sequence[Dimension]:
    """For hints in a message: a hint that cannot be had is left out."""
    try:
        return _dimensions(replace(client, tries=1), dataset, base)
    except DataError:
        return ()
