"""Section 7 of a briefing: what the team took, in whose words, and what it declined and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Box, Bullets, Line, Paragraph
from territoria.model import Words
from territoria_web.library.saying import colon
from territoria_web.reports.paper_text import line_of
from territoria_web.reports.policy_briefing.told import Writing


def chosen(facts: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The advice that was taken; None where nothing was decided yet."""
    if not facts["decisions"]:
        return None
    return tuple(d["advice"] for d in facts["decisions"] if d["taken"])


def declined_ids(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The advice that was declined."""
    return tuple(d["advice"] for d in facts["decisions"] if not d["taken"])


def notes(w: Writing) -> dict[str, tuple[Block, ...]]:
    """By advice: what the team made of it, and why."""
    found: dict[str, tuple[Block, ...]] = {}
    for decision in w.facts["decisions"]:
        if not decision["taken"]:
            continue
        node = f"decisions/{decision['advice']}"
        said = []
        if decision["text"]:
            text = _("The team takes it in these words: %(text)s") % {"text": decision["text"]}
            said.append(Paragraph(w.words(text, f"{node}/text")))
        if decision["reason"]:
            text = _("Why the team takes it: %(reason)s") % {"reason": decision["reason"]}
            said.append(Paragraph(w.words(text, f"{node}/reason"), "note"))
        found[decision["advice"]] = tuple(said)
    return found


def without_card(w: Writing, shown: Collection[str]) -> tuple[Block, ...]:
    """What the team took beside the advice that has a card here, in its words and with its reason."""
    rows = [d for d in w.facts["decisions"] if d["taken"] and d["advice"] not in shown]
    if not rows:
        return ()
    said = _(
        "Taken as well, without a card: a briefing holds at most five, and only advice that the "
        "figures still support."
    )
    return (Paragraph(line_of(said)), Bullets(tuple(_with_reason(w, d) for d in rows)))


def declined_box(w: Writing) -> tuple[Block, ...]:
    """What the team declined, each with its public reason."""
    rows = [d for d in w.facts["decisions"] if not d["taken"]]
    if not rows:
        return ()
    lines = tuple(_with_reason(w, d) for d in rows)
    return (Box("why-not", _("Declined by the team"), (Bullets(lines),)),)


def _with_reason(w: Writing, decision: Mapping[str, Any]) -> Line:
    what = (decision["text"] or Words(decision["what"]).say()).rstrip(".")
    said = f"{what}{colon()}{decision['reason']}" if decision["reason"] else f"{what}."
    return w.words(said, f"decisions/{decision['advice']}/why")
