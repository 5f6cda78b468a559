"""The figures of services as they may be shown: shares with ranges, drawn means, ranks, channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from territoria.listen.rating_counts import SOLVED, RatingCounts
from territoria.listen.rating_trends import Trend, trend
from territoria.listen.ratings import RatedService, Share, rate
from territoria_web.listen.models import Forum, Service
from territoria_web.listen.queries.rating_answers import NOT_TOLD, WhoRated, margins_of, read_who
from territoria_web.listen.queries.rating_tables import people_in
from territoria_web.listen.queries.services_offered import service_name, services_in
from territoria_web.listen.rating_rules import CHANNEL_WORDS
from territoria_web.listen.rules import LEAST

SEED: Final = 1
STEPS: Final = 5


@dataclass(frozen=True)
class Part:
    """One cell of a table: ``n`` None where it may not be shown."""

    name: str
    n: int | None
    solved: Share | None
    satisfied: Share | None


@dataclass(frozen=True)
class Quarter:
    """A quarter of a series; ``instrument``: the question that was asked, counted from 1."""

    name: str
    instrument: int
    part: Part


@dataclass(frozen=True)
class Parts:
    """Tables of the first ``n`` ratings. ``margins``: title and cells."""

    n: int
    until: date
    channels: tuple[Part, ...]
    margins: tuple[tuple[str, tuple[Part, ...]], ...]


@dataclass(frozen=True)
class ServiceFigures:
    """A service and what is shown of it. ``rated`` None: fewer than five ratings; ``steps``: ratings by
    satisfaction, 1 to 5; ``unusual``: ratings that look like a machine's, counted apart (None: fewer
    than five); ``trend``: between the two quarters ``compared``; ``fresh``: of another question than
    before.
    """

    service: Service
    name: str
    rated: RatedService | None = None
    steps: tuple[int, ...] = ()
    until: date | None = None
    unusual: int | None = 0
    parts: Parts | None = None
    quarters: tuple[Quarter, ...] = ()
    trend: Trend | None = None
    compared: tuple[str, str] = ("", "")
    fresh: bool = False

    @property
    def n(self) -> int:
        """Ratings that are shown."""
        return self.rated.n if self.rated else 0

    @property
    def state(self) -> str:
        """``few``: below five, nothing is shown; ``unranked``: below ten; ``ranked``."""
        if self.rated is None:
            return "few"
        return "unranked" if self.rated.too_few else "ranked"


@dataclass(frozen=True)
class ForumFigures:
    """All services of a forum, in the order of their ranks, then by name."""

    services: tuple[ServiceFigures, ...]
    who: WhoRated | None
    told_apart: bool

    @property
    def ranked(self) -> list[ServiceFigures]:
        """Those with at least ten ratings."""
        return [one for one in self.services if one.state == "ranked"]


def services_of(forum: Forum) -> list[ServiceFigures]:
    """The services of a forum with their short figures, for its home."""
    return list(figures_of(forum).services)


def figures_of(forum: Forum) -> ForumFigures:
    """All services of a forum with what the last look shows of them."""
    look = forum.rating_looks.first()
    body: Mapping[str, Any] = look.body if look else {}
    records: Mapping[str, Any] = body.get("services", {})
    services = services_in(forum)
    current = {
        s.pk: record
        for s in services
        if (record := records.get(str(s.public_id))) and record["instrument"] == s.instrument
    }
    held = [s for s in services if s.pk in current]
    rated = rate(_counts([current[s.pk]["counts"] for s in held]), seed=SEED)
    by_service = {s.pk: row for s, row in zip(held, rated.services, strict=True)}
    found = [
        _figures(forum, s, records.get(str(s.public_id)), by_service.get(s.pk)) for s in services
    ]
    found.sort(
        key=lambda one: (one.rated.rank or 10**6 if one.rated else 10**7, one.name.casefold())
    )
    apart = not (rated.between == 0 and sum(one.state == "ranked" for one in found) > 1)
    return ForumFigures(tuple(found), read_who(forum, body.get("who")), apart)


def one_of(forum: Forum, service: Service) -> ServiceFigures:
    """One of them."""
    return next(one for one in figures_of(forum).services if one.service.pk == service.pk)


def _figures(
    forum: Forum, service: Service, record: Mapping[str, Any] | None, row: RatedService | None
) -> ServiceFigures:
    name = service_name(service)
    if record is None or row is None:
        series = [*record["former"], record] if record else []
        return ServiceFigures(
            service,
            name,
            quarters=tuple(q for one in series for q in _quarters(one)),
            fresh=record is not None,
        )
    quarters = tuple(q for one in (*record["former"], record) for q in _quarters(one))
    unusual = record["unusual"]
    return ServiceFigures(
        service,
        name,
        row,
        _steps(record["counts"]),
        date.fromisoformat(record["until"]),
        unusual if unusual == 0 or unusual >= LEAST else None,
        _parts(forum, record["parts"]),
        quarters,
        *_trend(record),
        bool(record["former"]),
    )


# ── counts to shares ──────────────────────────────────────────────────────────────────────────


def _counts(tallies: Sequence[Mapping[str, int]]) -> RatingCounts:
    """Tallies as the engine counts them; services are named by their place."""
    channels = tuple(str(one) for one in CHANNEL_WORDS)
    cells = np.zeros((len(tallies), len(channels), STEPS + 1, len(SOLVED) + 1), dtype=int)
    for place, tally in enumerate(tallies):
        for key, n in tally.items():
            channel, solved, level = key.split(":")
            cells[place, channels.index(channel), int(level), SOLVED.index(solved) + 1] += n
    return RatingCounts(tuple(map(str, range(len(tallies)))), channels, cells)


def _steps(tally: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(
        sum(n for key, n in tally.items() if key.endswith(f":{step}"))
        for step in range(1, STEPS + 1)
    )


def _cells(names: Mapping[str, str], tables: Mapping[str, Any]) -> tuple[Part, ...]:
    """Cells in the order of their names; those without ratings are left out."""
    order = [key for key in names if key in tables]
    shown = [key for key in order if tables[key]]
    rated = rate(_counts([tables[key] for key in shown]), seed=SEED, draws=1).services
    by_key = dict(zip(shown, rated, strict=True))
    return tuple(
        Part(names[key], people_in(tables[key]), by_key[key].solved, by_key[key].satisfied)
        if key in by_key
        else Part(names[key], None, None, None)
        for key in order
    )


def _parts(forum: Forum, kept: Mapping[str, Any] | None) -> Parts | None:
    if kept is None:
        return None
    tables = kept["tables"]
    channels = {str(key): str(words) for key, words in CHANNEL_WORDS.items()}
    return Parts(
        kept["n"],
        date.fromisoformat(kept["until"]),
        _cells(channels, tables.get("channel", {})),
        tuple(
            (margin.title, _cells(margin.labels, tables[f"margin {margin.id}"]))
            for margin in margins_of(forum)
            if set(tables.get(f"margin {margin.id}", ())) - {NOT_TOLD}
        ),
    )


def _quarters(record: Mapping[str, Any]) -> list[Quarter]:
    tables = (record["parts"] or {"tables": {}})["tables"].get("quarter", {})
    names = {quarter: quarter for quarter in sorted(tables)}
    return [Quarter(p.name, record["instrument"], p) for p in _cells(names, tables)]


def _trend(record: Mapping[str, Any]) -> tuple[Trend | None, tuple[str, str]]:
    """From the last quarter but one to the last that are shown, asked in the same way; and which."""
    tables = (record["parts"] or {"tables": {}})["tables"].get("quarter", {})
    shown = [quarter for quarter in sorted(tables) if tables[quarter]][-2:]
    if len(shown) < 2:
        return None, ("", "")
    counts = _counts([tables[quarter] for quarter in shown])
    earlier, later = rate(counts, seed=SEED, draws=1).services
    instrument = str(record["instrument"])
    found = trend(earlier, later, instrument=instrument, before=instrument)
    return found, (shown[0], shown[1])
