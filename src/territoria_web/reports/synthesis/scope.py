"""Chapter *Scope, territories, method and limits*: who took part, who did not, what cannot be said."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.document import Block, Box, Bullets, Heading, Paragraph, Plain, Table
from territoria.pictures.mark_grid import GridCell, GridRow, Mark, mark_grid
from territoria.pictures.picture import Label
from territoria_web.invite.models import Step
from territoria_web.invite.rules import ORDER, STATE_NAMES, STEP_NAMES
from territoria_web.library.saying import semicolon
from territoria_web.papers.rules import KIND_NAMES
from territoria_web.reports.synthesis.among import Among

MARKS: dict[str, Mark] = {
    Step.State.AHEAD: "ahead",
    Step.State.OPEN: "open",
    Step.State.DONE: "done",
    Step.State.LEFT_OUT: "left-out",
}


def blocks(told: Among) -> list[Block]:
    """The territories and their steps; how this was made; what it cannot say."""
    return [
        told.paragraph("scope/count", _counted(told)),
        *_steps(told),
        _table(told),
        Heading(2, _("How to read it")),
        Bullets(
            tuple(
                told.cites.words(text, f"scope/method/{n}")
                for n, text in enumerate((*_method(), *_of_small_firms(told)))
            )
        ),
        Heading(2, _("What it cannot say")),
        Box(
            "caveat",
            _("Limits"),
            (
                Bullets(
                    tuple(told.say(f"scope/limits/{n}", t) for n, t in enumerate(_limits(told)))
                ),
            ),
        ),
    ]


def _counted(told: Among) -> str:
    places = told.territories
    begun = sum(p["cycles"] > 0 for p in places)
    papers = sum(len(p["papers"]) for p in places)
    first = ngettext(
        "This report covers %(count)d territory of the network.",
        "This report covers %(count)d territories of the network.",
        len(places),
    ) % {"count": len(places)}
    if not begun:
        return f"{first} {_('None of them has begun a cycle yet.')}"
    second = ngettext("%(begun)d has begun a cycle.", "%(begun)d have begun a cycle.", begun) % {
        "begun": begun
    }
    return f"{first} {second} {_published(papers)}"


def _published(papers: int) -> str:
    if not papers:
        return _("No paper is published yet.")
    said = ngettext("%(count)d paper is published.", "%(count)d papers are published.", papers)
    return said % {"count": papers}


def _steps(told: Among) -> list[Block]:
    held = {(s["territory"], s["kind"]): s for s in told.facts["steps"]}
    if not held:
        return []
    legend: list[tuple[Mark, str]] = [(MARKS[s], str(n)) for s, n in STATE_NAMES.items()]
    legend.append(("unknown", _("not begun")))

    def cell(key: str, kind: str) -> GridCell:
        step = held.get((key, kind))
        if step is None:
            return GridCell("unknown", Label(_("not begun")))
        return GridCell(MARKS[step["state"]], Label(str(STATE_NAMES[step["state"]])))

    rows = [
        GridRow(told.named(p), tuple(cell(p["key"], k) for k in ORDER)) for p in told.territories
    ]
    done = sum(s["state"] == Step.State.DONE for s in held.values())
    caption = told.say(
        "scope/steps",
        ngettext("%(done)d step of %(of)d is done.", "%(done)d steps of %(of)d are done.", done)
        % {"done": done, "of": len(held)},
    )
    names = [str(STEP_NAMES[k]) for k in ORDER]
    title = _("How far each territory is in the four steps")
    return [*told.figures(mark_grid, title, caption, rows, lambda part: (names, part, legend))]


def _table(told: Among) -> Table:
    rows = [
        (
            told.cites.words(f"{told.named(p)} ({p['country']})", f"scope/{p['code']}"),
            (Plain(_("yes") if p["known"] else _("no")),),
            told.cell(f"scope/{p['code']}/papers", _papers(p)),
            told.cell(f"scope/{p['code']}/people", str(p["people"] or "")),
        )
        for p in told.territories
    ]
    return Table(
        caption=(Plain(_("Who took part, and what each has published.")),),
        header=(_("Territory"), _("Compared"), _("Published papers"), _("People heard")),
        rows=tuple(rows),
        wide=True,
        small=True,
    )


def _papers(place: Any) -> str:
    names = dict.fromkeys(str(KIND_NAMES[p["kind"]]) for p in place["papers"])
    return ". ".join(names)


def _method() -> list[str]:
    return [
        _("Each territory is compared with its own structural peers: places alike in what a "
          "strategy cannot change. Nobody is ranked against the others of the network."),
        _("Ranges hold 90 % of the doubt. Where ranges overlap, two are about the same."),
        _("A strength is firmly better than the peers' median, without a firm gap to their better "
          "quarter. A gap is firm where its chance is 60 % or more."),
        _("Figures are the published ones. What territories counted themselves, and what people "
          "said, stands here only where a signed paper has published it."),
        _("Practices come from the reviewed library, failures included. Their grade says how well "
          "an effect is supported, from E0 to E5."),
    ]  # fmt: skip


def _of_small_firms(told: Among) -> list[str]:
    """How initiatives and firms came in, where a benchmark or a self-check stands in the report."""
    held = told.facts["small_firms"]
    found = []
    if held["benchmark"]:
        found.append(
            _(
                "Initiatives are judged by criteria that all members could remark on, and that were "
                "frozen before anybody scored. A level is the mean of two assessors from elsewhere; "
                "more than one and a half apart, they talk first. The owner's own score does not count."
            )
        )
    if held["checks"]:
        found.append(
            _("Firms checked themselves, without an account. No figure stands on fewer than ten.")
        )
    return found  # fmt: skip


def _limits(told: Among) -> list[str]:
    absent = [p["key"] for p in told.territories if not p["known"]]
    without = [p["key"] for p in told.territories if not p["cycles"]]
    silent = [p["key"] for p in told.territories if not p["policies_known"]]
    found = [
        _("What goes together need not cause each other: no statement here is an effect, except "
          "where a practice has a measured one."),
    ]  # fmt: skip
    if without:
        found.append(_("Not begun, and so not heard: %(names)s.") % {"names": told.names(without)})
    if absent:
        said = _("Not in the published comparison: %(names)s.")
        found.append(said % {"names": told.names(absent)})
    if silent:
        said = _("No published inventory of policies: %(names)s.")
        found.append(said % {"names": told.names(silent)})
    unknown = [
        told.said(i["title"])
        for i in told.facts["indicators"]
        if all(r["value"] is None for r in i["readings"].values())
    ]
    if unknown:
        found.append(
            _("No territory has a figure for: %(names)s.") % {"names": semicolon().join(unknown)}
        )
    return found


def nothing(text: str) -> Block:
    """A chapter of which nothing is published yet."""
    return Box("caveat", _("Nothing published yet"), (Paragraph((Plain(text),)),))
