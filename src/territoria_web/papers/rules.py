"""Papers: who signs what, how long its host may correct it, and what still bars a signature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.library.saying import day
from territoria_web.papers.models import Paper
from territoria_web.people.models import Role
from territoria_web.territories.models import Cycle

KIND_NAMES: Final[Mapping[str, Promise]] = {
    Paper.Kind.ASSESSMENT: gettext_lazy("Assessment report"),
    Paper.Kind.PROCEEDINGS: gettext_lazy("Proceedings report"),
    Paper.Kind.BRIEFING: gettext_lazy("Policy briefing"),
    Paper.Kind.CITIZENS: gettext_lazy("One page for residents"),
    Paper.Kind.SYNTHESIS: gettext_lazy("Synthesis report"),
}
STATE_NAMES: Final[Mapping[str, Promise]] = {
    Paper.State.DRAFT: gettext_lazy("Draft"),
    Paper.State.CORRECTIONS: gettext_lazy("With its host for corrections"),
    Paper.State.SIGNED: gettext_lazy("Signed"),
    Paper.State.PUBLISHED: gettext_lazy("Published"),
    Paper.State.REPLACED: gettext_lazy("Replaced by a later version"),
    Paper.State.WITHDRAWN: gettext_lazy("Withdrawn"),
}

# Working days that the host has to correct facts, by kind; the others may be opened, and need not.
CORRECTION_DAYS: Final[Mapping[str, int]] = {Paper.Kind.ASSESSMENT: 10, Paper.Kind.PROCEEDINGS: 5}

LONGEST_SECTION: Final = 20_000
LONGEST_CORRECTION: Final = 4_000
SHORTEST_REASON: Final = 20
LONGEST_REASON: Final = 2_000

SATURDAY: Final = 5


def signers_of(paper: Paper) -> tuple[Role, ...]:
    """The roles that must sign, in their order; a network's own paper is signed by its office."""
    return (Role.LEAD, Role.EXPERT) if paper.cycle_id else (Role.SECRETARIAT,)


def after_working_days(begun: date, count: int) -> date:
    """The last of so many working days after a day. Public holidays are not known here; whoever
    opens a paper sets a later date where there are some.
    """
    last = begun
    while count:
        last += timedelta(days=1)
        count -= last.weekday() < SATURDAY
    return last


def earliest_end(paper: Paper, today: date) -> date:
    """The first day on which corrections may end that are opened today."""
    return after_working_days(today, CORRECTION_DAYS.get(paper.kind, 1))


def takes_corrections(paper: Paper, today: date) -> bool:
    """Its host may say what is wrong in it now."""
    return (
        paper.state == Paper.State.CORRECTIONS
        and paper.corrections_until is not None
        and today <= paper.corrections_until
    )


def digest_of(paper: Paper, facts: Mapping[str, Any] | None = None) -> str:
    """SHA-256 over all that a signature stands for: the words, the facts, and what they are of."""
    held = {
        "kind": paper.kind,
        "version": paper.version,
        "title": paper.title,
        "language": paper.language,
        "template": paper.template.digest,
        "words": paper.words,
        "facts": paper.facts if facts is None else facts,
    }
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def digest_of_words(text: str) -> str:
    """Names the words of a section as somebody saw them."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def bars_to_signing(paper: Paper, *, unanswered: int, today: date) -> list[str]:
    """Why a paper cannot be signed yet, one sentence each; what its document lacks apart."""
    found = []
    if paper.cycle and paper.cycle.state == Cycle.State.CLOSED:
        found.append(_("This cycle is closed. What it holds stays as it is."))
    if not paper.is_worked_on:
        found.append(_("This version is signed or published. Begin a new version to change it."))
    days = CORRECTION_DAYS.get(paper.kind)
    if days and paper.corrections_until is None:
        found.append(
            ngettext(
                "The host has not had its working day to correct facts. Open the paper for "
                "corrections.",
                "The host has not had its %(count)d working days to correct facts. Open the paper "
                "for corrections.",
                days,
            )
            % {"count": days}
        )
    if takes_corrections(paper, today):
        found.append(
            _("The host may correct facts until %(day)s. Wait, or let the lead end this earlier.")
            % {"day": day(paper.corrections_until)}
        )
    if unanswered:
        found.append(
            ngettext(
                "%(count)d correction has no answer. Accept it, or say why not.",
                "%(count)d corrections have no answer. Accept each, or say why not.",
                unanswered,
            )
            % {"count": unanswered}
        )
    return found
