"""Chapter *Gaps and doubts*: where it lags, what nobody can tell, what experts found, the SWOT."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import (
    Block,
    Box,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Plain,
    Table,
)
from territoria_web.compare.queries.swot import QUADRANT_NAMES, drafted
from territoria_web.compare.queries.swot_drafts import FINDING
from territoria_web.library.saying import day, semicolon
from territoria_web.measure.queries.findings import (
    CONFIDENCE_NAMES,
    EVIDENCE_NAMES,
    GROUP_NAMES,
    WEIGHT_NAMES,
)
from territoria_web.reports.assessment.told import Told
from territoria_web.reports.paper_text import line_of


def blocks(told: Told) -> list[Block]:
    """Each part with its heading; what is empty says so."""
    return [*_behind(told), *_doubts(told), *_findings(told), *_swot(told)]


def _behind(told: Told) -> list[Block]:
    clear = [f for f in told.facts["figures"] if f["word"] == "below" and f["firm"]]
    clear.sort(key=lambda f: (-(f["size"] or 0.0), f["indicator"]))
    if not clear:
        return [Paragraph(line_of(_("No figure is clearly behind the peers with a firm gap.")))]
    rows = tuple(
        (
            told.text(f["title"], f"indicators/{f['indicator']}"),
            told.figure(f),
            told.median(f),
        )
        for f in clear
    )
    return [
        Heading(2, _("Where the territory lags")),
        Table(
            caption=line_of(_("Figures clearly behind the peers, the widest gap first.")),
            header=(_("Figure"), _("Here"), _("Peers: median, middle half")),
            rows=rows,
        ),
    ]


def _doubts(told: Told) -> list[Block]:
    """What is not known: figures, factors without a finding, groups that nobody met."""
    facts, lines = told.facts, []
    unknown = [told.said(f["title"]) for f in facts["figures"] if f["observation"]["value"] is None]
    if unknown:
        said = _("No figure is known for: {names}.")
        lines.append(
            line_of(said, names=told.cites.words(semicolon().join(unknown), "doubts/figures"))
        )
    bare = [told.said(title) for title in facts["coverage"]["bare"]]
    if bare:
        said = _("Nothing was found or noted on: {names}.")
        lines.append(
            line_of(said, names=told.cites.words(semicolon().join(bare), "doubts/factors"))
        )
    unheard = [str(GROUP_NAMES[g]) for g in facts["coverage"]["unheard"]]
    if unheard:
        said = _("No finding comes from these groups: {names}.")
        lines.append(line_of(said, names=semicolon().join(unheard)))
    return [Box("caveat", _("What nobody can tell"), (Bullets(tuple(lines)),))] if lines else []


def _findings(told: Told) -> list[Block]:
    held = told.facts["findings"]
    if not held:
        return [Paragraph(line_of(_("No finding of a visit or of documents is noted.")))]
    return [
        Heading(2, _("What experts found")),
        Table(
            caption=line_of(_("Findings with their source and how sure the experts are.")),
            header=(
                _("Dimension or factor"),
                _("Finding"),
                _("Bears as"),
                _("Source"),
                _("Confidence"),
            ),
            rows=tuple(_finding(told, f) for f in held),
            wide=True,
            small=True,
        ),
    ]


def _finding(told: Told, finding: Mapping[str, Any]) -> tuple[Line, ...]:
    node, source = f"findings/{finding['id']}", _source(finding)
    return (
        told.text(finding["title"], f"nodes/{finding['node']}") or (Plain(_("another framework")),),
        told.cites.words(finding["statement"], node, source),
        (Plain(str(WEIGHT_NAMES[finding["weight"]])),),
        told.cites.words(source, f"{node}/source", source),
        (Plain(str(CONFIDENCE_NAMES[finding["confidence"]])),),
    )


def _source(finding: Mapping[str, Any]) -> str:
    """What it is, who was heard, where it stands, when it was noted."""
    parts = [
        str(EVIDENCE_NAMES[finding["evidence"]]),
        str(GROUP_NAMES.get(finding["group"], "")),
        finding["source"],
        day(date.fromisoformat(finding["noted_on"])),
    ]
    return semicolon().join(part for part in parts if part)


def _swot(told: Told) -> list[Block]:
    kept = {q: points for q, points in told.facts["swot"].items() if points}
    if not kept:
        return []
    found: list[Block] = [Heading(2, _("Strengths, weaknesses, opportunities, threats"))]
    for quadrant, name in QUADRANT_NAMES.items():
        points = kept.get(str(quadrant))
        if points:
            found.append(Heading(3, str(name)))
            found.append(Bullets(tuple(_point(told, p) for p in points)))
    return found


def _point(told: Told, point: Mapping[str, Any]) -> Line:
    source = _drawn(point["drawn_from"])
    text = point["text"] or drafted(point["said"])
    return told.cites.words(text, f"swot/{point['id']}", source)


def _drawn(drawn_from: str) -> str:
    """What a point of the SWOT rests on, in words."""
    if not drawn_from:
        return _("The team's own judgement.")
    if drawn_from.startswith(FINDING):
        return _("Kept by the team, from a finding of the experts.")
    if ":" not in drawn_from:
        return _("Kept by the team, from the survey.")
    return _("Kept by the team, from a figure of this report.")
