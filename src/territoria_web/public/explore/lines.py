"""Lines: one figure over the years for up to eight territories, with their peers' middle half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from territoria.pictures.lines import BandYear, Series, lines
from territoria.pictures.picture import Label, Picture
from territoria.pictures.trend_line import TrendPoint
from territoria_web.measure.queries.explored import Variable
from territoria_web.measure.queries.spread import quarters
from territoria_web.measure.queries.years import Point, series_of
from territoria_web.public.drawn import SLIM
from territoria_web.public.explore.gathered import Gathered
from territoria_web.public.explore.view import View
from territoria_web.public.page import Table

MOST = 8
FEWEST_PEERS = 4
MOST_SAID = 3
"""Of more than these the picture speaks."""
HEAD = ("territory", "name", "indicator", "year", "value", "break_before")


def show_lines(held: Gathered) -> View:
    """The first indicator over the years; the first territory is the reader's own."""
    variable = held.figures[0]
    table = Table("explore-line", HEAD, ())
    if variable.scored:
        return View(_("Scores have no years: they are those of one edition. Choose an indicator."), table)  # fmt: skip
    if not held.chosen:
        return View(_("Lines need territories: add up to eight by name."), table)
    chosen = held.chosen[:MOST]
    places = list(dict.fromkeys([*(t.pk for t in chosen), *(t.pk for t in held.peers)]))
    found = series_of(held.here, variable.node, places, held.asked.years)
    band = _band(found, [t.pk for t in held.peers])
    title, finding = _headline(held, variable, found), _finding(held, variable, found, band)
    series = [
        Series(held.names[t.pk], _points(variable, found[t.pk]), _latest(variable, found[t.pk]))
        for t in chosen
    ]

    def drawn(key: str, width: int) -> Picture:
        words = _("middle half of the peers of %(name)s") % {"name": held.names[chosen[0].pk]}
        return lines(key, title, finding, series, variable.unit, band=band, band_words=words,
                     width=width)  # fmt: skip

    return View(
        finding=finding,
        title=title,
        shown=_("%(figure)s, year by year") % {"figure": variable.title},
        table=Table("explore-line", HEAD, _rows(held, variable, found)),
        broad=drawn("line", 640),
        slim=drawn("line-slim", SLIM),
        sure=_(
            "The lines are the figures as published: ranges are worked out for the latest figures "
            "only. A small step from one year to the next may be chance, and across a break in the "
            "series years do not compare fully."
        ),
        source=variable.source,
        facts={"left_out": len(held.chosen) - len(chosen)},
    )


def _points(v: Variable, points: Sequence[Point]) -> tuple[TrendPoint, ...]:
    return tuple(
        TrendPoint(p.year, p.value, Label("" if p.value is None else v.said(p.value)), p.broken)
        for p in points
    )


def _known(points: Sequence[Point]) -> list[tuple[int, float]]:
    return [(p.year, p.value) for p in points if p.value is not None]


def _latest(v: Variable, points: Sequence[Point]) -> Label:
    known = _known(points)
    return Label(v.said(known[-1][1])) if known else Label("")


def _band(found: Mapping[int, Sequence[Point]], peers: Sequence[int]) -> list[BandYear]:
    """The middle half of the peers in every year that enough of them have."""
    by_year: dict[int, list[float]] = {}
    for place in peers:
        for year, value in _known(found[place]):
            by_year.setdefault(year, []).append(value)
    return [
        BandYear(year, ends[0], ends[2])
        for year, values in sorted(by_year.items())
        if len(values) >= FEWEST_PEERS
        for ends in [quarters(values)]
        if ends is not None
    ]


def _headline(held: Gathered, v: Variable, found: Mapping[int, Sequence[Point]]) -> str:
    """The finding in short: from where to where the reader's own went."""
    own = held.chosen[0]
    known = _known(found[own.pk])
    words = {"figure": v.short, "name": held.names[own.pk], "unit": v.unit}
    if not known:
        return _("%(figure)s: %(name)s is unknown in these years") % words
    words |= _course(v, known)
    if words["first"] == words["last"]:
        return _("%(figure)s: %(name)s stood at %(end)s %(unit)s in %(last)s") % words
    return _("%(figure)s: %(name)s went from %(start)s to %(end)s %(unit)s between %(first)s and %(last)s") % words  # fmt: skip


def _course(v: Variable, known: Sequence[tuple[int, float]]) -> dict[str, str]:
    (first, start), (last, end) = known[0], known[-1]
    return {"first": str(first), "last": str(last), "start": v.said(start), "end": v.said(end)}


def _finding(
    held: Gathered,
    v: Variable,
    found: Mapping[int, Sequence[Point]],
    band: Sequence[BandYear],
) -> str:
    """What the two ends are worth, where the peers stood, and how the others went."""
    own = held.chosen[0]
    known = _known(found[own.pk])
    said = []
    if not known:
        said.append(_("No figure of %(name)s is published for them.") % {"name": held.names[own.pk]})  # fmt: skip
    elif len(known) == 1:
        said.append(_("It is the only year known."))
    elif any(p.broken and p.year > known[0][0] for p in found[own.pk]):
        said.append(_("A break in the series lies between: the two ends do not compare fully."))
    said.append(_against_peers(v, known, band))
    others = [(t, _known(found[t.pk])) for t in held.chosen[1:MOST]]
    said += [_other(held.names[t.pk], v, course) for t, course in others[:MOST_SAID]]
    return " ".join(filter(None, said)) or _("Nothing is known of its peers in these years.")


def _against_peers(
    v: Variable, known: Sequence[tuple[int, float]], band: Sequence[BandYear]
) -> str:
    """Whether the latest value lies inside the middle half of the peers in the same year."""
    half = next((b for b in band if known and b.year == known[-1][0]), None)
    if half is None or half.low is None or half.high is None:
        return ""
    value = known[-1][1]
    words = {"year": str(half.year), "low": v.said(half.low), "high": v.said(half.high)}
    if value > half.high:
        return _("In %(year)s that was above the middle half of its peers (%(low)s to %(high)s).") % words  # fmt: skip
    if value < half.low:
        return _("In %(year)s that was below the middle half of its peers (%(low)s to %(high)s).") % words  # fmt: skip
    return _("In %(year)s that was inside the middle half of its peers (%(low)s to %(high)s).") % words  # fmt: skip


def _other(name: str, v: Variable, known: Sequence[tuple[int, float]]) -> str:
    if not known:
        return _("%(name)s is unknown.") % {"name": name}
    words = {"name": name, **_course(v, known)}
    if words["first"] == words["last"]:
        return _("%(name)s stood at %(end)s in %(last)s.") % words
    return _("%(name)s went from %(start)s in %(first)s to %(end)s in %(last)s.") % words


def _rows(
    held: Gathered, v: Variable, found: Mapping[int, Sequence[Point]]
) -> list[tuple[object, ...]]:
    return [
        (t.key, held.names[t.pk], v.id, p.year, p.value, p.broken)
        for t in held.chosen[:MOST]
        for p in found[t.pk]
    ]
