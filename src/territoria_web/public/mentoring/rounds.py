"""All mentoring rounds that everybody may read about: those that take people first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.models import MentoringRound
from territoria_web.act.queries.mentoring import phase_now, public_mentoring_rounds, themes_said
from territoria_web.act.rules.mentoring import PHASE_NAMES, Phase
from territoria_web.library.dates import written
from territoria_web.listen.rules import LEAST
from territoria_web.public.page import Crumb, Page, Table

HEAD = (
    *("id", "title", "network", "state", "open_until", "themes", "mentors", "mentees", "method"),
    *("language", "example", "address"),
)


def rounds(request: HttpRequest) -> Page:
    """Rounds of all networks."""
    held = [(one, phase_now(one)) for one in public_mentoring_rounds()]
    held.sort(key=lambda row: list(Phase).index(row[1]))
    return Page(
        template="public/mentoring/rounds.html",
        title=_("Mentoring"),
        finding=_finding(held),
        facts={"rows": [_card(one, phase) for one, phase in held]},
        table=Table("mentoring-rounds", HEAD, [_cells(one, phase) for one, phase in held]),
        crumbs=(Crumb(_("Network"), reverse("public:network")),),
    )


def _finding(held: list[tuple[MentoringRound, Phase]]) -> str:
    phases = [phase for one, phase in held if not one.example]
    count = phases.count(Phase.OPEN)
    if count:
        said = ngettext(
            "%(count)d round takes mentors and mentees now.",
            "%(count)d rounds take mentors and mentees now.",
            count,
        )
        return said % {"count": count}
    running = len(phases) - phases.count(Phase.ENDED)
    if running:
        said = ngettext("%(count)d round is under way.", "%(count)d rounds are under way.", running)
        return said % {"count": running}
    if any(one.example and phase != Phase.ENDED for one, phase in held):
        return _("No round of real cities is under way now. An invented one shows how it goes.")
    return _("No mentoring round takes people now.")


def _card(one: MentoringRound, phase: Phase) -> dict[str, Any]:
    return {
        "round": one,
        "state": PHASE_NAMES[phase],
        "is_open": phase == Phase.OPEN,
        "themes": themes_said(one),
        "url": reverse("public:mentoring-round", args=[one.public_id]),
    }


def _cells(one: MentoringRound, phase: Phase) -> tuple[Any, ...]:
    counts = [n if n >= LEAST else None for n in (one.mentors, one.mentees)]  # type: ignore[attr-defined]
    return (
        *(str(one.public_id), one.title, one.network.name, str(phase), written(one.open_until)),
        *("; ".join(themes_said(one)), *counts, one.method, one.language, one.example),
        reverse("public:mentoring-round", args=[one.public_id]),
    )
