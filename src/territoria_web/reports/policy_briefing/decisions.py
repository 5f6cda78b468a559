"""Section 7 of a briefing: what the team took, in whose words, and what it declined and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.document import Block, Box, Bullets, Paragraph
from territoria.model import Words
from territoria_web.library.saying import colon
from territoria_web.reports.policy_briefing.told import Writing


def chosen(facts: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The advice that was taken; None where nothing was decided yet."""
    if not facts["decisions"]:
        return None
    return tuple(d["advice"] for d in facts["decisions"] if d["taken"])


def refused(facts: Mapping[str, Any]) -> tuple[str, ...]:
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


def declined(w: Writing) -> tuple[Block, ...]:
    """What the team declined, each with its public reason."""
    rows = [d for d in w.facts["decisions"] if not d["taken"]]
    if not rows:
        return ()
    lines = tuple(
        w.words(
            f"{Words(d['what']).say().rstrip('.')}{colon()}{d['reason']}",
            f"decisions/{d['advice']}/why",
        )
        for d in rows
    )
    return (Box("why-not", _("Declined by the team"), (Bullets(lines),)),)
