"""Everything that a territory's page says in figures, as one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from territoria_web.compare.queries.portrait import Portrait, title_of
from territoria_web.compare.queries.portrait_parts import Measured, Standing
from territoria_web.public.page import LaterRows, Table

HEAD = (
    "kind",
    "node",
    "title",
    "value",
    "low",
    "high",
    "unit",
    "period",
    "badge",
    "rank_low",
    "rank_high",
    "of",
    "address",
)
Row = tuple[Any, ...]


def table_of(portrait: Portrait) -> Table:
    """Scores, figures, the peers' middle halves, gaps, trends, targets and peers."""
    name = f"territory-{portrait.territory.code}"
    if portrait.framework is not None:
        name += f"-{portrait.framework.id}"
    return Table(name, HEAD, LaterRows(lambda: _rows(portrait)))


def _rows(portrait: Portrait) -> Iterator[Row]:
    scores = [s for s in (portrait.overall, *portrait.dimensions, *portrait.factors) if s]
    yield from map(_score, scores)
    yield from map(_figure, portrait.figures)
    compared = [f for f in portrait.figures if f.peer_median is not None]
    yield from map(_median, compared)
    yield from map(_gap, compared)
    yield from _courses(portrait)
    yield from _targets(portrait)
    yield from _peers(portrait)


def _score(s: Standing) -> Row:
    place = (s.rank_low, s.rank_high, s.of)
    title = title_of(s)
    return (
        "score", s.node, title, *s.exact, "0-100", s.period, "", *place, s.address
    )  # fmt: skip


def _figure(f: Measured) -> Row:
    place = (f.rank_low, f.rank_high, f.of)
    return (
        "observation", f.indicator, f.title.say(), f.value, f.low, f.high, f.unit.say(), f.period,
        f.badge, *place, f.address,
    )  # fmt: skip


def _median(f: Measured) -> Row:
    half = (f.peer_median, f.peers_low, f.peers_high)
    return (
        "peer-median", f.indicator, f.title.say(), *half, f.unit.say(), f.period, "", None, None,
        None, f.median_address,
    )  # fmt: skip


def _gap(f: Measured) -> Row:
    return (
        "gap", f.indicator, f.title.say(), f.size, None, None, "peer spreads", f.period, "", None,
        None, None, f.gap_address,
    )  # fmt: skip


def _courses(portrait: Portrait) -> Iterator[Row]:
    for c in portrait.courses:
        years = f"{c.periods[0]}-{c.periods[-1]}"
        yield (
            "trend", c.indicator, c.title.say(), c.slope, c.low, c.high, f"{c.unit.say()} / year",
            years, "", None, None, None, c.address,
        )  # fmt: skip


def _targets(portrait: Portrait) -> Iterator[Row]:
    assessment = portrait.assessment
    titles = {f.indicator: f for f in portrait.figures}
    for node, t in portrait.targets.items():
        if node not in titles or assessment is None:
            continue
        address = assessment.address("target", portrait.territory.key, node)
        yield (
            "target", node, titles[node].title.say(), t["value"], t["low"], t["high"],
            titles[node].unit.say(), f"+{t['horizon']}", "", None, None, None, address,
        )  # fmt: skip


def _peers(portrait: Portrait) -> Iterator[Row]:
    for p in portrait.peers.members if portrait.peers else ():
        yield (
            "peer", p.code, p.name, p.times, None, None, p.firmness, "", "", None, None,
            portrait.peers.draws if portrait.peers else None, p.address,
        )  # fmt: skip
