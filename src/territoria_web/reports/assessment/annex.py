"""Annex: every figure with year, source and status; what was corrected; how it was computed."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import Block, Heading, Paragraph, Plain, Table
from territoria.speech import gettext
from territoria_web.library.saying import day
from territoria_web.reports.assessment.told import Told, standing_said
from territoria_web.reports.paper_text import line_of


def blocks(told: Told) -> list[Block]:
    """The table of all figures, unknown ones too, and the record of corrections."""
    found: list[Block] = []
    if told.facts["figures"]:
        found = [Heading(2, _("Every figure that is scored")), _figures(told)]
    found += [Heading(2, _("Corrections by the host")), _corrections(told)]
    return found


def _figures(told: Told) -> Table:
    rows = tuple(
        (
            told.text(f["title"], f"indicators/{f['indicator']}"),
            told.figure(f),
            told.median(f),
            (Plain(standing_said(f)),),
            told.cites.words(gettext(f["publisher"]), f"publishers/{f['indicator']}"),
        )
        for f in told.facts["figures"]
    )
    return Table(
        caption=line_of(_("Figures with unit and year; what is missing stands as unknown.")),
        header=(
            _("Figure"),
            _("Here"),
            _("Peers: median, middle half"),
            _("Against peers"),
            _("Source"),
        ),
        rows=rows,
        wide=True,
        small=True,
    )


def _corrections(told: Told) -> Paragraph:
    held = told.facts["corrections"]
    if not held["until"]:
        return Paragraph(line_of(_("The host has not been asked to correct facts yet.")))
    said = ngettext(
        "The host could correct facts until %(until)s: %(count)d correction was proposed, "
        "%(accepted)d accepted.",
        "The host could correct facts until %(until)s: %(count)d corrections were proposed, "
        "%(accepted)d accepted.",
        held["proposed"],
    ) % {
        "until": day(date.fromisoformat(held["until"])),
        "count": held["proposed"],
        "accepted": held["accepted"],
    }
    return Paragraph(told.cites.words(said, "corrections", _("The record of this paper.")))
