"""The page for residents, drawn from the signed briefing: the same numbers, in everyday words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from territoria.content import words_of
from territoria.documents.briefing.facts import Context
from territoria.documents.briefing.message import headline, strip
from territoria.documents.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Line,
    Paragraph,
    addresses_of,
    labels_of,
    lines_of,
    text_of,
)
from territoria.errors import Problem
from territoria_web.library.saying import said_in, semicolon
from territoria_web.measure.queries.findings import GROUP_NAMES
from territoria_web.papers.models import Paper
from territoria_web.plan.queries.standing import Promised
from territoria_web.reports.paper_lint import lint_document
from territoria_web.reports.paper_text import Cites, line_of
from territoria_web.reports.policy_briefing import build as briefing
from territoria_web.reports.policy_briefing.process import silent_groups
from territoria_web.reports.policy_briefing.promised import standing_of
from territoria_web.reports.policy_briefing.told import Writing, day_said

PROMISES: Final = 3
MOST_WORDS: Final = 300
NUMERAL: Final = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
SIGNED: Final = (Paper.State.SIGNED, Paper.State.PUBLISHED)


def facts_of(paper: Paper) -> dict[str, Any]:
    """The facts of the briefing that was signed last; without one there is nothing to print."""
    cycle = paper.cycle
    assert cycle is not None
    held = cycle.papers.filter(kind=Paper.Kind.BRIEFING, state__in=SIGNED)
    last = held.order_by("-version").first()
    if last is None:
        return {"briefing": None, "place": cycle.territory.key}
    return {"briefing": str(last.public_id), "place": cycle.territory.key, **last.facts}


def document_of(paper: Paper, facts: Mapping[str, Any], language: str) -> Document:
    """The page in the language spoken."""
    cites = Cites(facts["place"], str(paper.public_id))
    if facts["briefing"] is None:
        said = Paragraph(line_of(_("The briefing is not signed yet; this page follows from it.")))
        return _document(paper, facts, language, [said], cites)
    day = date.fromisoformat(facts["day"])
    context = Context(briefing.diagnosed(facts), day)
    w = Writing(paper, facts, cites, context, language)
    blocks = [
        Heading(1, _("What we want to change"), "1"),
        *w.own_words("message"),
        _figure(w),
        Heading(1, _("Three promises"), "2"),
        Bullets(tuple(_promise(w, action) for action in promises(w)), ordered=True),
        Heading(1, _("What we don't know"), "3"),
        *_unknown(w),
        Heading(1, _("How to object"), "4"),
        *w.own_words("object"),
    ]
    cites.readings.update(context.readings.all())
    return _document(paper, facts, language, blocks, cites)


def _document(
    paper: Paper, facts: Mapping[str, Any], language: str, blocks: list[Block], cites: Cites
) -> Document:
    printed = {address for block in blocks for address in addresses_of(block)}
    day = facts.get("day")
    return Document(
        title=paper.title,
        subtitle=_("One page for residents"),
        lang=language,
        day=date.fromisoformat(day) if day else localdate(paper.made),
        facts=(),
        footer=f"{facts['place']} · {_('version')} {paper.version}",
        blocks=tuple(blocks),
        readings={a: r for a, r in cites.readings.items() if a in printed},
    )


def _figure(w: Writing) -> Figure:
    figure = strip(w.context)
    return Figure(figure.key, figure.picture, caption=headline(w.context), narrow=figure.narrow)


def promises(w: Writing) -> list[Promised]:
    """Three actions with owner and date: what comes first, quick ones before the others."""
    held = standing_of(w)
    named = held.named if held else ()
    dated = sorted(named, key=lambda a: (not a.hundred_days, a.ends or date.max, a.number))
    return dated[:PROMISES]


def _promise(w: Writing, action: Promised) -> Line:
    text = _("%(title)s. %(owner)s, by %(day)s.") % {
        "title": action.title.rstrip("."),
        "owner": action.owner,
        "day": day_said(action.ends.isoformat())
        if action.ends
        else pgettext("not settled", "open"),
    }
    return w.words(text, f"plan/{action.number}", _("The plan as adopted."))


def _unknown(w: Writing) -> Iterator[Block]:
    """What no figure tells, and whose voice is missing."""
    d = w.context.diagnosis
    unknown = [
        w.context.title(f.id)
        for f in d.framework.factors()
        if d.score(f.id) is None and not d.gaps[f.id].said
    ]
    if unknown:
        yield Paragraph(line_of(_("No figure tells us about: {names}."), names=", ".join(unknown)))
    silent = silent_groups(w.facts)
    if silent:
        names = ", ".join(str(GROUP_NAMES[group]) for group in silent)
        yield Paragraph(line_of(_("We have hardly heard: {names}."), names=names))
    yield from w.own_words("unknown")


# ── what must hold ────────────────────────────────────────────────────────────────────────────


def lint(document: Document, facts: Mapping[str, Any]) -> Sequence[Problem]:
    """One figure, three promises, few words, and every number as in the briefing."""
    return [*lint_document(document), *_page_lint(document, facts)]


def _page_lint(document: Document, facts: Mapping[str, Any]) -> Iterator[Problem]:
    where = _("the page for residents")
    if facts["briefing"] is None:
        yield Problem("papers", _("no briefing is signed."), _("Sign the briefing first."))
        return
    count = sum(len(words_of(text)) for text in _texts(document))
    if count > MOST_WORDS:
        said = ngettext(
            "it has %(count)d word; a page holds 300.",
            "it has %(count)d words; a page holds 300.",
            count,
        )
        yield Problem(where, said % {"count": count}, _("Shorten your own words."))
    given = next((b for b in document.blocks if isinstance(b, Bullets) and b.ordered), None)
    if given is None or len(given.items) < PROMISES:
        yield Problem(
            "plan",
            _("fewer than three actions have an owner and a date."),
            _("Name them in the plan, adopt it, and sign the briefing once more."),
        )
    strange = sorted(numerals_in(document) - numerals_in(_briefing(document, facts)))
    if strange:
        yield Problem(
            where,
            _("these numbers are not in the briefing: %(numbers)s.")
            % {"numbers": semicolon().join(strange)},
            _("Write them as the briefing has them, or leave them out."),
        )


def _briefing(document: Document, facts: Mapping[str, Any]) -> Document:
    paper = Paper.objects.select_related("template").get(public_id=facts["briefing"])
    with said_in(document.lang):
        return briefing.document_of(paper, paper.facts, document.lang)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Heading):
            yield block.text
        elif not isinstance(block, Figure):
            for line in lines_of(block):
                yield text_of(line)


def numerals_in(document: Document) -> set[str]:
    """Every number that is printed, in words, tables and pictures."""
    texts = [text_of(line) for block in document.blocks for line in lines_of(block)]
    texts += [label.text for block in document.blocks for label in labels_of(block)]
    return {found for text in texts for found in NUMERAL.findall(text)}
