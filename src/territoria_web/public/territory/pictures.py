"""The pictures of a territory's page, drawn once for the same numbers in the same language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from statistics import median
from typing import Any, cast

from django.utils.translation import get_language

from territoria.pictures.peer_constellation import PeerMark, peer_constellation
from territoria.pictures.picture import Label, Picture
from territoria.pictures.range_dot_plot import DotRow, range_dot_plot
from territoria.pictures.trend_line import Slope, TrendPoint, trend_line
from territoria_web.compare.queries.portrait_parts import Alike, Course, Measured, Peers

PHONE = 360


def drawn_twice(draw: Callable[..., Picture], key: str, *inputs: Any) -> tuple[Picture, Picture]:
    """A picture for wide screens and for phones."""
    return (
        _drawn(get_language() or "en", draw, key, inputs, 0),
        _drawn(get_language() or "en", draw, f"{key}n", inputs, PHONE),
    )


@lru_cache(maxsize=1024)
def _drawn(
    lang: str, draw: Callable[..., Picture], key: str, inputs: tuple[Any, ...], width: int
) -> Picture:
    drawn = draw(key, *inputs, width=width) if width else draw(key, *inputs)
    return replace(drawn, rows=())  # the page has tables of its own beside them


def dots(title: str, finding: str, figures: Sequence[Measured]) -> tuple[Picture, Picture]:
    """Figure by figure in own units against peers and country."""
    return drawn_twice(range_dot_plot, "dots", title, finding, tuple(map(_row, figures)))


def _row(f: Measured) -> DotRow:
    return DotRow(
        name=f.title.say(),
        unit=f.unit.say(),
        year=str(f.period or ""),
        value=f.value,
        label=Label(f.said, f.address),
        peers=f.peers,
        peer_median=f.peer_median,
        peer_label=Label(f.median_said, f.median_address),
        country=f.country,
        country_label=Label(f.country_said, f.country_address),
        direction=-1 if f.direction < 0 else 1,
        word=cast(Any, f.word),
        inherited=f.inherited,
    )


def constellation(title: str, finding: str, peers: Peers, of_draws: str) -> tuple[Picture, Picture]:
    """Who is alike and what sets them apart. ``of_draws``: ``{part} of {whole}``."""
    nearest = sorted(peers.members, key=lambda p: (not p.home, p.distance, p.code))
    marks = tuple(_mark(p, of_draws.format(part=p.times, whole=peers.draws)) for p in nearest)
    elements = tuple(e.say() for e in peers.elements)
    return drawn_twice(peer_constellation, "peers", title, finding, marks, elements)


def _mark(p: Alike, times: str) -> PeerMark:
    return PeerMark(
        name=p.name,
        place=None,
        firmness=cast(Any, p.firmness),
        probability=Label(times, p.address),
        distance=p.distance,
        home=p.home,
        reciprocal=p.reciprocal,
        shares=p.shares,
    )


def course_line(n: int, course: Course, finding: str) -> Picture:
    """One indicator over the years, with its slope where it has a direction."""
    points = tuple(
        TrendPoint(year, value, break_before=year in course.breaks)
        for year, value in zip(course.periods, course.values, strict=True)
    )
    slope = None if course.word == "no clear direction" else _slope(course)
    inputs = (course.title.say(), finding, points, course.unit.say(), course.last_said, slope)
    return _course(get_language() or "en", f"trend{n}", *inputs)


@lru_cache(maxsize=1024)
def _course(
    lang: str,
    key: str,
    title: str,
    finding: str,
    points: tuple[TrendPoint, ...],
    unit: str,
    last: str,
    slope: Slope | None,
) -> Picture:
    return trend_line(key, title, finding, points, unit, Label(last), slope=slope)


def _slope(course: Course) -> Slope:
    """The Theil–Sen line through the middle of the years and values."""
    years, values = sorted(course.periods), sorted(course.values)
    year, value = median(years), median(values)
    first, last = years[0], years[-1]
    return Slope(
        first,
        value + course.slope * (first - year),
        last,
        value + course.slope * (last - year),
    )
