"""Targets that territories set by policy area: band, whether it was done before, how it goes, who meets it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import Block, Heading, Line, Plain, Table
from territoria_web.library.initiative_names import AREAS
from territoria_web.library.languages import document_languages
from territoria_web.library.saying import day, said_in
from territoria_web.people.models import Organisation
from territoria_web.plan.models import AreaTarget
from territoria_web.plan.queries.area_targets import counted_said, targets_in
from territoria_web.plan.queries.target_meeting import met_in
from territoria_web.plan.queries.target_progress import Progress, progress_of
from territoria_web.plan.queries.target_report import report_of
from territoria_web.plan.queries.target_words import band_said, label_said, lamp_said, report_said
from territoria_web.reports.synthesis.among import Among

# ── facts ─────────────────────────────────────────────────────────────────────────────────────


def targets_told(network: Organisation) -> dict[str, Any]:
    """All that are set, as plain data: their sentences in every language of documents."""
    held = targets_in(network, drafts=False)
    held = [t for t in held if t.state == AreaTarget.State.SET]
    progress, met = progress_of(held), met_in(held, network.territories.all())
    report = report_of(held, progress)
    return {
        "report": _spoken(lambda: " ".join(report_said(report))) if held else {},
        "rows": [_row_of(t, progress[t.pk], met.get(t.pk, [])) for t in held],
    }


def _row_of(target: AreaTarget, progress: Progress, met: list[str]) -> dict[str, Any]:
    return {
        "id": str(target.public_id),
        "area": target.area,
        "territory": target.cycle.territory.key,
        "figure": _spoken(lambda: counted_said(target)),
        "band": _spoken(lambda: band_said(target)),
        "label": _spoken(lambda: label_said(target.label, target.judged)),
        "lamp": _spoken(lambda: lamp_said(target, progress)),
        "met": met,
        "source": target.baseline_source,
        "review": target.review_on.isoformat() if target.review_on else "",
    }


def _spoken(say: Callable[[], str]) -> dict[str, str]:
    found = {}
    for code, _name in document_languages():
        with said_in(code):
            found[code] = str(say())
    return found


# ── the chapter ───────────────────────────────────────────────────────────────────────────────


def blocks(told: Among) -> list[Block]:
    """By policy area; nothing where no territory has set one."""
    held = told.facts["area_targets"]
    if not held["rows"]:
        return []
    found: list[Block] = [
        Heading(2, _("Targets that the territories set")),
        told.paragraph("area-targets/said", _counted(held["rows"])),
        told.paragraph("area-targets/report", told.said(held["report"])),
    ]
    for area, name in AREAS.items():
        rows = [r for r in held["rows"] if r["area"] == area]
        if rows:
            found.append(_table(told, str(_(name)), rows))
    return found


def _counted(rows: list[Mapping[str, Any]]) -> str:
    said = ngettext(
        "%(count)d target is set, each by its owner and for itself; none binds another.",
        "%(count)d targets are set, each by its owner and for itself; none binds another.",
        len(rows),
    )
    return said % {"count": len(rows)}


def _table(told: Among, area: str, rows: list[Mapping[str, Any]]) -> Table:
    return Table(
        caption=(Plain(area[:1].upper() + area[1:]),),
        header=(
            _("Territory"),
            _("What is counted"),
            _("From and to"),
            _("Done before?"),
            _("So far"),
            _("Met already by"),
        ),
        rows=tuple(_row(told, r) for r in rows),
        wide=True,
        small=True,
    )


def _row(told: Among, row: Mapping[str, Any]) -> tuple[Line, ...]:
    node, source = f"area-targets/{row['id']}", str(row["source"])
    return (
        told.cites.words(told.name(row["territory"]), node),
        told.cites.words(told.said(row["figure"]), f"{node}/figure", source),
        told.cites.words(told.said(row["band"]), f"{node}/band", source),
        told.cites.words(told.said(row["label"]), f"{node}/label"),
        told.cites.words(told.said(row["lamp"]), f"{node}/lamp", source),
        told.cell(f"{node}/met", ", ".join(row["met"]) or _("nobody known")),
    )


def reviews(told: Among) -> list[Block]:
    """When each target is looked at again; nothing where no day is set."""
    held = sorted((r for r in told.facts["area_targets"]["rows"] if r["review"]), key=_due)
    if not held:
        return []
    rows = tuple(
        (
            told.cites.words(day(date.fromisoformat(r["review"])), f"reviews/{r['id']}"),
            told.cites.words(told.name(r["territory"]), f"reviews/{r['id']}/who"),
            told.cites.words(told.said(r["figure"]), f"reviews/{r['id']}/what"),
        )
        for r in held
    )
    caption = (Plain(_("Targets that are looked at again, as their owners have set it.")),)
    return [Table(caption, (_("Day"), _("Territory"), _("What is counted")), rows)]


def _due(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["review"], row["territory"]
