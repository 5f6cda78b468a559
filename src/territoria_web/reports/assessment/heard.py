"""What the survey of key actors adds to the report; that there was none is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.briefing.phrases import percent
from territoria.documents.document import Block, Box, Bullets, Heading, Line, Paragraph, Table
from territoria.documents.numerals import numeral, span
from territoria_web.library.saying import semicolon
from territoria_web.measure.queries.findings import GROUP_NAMES
from territoria_web.reports.assessment.told import Told
from territoria_web.reports.paper_text import line_of

MOST_THEMES = 8


def blocks(told: Told, *, each: bool = True) -> list[Block]:
    """Who was heard and what they said; ``each``: also question by question."""
    held = told.facts.get("heard")
    if not held:
        return [_nothing_heard(told)]
    return [
        Heading(2, _("What key actors said")),
        *_reach(told, held),
        *(questions(told) if each else []),
        *_apart(told, held),
        *_obstacles(told, held),
        *_themes(told, held),
    ]


def _nothing_heard(told: Told) -> Box:
    """That nobody was asked, or that what people say is not in yet."""
    if told.facts.get("asking"):
        said = _("A survey is under way; its results are not in yet.")
        return Box("caveat", _("What people say is not in yet"), (Paragraph(line_of(said)),))
    said = _(
        "No survey of key actors stands behind this report. How people here judge these factors "
        "is not known."
    )
    return Box("caveat", _("Nobody was asked"), (Paragraph(line_of(said)),))


def _words(told: Told, text: str, node: str) -> Line:
    held = told.facts["heard"]
    source = _("Survey of key actors, last answer %(day)s.") % {"day": str(held["last"])[:10]}
    return told.cites.words(text, f"heard/{node}", source)


def _reach(told: Told, held: Mapping[str, Any]) -> list[Block]:
    said = ngettext(
        "%(count)d person answered; %(invited)d were invited by name.",
        "%(count)d people answered; %(invited)d were invited by name.",
        held["answered"],
    ) % {"count": held["answered"], "invited": held["invited"]}
    found: list[Block] = [Paragraph(_words(told, said, "reach"))]
    if held["groups"]:
        rows = tuple(_group(told, g) for g in held["groups"])
        header = (_("Actor group"), _("Invited"), _("Answered"), _("Share"))
        found.append(Table(line_of(_("Who was heard, by actor group.")), header, rows))
    silent = [_group_name(g) for g in held["groups"] if not g["reached"]]
    if silent:
        said = _("Nobody answered from: {names}.")
        box = Bullets((line_of(said, names=_words(told, semicolon().join(silent), "silent")),))
        found.append(Box("caveat", _("Who was not heard"), (box,)))
    return found


def _group(told: Told, group: Mapping[str, Any]) -> tuple[Line, ...]:
    share = _("unknown") if group["share"] is None else _share(group)
    cells = (_group_name(group), str(group["invited"]), str(group["reached"]), share)
    return tuple(_words(told, c, f"{group['name']}/{n}") for n, c in enumerate(cells))


def _group_name(group: Mapping[str, Any]) -> str:
    return str(GROUP_NAMES.get(group["name"], group.get("title") or group["name"]))


def _share(row: Mapping[str, Any]) -> str:
    low, high = row.get("low"), row.get("high")
    said = percent(100 * row["share"])
    if low is None or high is None:
        return str(said)
    return f"{said} ({span(100 * low, 100 * high)})"


def questions(told: Told) -> list[Block]:
    """How those who answered judge it, question by question; nothing where nobody was asked."""
    held = told.facts.get("heard")
    if not held:
        return []
    known = [q for q in held["questions"] if q["score"] is not None]
    few = len(held["questions"]) - len(known)
    found: list[Block] = []
    if known:
        rows = tuple(
            tuple(
                _words(told, cell, f"{q['item']}/{n}")
                for n, cell in enumerate(
                    (told.said(q["text"]), _level(q), numeral(q["n"]), _agree(q))
                )
            )
            for q in known
        )
        header = (_("Question"), _("Level of a hundred"), _("Answers"), _("Groups"))
        caption = line_of(_("How those who answered judge it, with the range."))
        found.append(Table(caption, header, rows, wide=True, small=True))
    if few:
        said = ngettext(
            "%(count)d question has fewer than five answers and is not shown.",
            "%(count)d questions have fewer than five answers and are not shown.",
            few,
        ) % {"count": few}
        found.append(Paragraph(_words(told, said, "few"), "note"))
    return found


def _level(question: Mapping[str, Any]) -> str:
    score, low, high = (question[n] for n in ("score", "low", "high"))
    if low is None or high is None:
        return str(numeral(score))
    return f"{numeral(score)} ({span(low, high)})"


def _agree(question: Mapping[str, Any]) -> str:
    if question["gap"] is None:
        return _("too few answers in the groups to compare")
    return _("disagree") if question["disagree"] else _("no clear difference")


def _apart(told: Told, held: Mapping[str, Any]) -> list[Block]:
    """Groups far apart on a question talk before anybody scores it."""
    texts = [told.said(q["text"]) for q in held["gaps"]]
    if not texts:
        return []
    lines = tuple(_words(told, text, f"apart/{n}") for n, text in enumerate(texts))
    title = _("The groups disagree: talk before you score")
    return [Box("note", title, (Bullets(lines),))]


def _obstacles(told: Told, held: Mapping[str, Any]) -> list[Block]:
    rows = [o for o in held["obstacles"] if o["share"] is not None]
    if not rows:
        return []
    lines = tuple(
        _words(
            told,
            _("%(obstacle)s: met by %(share)s of those who answered")
            % {"obstacle": told.said(o["text"]), "share": _share(o)},
            f"obstacles/{o['option']}",
        )
        for o in rows
    )
    return [Heading(3, _("What stands in the way")), Bullets(lines)]


def _themes(told: Told, held: Mapping[str, Any]) -> list[Block]:
    rows = sorted(held["themes"], key=lambda t: -t["people"])[:MOST_THEMES]
    if not rows:
        return []
    lines = tuple(
        _words(
            told,
            ngettext("%(theme)s: %(count)d person", "%(theme)s: %(count)d people", row["people"])
            % {"theme": row["theme"], "count": row["people"]},
            f"themes/{n}",
        )
        for n, row in enumerate(rows)
    )
    return [Heading(3, _("What people wrote about")), Bullets(lines)]
