"""The picture of take-up: basic digital intensity and maturity of firms by territory, with ranges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import Block, Heading
from territoria.documents.numerals import numeral, span
from territoria.pictures.firm_ranges import FirmRow, firm_ranges
from territoria.pictures.mark_grid import GridCell, GridRow, Mark, mark_grid
from territoria.pictures.picture import Label
from territoria_web.library.saying import percent
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.scope import nothing

LOW, HIGH = 40.0, 60.0
"""A mean of a dimension below or above is marked; between lies the middle of the scale."""


def blocks(told: Among) -> list[Block]:
    """Share at the basic level, then the six dimensions; nothing is ranked."""
    held = told.facts["small_firms"]["checks"]
    found: list[Block] = [Heading(2, _("How far small firms are"))]
    if not held:
        said = _("No territory has a self-check of at least ten firms yet.")
        return [*found, nothing(said)]
    return [*found, told.paragraph("take-up/who", _who(told)), *_basic(told), *_dimensions(told)]


def year_of(told: Among, key: str) -> Mapping[str, Any] | None:
    """What the newest year of a territory's self-check says; None where there is none."""
    held = told.facts["small_firms"]["checks"].get(key)
    found: Mapping[str, Any] | None = held["years"].get(held["year"]) if held else None
    return found


def _who(told: Among) -> str:
    years = [y for p in told.territories if (y := year_of(told, p["key"]))]
    firms = sum(y["firms"] for y in years)
    weighted = sum(bool(y["weighted"]) for y in years)
    said = ngettext(
        "%(firms)s firms in %(count)s territory checked themselves; in %(weighted)s of them answers "
        "are weighted by the size or sector of all firms there. They chose to take part: this is "
        "no sample.",
        "%(firms)s firms in %(count)s territories checked themselves; in %(weighted)s of them "
        "answers are weighted by the size or sector of all firms there. They chose to take part: "
        "this is no sample.",
        len(years),
    )
    return said % {"firms": numeral(firms), "count": len(years), "weighted": weighted}


def _basic(told: Among) -> list[Block]:
    rows = [_share_row(told, p) for p in told.territories]
    values = [r.value for r in rows if r.value is not None]
    if values and min(values) == max(values):
        said = _(
            "%(share)s of firms reach the basic level of digital intensity, at least four of twelve."
        ) % {"share": percent(values[0])}
    elif values:
        said = _(
            "Between %(low)s and %(high)s of firms reach the basic level of digital intensity, at "
            "least four of twelve."
        ) % {"low": percent(min(values)), "high": percent(max(values))}
    else:
        said = _("Of no territory can anybody tell how many firms reach the basic level.")
    if values and (unknown := len(rows) - len(values)):
        left = ngettext(
            "Of %(count)d territory nobody can tell.",
            "Of %(count)d territories nobody can tell.",
            unknown,
        )
        said = f"{said} {left % {'count': unknown}}"
    return [
        *told.figures(
            firm_ranges,
            _("Firms at the basic level of digital intensity"),
            told.say("take-up/basic", said),
            rows,
            lambda part: (part,),
            sure=_("Ranges hold 90 % of the doubt; order is by name and says nothing."),
            source=_("Self-checks of firms, counted as Eurostat counts (edition of 2022)."),
        )
    ]


def _share_row(told: Among, place: Mapping[str, Any]) -> FirmRow:
    year = year_of(told, place["key"])
    held = (year.get("basic") if year else None) or dict.fromkeys(("share", "low", "high", "n"))
    share = held["share"]
    said = (
        _("unknown")
        if share is None
        else f"{percent(share)} ({percent(held['low'])}–{percent(held['high'])})"
    )
    return FirmRow(told.named(place), share, held["low"], held["high"], Label(said), held["n"])


def _text(value: float | None, low: float | None, high: float | None) -> str:
    if value is None:
        return _("unknown")
    said = str(numeral(value))
    return said if low is None or high is None else f"{said} ({span(low, high)})"


def _dimensions(told: Among) -> list[Block]:
    """Territory × dimension: the mean of its firms; hatched where fewer than ten said anything."""
    nodes = told.facts["small_firms"]["dimensions"]
    if not nodes:
        return []
    rows = [
        GridRow(told.named(p), tuple(_cell(told, p["key"], n["node"]) for n in nodes))
        for p in told.territories
    ]
    unknown = sum(c.mark == "unknown" for row in rows for c in row.cells)
    said = _("Means of firms by dimension, from 0 to 100.")
    if unknown:
        left = ngettext(
            "In %(hidden)d cell of %(of)d nobody can tell.",
            "In %(hidden)d cells of %(of)d nobody can tell.",
            unknown,
        )
        said = f"{said} {left % {'hidden': unknown, 'of': len(rows) * len(nodes)}}"
    caption = told.say("take-up/dimensions", said)
    legend: list[tuple[Mark, str]] = [
        ("above", _("its whole range above 60")),
        ("level", _("between, or the range crosses")),
        ("below", _("its whole range below 40")),
        ("unknown", _("nobody can tell")),
    ]
    names = [told.said(n["title"]) for n in nodes]
    title = _("Maturity of firms by territory and dimension")
    return [*told.figures(mark_grid, title, caption, rows, lambda part: (names, part, legend))]


def _cell(told: Among, key: str, node: str) -> GridCell:
    year = year_of(told, key)
    held = year["dimensions"].get(node) if year else None
    if not held or held["value"] is None:
        return GridCell("unknown", Label(_("nobody can tell")))
    text = _text(held["value"], held["low"], held["high"])
    mark: Mark = "level"
    if held["low"] > HIGH:
        mark = "above"
    elif held["high"] < LOW:
        mark = "below"
    return GridCell(mark, Label(text), text)
