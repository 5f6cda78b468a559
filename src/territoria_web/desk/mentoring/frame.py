"""What surrounds the desk's pages of a mentoring round: its parts as tabs, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.act.models import MentoringPerson, MentoringRound
from territoria_web.act.queries.mentoring import phase_said
from territoria_web.act.queries.mentoring_people import person_in
from territoria_web.desk.frame import show


def show_round(
    request: HttpRequest,
    held: MentoringRound,
    part: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the office on a round; ``part``: name of the address of its tab."""
    network = held.network
    crumbs: tuple[tuple[str, str], ...] = (
        (_("Your desk"), reverse("desk:home")),
        (network.name, reverse("desk:network", args=[network.public_id])),
        (_("Mentoring"), reverse("desk:mentoring", args=[network.public_id])),
    )
    at = [network.public_id, held.public_id]
    if part != "mentoring-round":
        crumbs = (*crumbs, (held.title, reverse("desk:mentoring-round", args=at)))
    told = {
        "network": network,
        "round": held,
        "at": at,
        "state": phase_said(held),
        "parts": [(name, reverse(f"desk:{key}", args=at), key == part) for key, name in _parts()],
        **(facts or {}),
    }
    return show(
        request, template, title=title, finding=finding, facts=told, crumbs=crumbs, status=status
    )


def _parts() -> list[tuple[str, str]]:
    return [
        ("mentoring-round", _("Overview")),
        ("mentoring-settings", _("What it is about")),
        ("mentoring-people", _("People")),
        ("mentoring-pairs", _("Pairs")),
        ("mentoring-workshops", _("Workshops")),
    ]


def person_or_404(held: MentoringRound, number: str | UUID) -> MentoringPerson:
    """Somebody of the round by the number that an address or a button holds."""
    try:
        found = person_in(held, number)  # type: ignore[arg-type]
    except ValidationError as refused:  # no number of ours
        raise Http404 from refused
    if found is None:
        raise Http404
    return found
