"""A mentoring round as everybody reads it: themes, how pairs are made, counts of five or more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.act.models import MentoringRound
from territoria_web.act.queries.mentoring import (
    counts_of,
    phase_now,
    public_mentoring_round,
    themes_said,
)
from territoria_web.act.rules.mentoring import METHODS_SAID, PHASE_NAMES, Kind, Phase
from territoria_web.library.dates import written
from territoria_web.library.saying import day
from territoria_web.public.page import Crumb, Page, Table

HEAD = ("what", "count", "fewer_than_five")
NAMES: Final[Mapping[str, Promise]] = {
    "mentors": gettext_lazy("Mentors"),
    "mentees": gettext_lazy("Mentees"),
    "pairs": gettext_lazy("Pairs that came about"),
    "talks": gettext_lazy("Talks that were held"),
}


def round(request: HttpRequest, round: UUID) -> Page:
    """One round; 404 before it opens."""
    held = public_mentoring_round(round)
    phase, shown = phase_now(held), counts_of(held).shown
    join = [
        reverse("guest:mentoring-join", args=[held.public_id, kind])
        for kind in (Kind.MENTOR, Kind.MENTEE)
    ]
    return Page(
        template="public/mentoring/round.html",
        title=held.title,
        finding=_finding(held, phase, shown),
        facts={
            "round": held,
            "example": held.example,
            "state": PHASE_NAMES[phase],
            "is_open": phase == Phase.OPEN,
            "themes": themes_said(held),
            "method": METHODS_SAID[held.method],
            "counts": _counts(phase, shown),
            "join": join,
        },
        table=Table("mentoring-counts", HEAD, [(k, n, n is None) for k, n in shown.items()]),
        data=_data(held, phase, shown),
        crumbs=(
            Crumb(_("Network"), reverse("public:network")),
            Crumb(_("Mentoring"), reverse("public:mentoring-rounds")),
        ),
    )


def _counts(phase: Phase, shown: Mapping[str, int | None]) -> list[tuple[Promise, int | None]]:
    """Nothing before the first number; pairs and talks from the day on which there can be any."""
    if phase in (Phase.OPEN, Phase.PAIRING):
        shown = {name: shown[name] for name in ("mentors", "mentees")}
    is_any = any(count is not None for count in shown.values())
    return [(NAMES[name], count) for name, count in shown.items()] if is_any else []


def _finding(held: MentoringRound, phase: Phase, shown: Mapping[str, int | None]) -> str:
    if phase == Phase.OPEN:
        until = day(held.open_until)
        return _("Mentors and mentees can register until %(day)s.") % {"day": until}
    if phase == Phase.PAIRING:
        return _("Registration is over; the office makes pairs.")
    pairs, talks = shown["pairs"], shown["talks"]
    if pairs is None:
        if phase == Phase.ENDED:
            return _("The round has ended; fewer than five pairs came about.")
        return _("The round is under way; fewer than five pairs have come about so far.")
    facts = {"pairs": pairs, "talks": talks}
    if phase == Phase.ENDED:
        return _("The round has ended: %(pairs)d pairs held %(talks)d talks.") % facts
    return _("%(pairs)d pairs have come about, and held %(talks)d talks so far.") % facts


def _data(held: MentoringRound, phase: Phase, shown: Mapping[str, int | None]) -> dict[str, Any]:
    return {
        "round": {
            "id": str(held.public_id),
            "network": held.network.name,
            "title": held.title,
            "about": held.about,
            "language": held.language,
            "state": str(phase),
            "open_until": written(held.open_until),
            "method": held.method,
            "themes": held.themes,
            "example": held.example,
        },
        "counts": dict(shown),
    }
