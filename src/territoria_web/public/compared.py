"""The page of a comparison: pictures, sentences, structure beside, and all of it as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria.pictures.compared_dots import ComparedMark, ComparedRow, compared_dots
from territoria.pictures.picture import Label, Picture
from territoria_web.compare.queries.side_by_side import Line, SideBySide
from territoria_web.measure.queries.explored import Cell, Opened
from territoria_web.public.compare_words import (
    against_words,
    finding_of,
    leader_words,
    leads_words,
    list_of,
    unlike_words,
)
from territoria_web.public.derivation_links import derivation_url, explain_url
from territoria_web.public.drawn import SLIM, drawn_once
from territoria_web.public.explore.asked import Refused, read_page
from territoria_web.public.page import LaterRows, Page, Table
from territoria_web.public.strange import left_aside
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

SLIM_UP_TO = 20
"""Marks up to which a second drawing for phones is sent along; else one narrow one serves all."""
MARKS = 48
"""Marks on a page: more figures go on the next one."""
ONE_WIDTH = 340
NAMED = 4
WHOLE_SCALE = (0.0, 100.0)
"""All scores stand on one axis, so that panels can be compared by eye."""
HEAD = ("figure", "kind", "dimension", "unit_of_measure", "territory", "name", "value", "low",
        "high", "year", "inherited", "against_the_first")  # fmt: skip


def address_of(request: HttpRequest, chosen: Sequence[str], **changes: str) -> str:
    """The comparison with other territories or another part shown."""
    held = QueryDict(mutable=True)
    held.setlist("t", list(chosen))
    for name in ("framework", "show"):
        value = changes.get(name, request.GET.get(name, "").strip())
        if value:
            held[name] = value
    return "?" + held.urlencode()


def compared_page(
    request: HttpRequest, here: Opened, held: SideBySide, show: str, form: dict[str, Any]
) -> Page:
    names = [territory_name(t) for t in held.territories]
    every = _lines(held, show)
    finding = finding_of(every, names)
    page = _page_of(request, every, len(names))
    lines = list(page.object_list)
    broad, slim = _pictures(here, held, lines, names, finding)
    return Page(
        template="public/compare.html",
        title=_title(names),
        finding=finding,
        facts={
            **form,
            "tabs": _tabs(request, held, show),
            "broad": broad,
            "slim": slim,
            "of": page,
            "query": address_of(request, [t.code for t in held.territories])[1:] + "&",
            "explain": explain_url(),
            "axes": _axes(lines),
            **_warnings(held),
            "peers_known": held.peers_known,
            "structure": _structure(here, held),
            "names": names,
            "sentences": [(line.variable.short, against_words(line, names)) for line in lines],
            "downloads": _downloads(request, held),
        },
        table=_table(held, names),
        data=_data(held) | left_aside(form.get("not_understood", ())),
    )


def _lines(held: SideBySide, show: str) -> Sequence[Line]:
    """The part that is shown: the whole and its dimensions, all indicators, or one dimension's."""
    if show == "dimensions":
        return held.dimensions
    if show == "indicators":
        return held.indicators
    own = [line for line in held.dimensions if line.variable.node == show]
    return [*own, *(line for line in held.indicators if line.dimension == show)]


