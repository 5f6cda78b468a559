"""Compare: two to eight territories, or a territory and its peers, figure by figure in own units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria.pictures.compared_dots import ComparedMark, ComparedRow, compared_dots
from territoria.pictures.picture import Label, Picture
from territoria_web.compare.queries.side_by_side import (
    MOST,
    Line,
    SideBySide,
    Unlike,
    side_by_side,
    sound_peers,
)
from territoria_web.measure.queries.explored import (
    LEVEL_OF,
    Cell,
    Opened,
    opened,
    territories_of,
)
from territoria_web.public.compare_words import against_words, finding_of, list_of, unlike_words
from territoria_web.public.explore.asked import Refused, codes
from territoria_web.public.explore.choosing import (
    Found,
    chosen_of,
    explain_url,
    find_named,
    place_url,
)
from territoria_web.public.explore.show import refusal
from territoria_web.public.page import Page, Table
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

MAIN = "blueprint"
KNOWN = frozenset({"t", "peers", "framework", "show", "add", "embed"})
SLIM_UP_TO = 60
"""Marks in a picture up to which a second drawing for phones is sent along."""
HEAD = ("figure", "kind", "dimension", "unit_of_measure", "territory", "name", "value", "low",
        "high", "year", "inherited", "against_the_first")  # fmt: skip


def compare(request: HttpRequest) -> Page | HttpResponse:
    """``?t=FRE1&t=DED5`` or ``?peers=FRE1``, ``&framework=``, ``&show=dimensions|indicators|A2``."""
    try:
        return _compared(request)
    except Refused as error:
        return refusal(error)


def _compared(request: HttpRequest) -> Page | HttpResponse:
    here = opened()
    framework = request.GET.get("framework", "").strip() or MAIN
    text = here.framework(framework)
    everyone = territories_of(LEVEL_OF[text.level])
    chosen = _chosen(request, here, everyone)
    asked = request.GET.get("add", "").strip()[:80]
    found = find_named(asked, everyone) if asked else None
    if found and found.code:
        both = list(dict.fromkeys([*(t.code for t in chosen), found.code]))
        return HttpResponseRedirect(reverse("public:compare") + _address(request, both))
    _few_enough(chosen)
    show = _show(request, [n.id for n in text.nodes])
    form = _form(request, here, framework, chosen, found)
    if len(chosen) < 2:
        return _empty(chosen, form)
    held = side_by_side(here, framework, chosen)
    return _page(request, here, held, show, form)


# ── who is compared ───────────────────────────────────────────────────────────────────────────


def _chosen(request: HttpRequest, here: Opened, everyone: Sequence[Territory]) -> list[Territory]:
    """Those named, or a territory and its firm and likely peers, the nearest first."""
    own = request.GET.get("peers", "").strip().upper()
    named = chosen_of(codes(request.GET), everyone)
    if not own:
        return named
    first = chosen_of([own], everyone)[0]
    found = sound_peers(here, [first])
    if own not in found:
        raise Refused(
            _("The peers of %(name)s are not worked out here.") % {"name": territory_name(first)},
            _("Name the territories instead, two to eight of them."),
            404,
        )
    held = {t.code: t for t in everyone}
    peers = [held[code] for code in found[own] if code in held]
    return list({t.pk: t for t in [first, *named, *peers]}.values())[:MOST]


def _few_enough(chosen: Sequence[Territory]) -> None:
    if len(chosen) > MOST:
        raise Refused(
            _("The address names %(count)s territories.") % {"count": len(chosen)},
            _("Up to %(most)s can be compared: take some out.") % {"most": MOST},
        )


def _show(request: HttpRequest, dimensions: Sequence[str]) -> str:
    show = request.GET.get("show", "").strip() or "dimensions"
    known = ["dimensions", "indicators", *dimensions]
    if show not in known:
        raise Refused(
            _("There is no part “%(show)s” to show.") % {"show": show[:40]},
            _("Known: %(known)s.") % {"known": ", ".join(known)},
        )
    return show


def _address(request: HttpRequest, chosen: Sequence[str], **changes: str) -> str:
    """This comparison with other territories or another part shown."""
    held = QueryDict(mutable=True)
    held.setlist("t", list(chosen))
    for name in ("framework", "show"):
        value = changes.get(name, request.GET.get(name, "").strip())
        if value:
            held[name] = value
    return "?" + held.urlencode()


def _form(
    request: HttpRequest,
    here: Opened,
    framework: str,
    chosen: Sequence[Territory],
    found: Found | None,
) -> dict[str, Any]:
    now = [t.code for t in chosen]
    without = {code: [other for other in now if other != code] for code in now}
    return {
        "chosen": [
            (territory_name(t), t.code, place_url(t.code), _address(request, without[t.code]))
            for t in chosen
        ],
        "full": len(chosen) >= MOST,
        "added": found.asked if found else "",
        "offered": [
            (f"{territory_name(t)} ({t.code})", _address(request, [*now, t.code]))
            for t in (found.choices if found else ())
        ],
        "framework": framework,
        "frameworks": [(name, here.framework(name).title) for name in here.assessments],
        "show": request.GET.get("show", "").strip(),
        "strange": [name[:40] for name in request.GET if name not in KNOWN][:5],
    }


def _empty(chosen: Sequence[Territory], form: dict[str, Any]) -> Page:
    return Page(
        template="public/compare_empty.html",
        title=_("Compare"),
        finding=_(
            "Put two to eight territories side by side, or a territory and its peers: every figure "
            "in its own unit, with its range, and who is about the same."
        ),
        facts={**form, "one": chosen[0].code if chosen else ""},
        data={"territories": [t.key for t in chosen]},
    )


# ── the page ──────────────────────────────────────────────────────────────────────────────────


def _page(
    request: HttpRequest, here: Opened, held: SideBySide, show: str, form: dict[str, Any]
) -> Page:
    names = [territory_name(t) for t in held.territories]
    lines = _lines(held, show)
    finding = finding_of(lines, names)
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
            "explain": explain_url(),
            "unlike": [unlike_words(pair) for pair in _worth_saying(held.unlike)],
            "more_unlike": len(held.unlike) - len(_worth_saying(held.unlike)),
            "peers_known": held.peers_known,
            "structure": _structure(here, held),
            "names": names,
            "sentences": [(line.variable.short, against_words(line, names)) for line in lines],
            "downloads": _downloads(request, held),
        },
        table=_table(held, names),
        data=_data(held),
    )


def _lines(held: SideBySide, show: str) -> Sequence[Line]:
    """The part that is shown: the whole and its dimensions, all indicators, or one dimension's."""
    if show == "dimensions":
        return held.dimensions
    if show == "indicators":
        return held.indicators
    own = [line for line in held.dimensions if line.variable.node == show]
    return [*own, *(line for line in held.indicators if line.dimension == show)]


