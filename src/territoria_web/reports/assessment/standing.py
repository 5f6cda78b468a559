"""Chapter *Maturity*: what the survey heard, and scores with their ranges."""

from __future__ import annotations

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Box, Paragraph, Plain, Table
from territoria.documents.numerals import band
from territoria_web.reports.assessment.heard import blocks as heard_blocks
from territoria_web.reports.assessment.told import Told, standing_said
from territoria_web.reports.paper_text import line_of


def blocks(told: Told) -> list[Block]:
    """Scores by dimension, how sure that is, and the people's side."""
    rows = told.facts["dimensions"]
    found: list[Block] = []
    if rows:
        found += [_scores(told)]
        sure = told.said(told.facts["said"].get("sure"))
        found += [Paragraph(told.cites.words(sure, "said/sure"), "sure")] if sure else []
    else:
        found.append(_nothing())
    return found + heard_blocks(told)


def _nothing() -> Block:
    said = _("No score is worked out for this territory yet. What is not measured is unknown.")
    return Box("caveat", _("Not measured"), (Paragraph(line_of(said)),))


def _scores(told: Told) -> Table:
    rows = []
    for row in told.facts["dimensions"]:
        name = told.said(row["title"]) or _("All dimensions")
        value = row["score"]["value"]
        rows.append(
            (
                told.cites.words(name, f"nodes/{row['node']}"),
                told.score(row),
                (Plain(band(value) if value is not None else _("unknown")),),
                (Plain(standing_said(row)),),
                told.rank(row),
                told.known(row),
            )
        )
    return Table(
        caption=line_of(
            _("Scores of a hundred points and places, each with its range, and what they rest on.")
        ),
        header=(
            _("Dimension"),
            _("Score"),
            _("Band"),
            _("Against peers"),
            _("Place among regions"),
            _("Figures known"),
        ),
        rows=tuple(rows),
        wide=True,
        small=True,
    )