def _page_of(request: HttpRequest, lines: Sequence[Line], many: int) -> Any:
    """So many figures that all their marks can be read on one page."""
    pages = Paginator(lines, max(MARKS // many, 1))
    asked = read_page(request.GET)
    if asked > pages.num_pages:
        raise Refused(
            _("There is no page %(page)s.") % {"page": asked},
            _("The last one is page %(last)s.") % {"last": pages.num_pages},
            404,
        )
    return pages.page(asked)


def _title(names: Sequence[str]) -> str:
    if len(names) > 3:
        words = {"name": names[0], "count": len(names) - 1}
        return _("%(name)s and %(count)s others, compared") % words
    return _("%(names)s, compared") % {"names": list_of(names)}


def _tabs(request: HttpRequest, held: SideBySide, show: str) -> list[tuple[str, str, bool]]:
    now = [t.code for t in held.territories]
    parts = [("dimensions", _("Dimensions")), ("indicators", _("All figures"))]
    counted = {line.dimension for line in held.indicators}
    parts += [
        (line.variable.node, line.variable.short)
        for line in held.dimensions
        if line.variable.node in counted
    ]
    return [(label, address_of(request, now, show=part), part == show) for part, label in parts]


def _pictures(
    here: Opened, held: SideBySide, lines: Sequence[Line], names: Sequence[str], finding: str
) -> tuple[Picture, Picture | None]:
    title = leads_words(lines)
    rows = tuple(_row(here, held, line, names) for line in lines)
    drawn = (title, finding, tuple(names), rows)
    few = len(rows) * len(names) <= SLIM_UP_TO
    if not few:
        return drawn_once(compared_dots, "compared", *drawn, width=ONE_WIDTH), None
    return (
        drawn_once(compared_dots, "compared", *drawn, width=640),
        drawn_once(compared_dots, "compared-slim", *drawn, width=SLIM),
    )


def _row(here: Opened, held: SideBySide, line: Line, names: Sequence[str]) -> ComparedRow:
    v, more = line.variable, line.known > 2 and not line.all_level
    years = sorted({cell.period for cell in line.cells if cell and cell.period})
    return ComparedRow(
        name=v.short,
        unit=v.unit,
        year=years[0] if len(years) == 1 else f"{years[0][:4]}–{years[-1][-4:]}" if years else "",
        marks=tuple(
            _mark(here, line, t, cell) for t, cell in zip(held.territories, line.cells, strict=True)
        ),
        same=" ".join(against_words(line, names)) if more else "",
        direction=cast(Literal[1, 0, -1], v.direction),
        finding=leader_words(line, names),
        span=WHOLE_SCALE if v.scored else None,
    )


def _axes(lines: Sequence[Line]) -> str:
    """What the axes of this page's panels have in common, as one sentence."""
    scored = sum(line.variable.scored for line in lines)
    if scored == len(lines):
        return _("Every panel has the same axis, from 0 to 100 points.")
    if not scored:
        return _("Every panel has its own axis and unit: compare within a panel, not across them.")
    return _(
        "Scores stand on one axis from 0 to 100; every other figure has its own axis and unit."
    )


def _mark(here: Opened, line: Line, t: Territory, cell: Cell | None) -> ComparedMark:
    address = here.address(line.variable, t)
    if cell is None:
        return ComparedMark(None, None, None, Label("", address))
    between = line.variable.between(cell.low, cell.high)
    said = line.variable.said(cell.value)
    label = Label(f"{said} ({between})" if between else said, address)
    inherited = cell.inherited and not line.variable.scored
    return ComparedMark(cell.value, cell.low, cell.high, label, inherited)


def _warnings(held: SideBySide) -> dict[str, Any]:
    """Who is not the first one's peer, by name; pairs among the others are counted."""
    first = held.territories[0].pk
    own = [pair for pair in held.unlike if pair.one.pk == first]
    return {
        "unlike": [unlike_words(pair) for pair in own[:NAMED]],
        "more_unlike": max(len(own) - NAMED, 0),
        "others_unlike": len(held.unlike) - len(own),
    }


def _structure(here: Opened, held: SideBySide) -> list[dict[str, Any]]:
    """Structural facts as rows of a table."""
    return [
        {
            "name": line.variable.short,
            "unit": line.variable.unit,
            "cells": [
                {
                    "text": "" if cell is None else line.variable.said(cell.value),
                    "year": cell.period if cell else "",
                    "url": derivation_url(here.address(line.variable, t)),
                }
                for t, cell in zip(held.territories, line.cells, strict=True)
            ],
        }
        for line in held.structure
    ]


def _downloads(request: HttpRequest, held: SideBySide) -> list[tuple[str, str]]:
    query = address_of(request, [t.code for t in held.territories])
    return [(kind.upper(), reverse(f"public:compare-{kind}") + query) for kind in ("csv", "json")]


# ── as data ───────────────────────────────────────────────────────────────────────────────────


def _table(held: SideBySide, names: Sequence[str]) -> Table:
    """Every figure of every territory, whatever part the page shows."""
    kinds = (("node", held.dimensions), ("indicator", held.indicators), ("structure", held.structure))  # fmt: skip
    rows = LaterRows(
        lambda: (
            _plain(kind, line, t, name, cell, line.word(n, 0) if n else None)
            for kind, lines in kinds
            for line in lines
            for n, (t, name, cell) in enumerate(
                zip(held.territories, names, line.cells, strict=True)
            )
        )
    )
    return Table("compare", HEAD, rows)


def _plain(
    kind: str, line: Line, t: Territory, name: str, cell: Cell | None, word: str | None
) -> tuple[Any, ...]:
    v = line.variable
    values: tuple[Any, ...] = (
        (None, None, None, None, None)
        if cell is None
        else (cell.value, cell.low, cell.high, cell.period, cell.inherited)
    )
    return (v.id, kind, line.dimension, v.unit, t.key, name, *values, word)


def _data(held: SideBySide) -> dict[str, Any]:
    """All pairs by figure, and who is nobody's peer."""
    codes_ = [t.code for t in held.territories]
    return {
        "territories": [t.key for t in held.territories],
        "pairs": {
            line.variable.id: [[codes_[a], word, codes_[b]] for a, b, word in line.pairs]
            for line in (*held.dimensions, *held.indicators)
        },
        "not_peers": [[pair.one.code, pair.other.code] for pair in held.unlike],
        "rule": "P(better) above 0.8 or below 0.2 from the 90 % ranges, read as normal and "
        "independent; between them: about the same (level).",
    }
