"""Section 5 of a briefing: what people here say, beside what is counted; dissent and minorities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Bullets, Heading, Line, Paragraph, Table
from territoria_web.measure.queries.findings import GROUP_NAMES
from territoria_web.reports.assessment import heard
from territoria_web.reports.paper_text import line_of
from territoria_web.reports.policy_briefing.told import Writing

MOST = 5


def voices(w: Writing) -> tuple[Block, ...]:
    """The survey, factor by factor beside the figures; then what the workshop disagreed on."""
    return (
        *w.own_words("voices"),
        *_beside(w),
        *heard.blocks(w.told, each=False),
        *_quotes(w),
        *_dissent(w),
    )


def _beside(w: Writing) -> Iterator[Block]:
    """Each factor as it is counted, as it is said, and with both."""
    d = w.context.diagnosis
    answered = d.answered
    if answered is None:
        return
    rows = []
    for factor in d.framework.factors():
        if not answered.in_tree(f"{factor.id}.said"):
            continue
        counted = w.context.score(factor.id) if d.in_tree(factor.id) else None
        rows.append(
            (
                line_of(w.context.title(factor.id)),
                (counted,) if counted else line_of(_("not counted anywhere")),
                (w.context.said(factor.id),),
                (w.context.together(factor.id),),
            )
        )
    if rows:
        yield Table(
            caption=line_of(
                _("What is counted, what key actors say, and both, in points of a hundred.")
            ),
            header=(_("Factor"), _("Counted"), _("Said"), _("Both")),
            rows=tuple(rows),
            align="lrrr",
        )
        yield Paragraph(
            line_of(
                _(
                    "What is said is not compared with other places: their people were not asked. "
                    "Everything against peers in this document rests on what is counted."
                )
            ),
            "note",
        )


def _quotes(w: Writing) -> Iterator[Block]:
    held = w.facts["heard"].get("quotes", ()) if w.facts["heard"] else ()
    lines = tuple(
        w.words(f"“{row['text']}”", f"heard/quotes/{n}") for n, row in enumerate(held[:MOST])
    )
    if lines:
        yield Heading(3, _("In their own words"))
        yield Bullets(lines)


def _dissent(w: Writing) -> Iterator[Block]:
    """Minority views and dissent of the workshop; that there was none is said."""
    held = w.facts["meeting"]
    if not held:
        return
    yield Heading(3, _("Where people disagreed"))
    lines = [*_minorities(w, held), *_marked(w, held)]
    if lines:
        yield Bullets(tuple(lines))
    else:
        yield Paragraph(line_of(_("Nobody marked a disagreement at the workshop.")))


def _minorities(w: Writing, held: Mapping[str, Any]) -> Iterator[Line]:
    for n, row in enumerate(held["minority"][:MOST]):
        text = _("%(group)s put this first, and the room left it out: %(what)s") % {
            "group": GROUP_NAMES.get(row["group"], row["group"]),
            "what": row["text"],
        }
        yield w.words(text, f"meeting/minority/{n}")


def _marked(w: Writing, held: Mapping[str, Any]) -> Iterator[Line]:
    for n, row in enumerate(held["dissent"][:MOST]):
        text = _("Not everyone agreed: %(what)s") % {"what": row["text"]}
        yield w.words(text, f"meeting/dissent/{n}")


def swot(w: Writing) -> Iterator[Block]:
    """The SWOT as the workshop left it: what is inside, then what comes from outside."""
    held = w.facts["meeting"].get("swot") if w.facts["meeting"] else None
    if not held or not any(held.values()):
        return
    pairs = (
        ("strength", "weakness", (_("Strengths"), _("Weaknesses"))),
        ("opportunity", "threat", (_("Opportunities"), _("Threats"))),
    )
    yield Heading(3, _("Strengths, weaknesses, opportunities, threats"))
    for left, right, header in pairs:
        sides = zip_longest(_points(w, held, left), _points(w, held, right), fillvalue=())
        if rows := tuple(sides):
            yield Table(caption=(), header=header, rows=rows)


def _points(w: Writing, held: Mapping[str, Any], quadrant: str) -> list[Line]:
    return [
        w.words(row["text"], f"meeting/swot/{quadrant}/{n}")
        for n, row in enumerate(held.get(quadrant, []))
    ]
