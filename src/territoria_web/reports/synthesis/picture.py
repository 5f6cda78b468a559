"""Chapter *The picture*: distributions with intervals, standings by dimension, groups of the alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import Block, Bullets, Heading
from territoria.documents.numerals import numeral
from territoria.pictures.interval_dots import IntervalRow, interval_dots
from territoria.pictures.mark_grid import GridCell, GridRow, Mark, mark_grid
from territoria.pictures.picture import Label
from territoria.pictures.words import STANDING
from territoria.speech import gettext
from territoria_web.library.saying import semicolon
from territoria_web.reports.assessment.told import standing_said
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.small_firms import take_up

SPAN = (0.0, 100.0)
MARKS: tuple[tuple[Mark, str], ...] = (
    ("above", "above"),
    ("level", "level"),
    ("below", "below"),
    ("cannot-tell", "unknown"),
)


def blocks(told: Among) -> list[Block]:
    """The whole and each dimension; all standings in one table; who is alike."""
    found: list[Block] = take_up.blocks(told)
    if not any(p["known"] for p in told.territories):
        said = _("No territory of the network stands in the published comparison of regions.")
        return [
            *found,
            Heading(2, _("Against structural peers")),
            told.paragraph("picture/none", said),
        ]
    for row in told.facts["scores"]:
        title = _title(told, row["node"])
        found += [Heading(2, title), *_dots(told, row, title)]
    found += [Heading(2, _("All dimensions at a glance")), *_grid(told)]
    found += [Heading(2, _("Groups of similar territories")), *_groups(told)]
    return found


def _title(told: Among, node: str) -> str:
    held = {n["node"]: told.said(n["title"]) for n in told.facts["dimensions"]}
    return held.get(node) or _("All dimensions together")


def _dots(told: Among, row: Mapping[str, Any], title: str) -> list[Block]:
    held = row["readings"]
    rows = [
        IntervalRow(
            name=told.named(p),
            group="",
            value=_clipped(held[p["key"]]["value"]),
            low=_clipped(held[p["key"]]["low"]),
            high=_clipped(held[p["key"]]["high"]),
            label=told.score_label(held[p["key"]]),
            peers_low=held[p["key"]]["peer_low"],
            peers_high=held[p["key"]]["peer_high"],
            word=held[p["key"]]["word"],
        )
        for p in told.territories
    ]
    return [
        *told.figures(
            interval_dots,
            _("%(what)s, each with its range and its own peers behind") % {"what": title},
            told.say(f"picture/{row['node']}", _finding(row)),
            rows,
            lambda part: (part, 1, SPAN),
            sure=_("Ranges hold 90 % of the doubt; order is by name and says nothing."),
            source=_source(told),
        )
    ]


def _clipped(value: float | None) -> float | None:
    return None if value is None else min(max(value, SPAN[0]), SPAN[1])


def _finding(row: Mapping[str, Any]) -> str:
    words = [r["word"] if r["value"] is not None else "unknown" for r in row["readings"].values()]
    said = _(
        "Against their own peers %(above)s stand above, %(level)s about the same and %(below)s "
        "below; for %(unknown)s nobody can tell."
    )
    counts = {word: words.count(word) for word in ("above", "level", "below", "unknown")}
    return str(said % counts)


def _source(told: Among) -> str:
    edition = told.facts["edition"]
    said = _("%(framework)s, edition %(edition)s, published figures to %(year)s.")
    return str(
        said
        % {
            "framework": told.said(edition["title"]),
            "edition": edition["edition"],
            "year": edition["year"],
        }
    )


def _grid(told: Among) -> list[Block]:
    """Territory × dimension; where nobody can tell, the cell is hatched and says so."""
    dimensions = told.facts["dimensions"]
    scores = {row["node"]: row["readings"] for row in told.facts["scores"]}

    def cell(key: str, node: str) -> GridCell:
        held = scores.get(node, {}).get(key)
        if held is None or held["value"] is None:
            return GridCell("unknown", Label(_("no score")))
        label = told.score_label(held)
        said = f"{label.text}{semicolon()}{standing_said(held)}"
        mark: Mark = "cannot-tell" if held["word"] == "unknown" else held["word"]
        return GridCell(mark, Label(said, label.address), label.text)

    rows = [
        GridRow(told.named(p), tuple(cell(p["key"], n["node"]) for n in dimensions))
        for p in told.territories
    ]
    legend: list[tuple[Mark, str]] = [(mark, gettext(STANDING[word])) for mark, word in MARKS]
    legend.append(("unknown", _("no score")))
    hidden = sum(c.mark in ("unknown", "cannot-tell") for row in rows for c in row.cells)
    caption = told.say(
        "picture/grid",
        ngettext(
            "In %(hidden)d cell of %(of)d nobody can tell.",
            "In %(hidden)d cells of %(of)d nobody can tell.",
            hidden,
        )
        % {"hidden": hidden, "of": len(rows) * len(dimensions)},
    )
    names = [told.said(n["title"]) for n in dimensions]
    title = _("Territory by dimension")
    return [*told.figures(mark_grid, title, caption, rows, lambda part: (names, part, legend))]


# ── who is alike ──────────────────────────────────────────────────────────────────────────────


def _groups(told: Among) -> list[Block]:
    held = told.facts["groups"]
    found: list[Block] = [told.paragraph("groups/said", _grouped(held))]
    if held["groups"]:
        lines = tuple(
            told.say(f"groups/{n}", _group_said(told, group))
            for n, group in enumerate(held["groups"], start=1)
        )
        found.append(Bullets(lines))
    for key, said in (
        ("between", _("Nearer to another group than to their own: %(names)s.")),
        ("alone", _("Unlike all others: %(names)s.")),
        ("left_out", _("Too few structural figures to say who is like them: %(names)s.")),
    ):
        if held[key]:
            found.append(told.paragraph(f"groups/{key}", said % {"names": told.names(held[key])}))
    return found


def _grouped(held: Mapping[str, Any]) -> str:
    if held["silhouette"] is None:
        return _("Too few territories can be compared in structure to look for groups.")
    if not held["groups"]:
        return _("The territories form no groups: in structure they shade into each other.")
    count = len(held["groups"])
    said = (
        ngettext(
            "In structure there is %(count)d group that stands clearly apart.",
            "In structure there are %(count)d groups that stand clearly apart.",
            count,
        )
        if held["clear"]
        else ngettext(
            "In structure there is %(count)d group, and it is not sharply parted from the others.",
            "In structure there are %(count)d groups, and they are not sharply parted.",
            count,
        )
    )
    width = _("Mean silhouette: %(width)s, of at most 1.") % {
        "width": numeral(held["silhouette"], 2)
    }
    return f"{said % {'count': count}} {width}"


def _group_said(told: Among, group: Mapping[str, Any]) -> str:
    names = told.names(group["members"])
    marks = semicolon().join(
        _("%(what)s %(inside)s against %(outside)s %(unit)s")
        % {
            "what": told.said(m["title"]),
            "inside": numeral(m["inside"], m["decimals"]),
            "outside": numeral(m["outside"], m["decimals"]),
            "unit": told.said(m["unit"]),
        }
        for m in group["marked"]
    )
    return f"{names}. {marks}." if marks else f"{names}."