def _title(names: Sequence[str]) -> str:
    return _("Compared: %(names)s") % {"names": list_of(names)}


def _tabs(request: HttpRequest, held: SideBySide, show: str) -> list[tuple[str, str, bool]]:
    now = [t.code for t in held.territories]
    parts = [("dimensions", _("Dimensions")), ("indicators", _("All figures"))]
    counted = {line.dimension for line in held.indicators}
    parts += [
        (line.variable.node, line.variable.short)
        for line in held.dimensions
        if line.variable.node in counted
    ]
    return [(label, _address(request, now, show=part), part == show) for part, label in parts]


def _pictures(
    here: Opened, held: SideBySide, lines: Sequence[Line], names: Sequence[str], finding: str
) -> tuple[Picture, Picture | None]:
    title = _("Figures of %(names)s") % {"names": list_of(names)}
    rows = [_row(here, held, line, names) for line in lines]
    few = len(rows) * len(names) <= SLIM_UP_TO
    broad = compared_dots("compared", title, finding, names, rows, width=640)
    slim = compared_dots("compared-slim", title, finding, names, rows, width=360) if few else None
    return broad, slim


def _row(here: Opened, held: SideBySide, line: Line, names: Sequence[str]) -> ComparedRow:
    v = line.variable
    years = sorted({cell.period for cell in line.cells if cell and cell.period})
    return ComparedRow(
        name=v.short,
        unit=v.unit,
        year=years[0] if len(years) == 1 else f"{years[0][:4]}–{years[-1][-4:]}" if years else "",
        marks=tuple(
            _mark(here, line, t, cell) for t, cell in zip(held.territories, line.cells, strict=True)
        ),
        same=" ".join(against_words(line, names)),
        direction=cast(Literal[1, 0, -1], v.direction),
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


def _worth_saying(unlike: Sequence[Unlike]) -> Sequence[Unlike]:
    """With many territories the pairs are many: those with the first one, and at most four."""
    first = unlike[0].one.pk if unlike else 0
    return [pair for pair in unlike if pair.one.pk == first][:4]


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
                    "url": explain_url() + here.address(line.variable, t),
                }
                for t, cell in zip(held.territories, line.cells, strict=True)
            ],
        }
        for line in held.structure
    ]


def _downloads(request: HttpRequest, held: SideBySide) -> list[tuple[str, str]]:
    query = _address(request, [t.code for t in held.territories])
    return [(kind.upper(), reverse(f"public:compare-{kind}") + query) for kind in ("csv", "json")]


# ── as data ───────────────────────────────────────────────────────────────────────────────────


def _table(held: SideBySide, names: Sequence[str]) -> Table:
    """Every figure of every territory, whatever part the page shows."""
    kinds = (("node", held.dimensions), ("indicator", held.indicators), ("structure", held.structure))  # noqa: E501 # fmt: skip
    rows = [
        _plain(kind, line, t, name, cell, line.word(n, 0) if n else None)
        for kind, lines in kinds
        for line in lines
        for n, (t, name, cell) in enumerate(zip(held.territories, names, line.cells, strict=True))
    ]
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
