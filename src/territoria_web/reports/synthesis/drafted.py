"""Sentences to begin with: key messages and lessons drafted from the facts, for people to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.saying import said_in, semicolon
from territoria_web.reports.paper_text import Cites
from territoria_web.reports.synthesis.among import Among
from territoria_web.reports.synthesis.small_firms.drafted import benchmark_messages

COMMON = 3
LESSONS = 15


def drafted_words(facts: Mapping[str, Any], language: str) -> dict[str, dict[str, str]]:
    """Section → language → words, one point a line, each with the chapter it rests on."""
    with said_in(language):
        told = Among(facts, Cites("network", "draft"), language, count(1))
        drafts = {"messages": _messages(told), "lessons": _lessons(told)}
        return {
            name: {language: "\n".join(f"- {line}" for line in lines)}
            for name, lines in drafts.items()
            if lines
        }


def _messages(told: Among) -> list[str]:
    facts = told.facts
    said = [_begun(told)]
    for side, sentence in (
        ("behind", _("Most common gaps: %(factors)s. [Chapter %(chapter)s]")),
        ("ahead", _("Most common strengths: %(factors)s. [Chapter %(chapter)s]")),
    ):
        if common := _common(told, side):
            said.append(sentence % {"factors": common, "chapter": 6})
    said += benchmark_messages(told) or [_policies(facts["policies"])]
    practices, measured = (
        {i for f in facts["families"] for i in f[side]} for side in ("practices", "measured")
    )
    if facts["families"]:
        said.append(
            _("For the commonest gaps the library holds %(count)s practices; %(compared)s measured "
              "an effect against others. [Chapter %(chapter)s]")
            % {
                "count": len(practices),
                "compared": len(measured),
                "chapter": 5,
            }
        )  # fmt: skip
    if any(p["known"] for p in told.territories):
        said.append(_pairs(len(facts["talks"]["inside"]["chosen"])))
    return said


def _begun(told: Among) -> str:
    begun = sum(p["cycles"] > 0 for p in told.territories)
    if not begun:
        return _("No territory has begun yet. [Chapter %(chapter)s]") % {"chapter": 2}
    said = ngettext(
        "%(begun)s of %(of)s territories has begun. [Chapter %(chapter)s]",
        "%(begun)s of %(of)s territories have begun. [Chapter %(chapter)s]",
        begun,
    )
    return said % {"begun": begun, "of": len(told.territories), "chapter": 2}


def _pairs(pairs: int) -> str:
    if not pairs:
        return _("No two territories are found that should talk. [Chapter %(chapter)d]") % {
            "chapter": 9
        }
    said = ngettext(
        "%(count)d pair of territories should talk. [Chapter %(chapter)d]",
        "%(count)d pairs of territories should talk. [Chapter %(chapter)d]",
        pairs,
    )
    return said % {"count": pairs, "chapter": 9}


def _common(told: Among, side: str) -> str:
    """The factors that most share, with how many."""
    held = sorted(told.facts["gaps"], key=lambda g: (-len(g[side]), g["node"]))
    return semicolon().join(
        _("%(factor)s (%(count)s of %(of)s)")
        % {
            "factor": told.said(g["title"]),
            "count": len(g[side]),
            "of": len(told.territories),
        }
        for g in held[:COMMON]
        if len(g[side]) > 1
    )


def _policies(held: Sequence[Mapping[str, Any]]) -> str:
    if not held:
        return _("No inventory of policies is published yet. [Chapter %(chapter)s]") % {
            "chapter": 4
        }
    known = sum(bool(p["evaluation"]) for p in held)
    return _(
        "What came of it is reported for %(known)s of %(count)s policies in place. "
        "[Chapter %(chapter)s]"
    ) % {"count": len(held), "known": known, "chapter": 4}


def _lessons(told: Among) -> list[str]:
    """A question where some are ahead and others behind: why that is only people know."""
    both = [g for g in told.facts["gaps"] if g["ahead"] and g["behind"]]
    said = _("%(factor)s: shown by %(ahead)s, not by %(behind)s. What made the difference? "
             "[Chapter %(chapter)s]")  # fmt: skip
    return [
        said
        % {
            "factor": told.said(g["title"]),
            "ahead": told.names(g["ahead"]),
            "behind": told.names(g["behind"]),
            "chapter": 6,
        }
        for g in both[:LESSONS]
    ]
