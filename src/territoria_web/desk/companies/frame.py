"""What surrounds the desk's pages of a company day: its parts as tabs, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.company_days import phase_now
from territoria_web.act.rules.companies import PHASE_NAMES, State
from territoria_web.desk.frame import show


def show_company_day(
    request: HttpRequest,
    day: CompanyDay,
    part: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the office on a company day; ``part``: name of the address of its tab."""
    network = day.network
    crumbs: tuple[tuple[str, str], ...] = (
        (_("Your desk"), reverse("desk:home")),
        (network.name, reverse("desk:network", args=[network.public_id])),
        (_("Company days"), reverse("desk:companies", args=[network.public_id])),
    )
    at = [network.public_id, day.public_id]
    if part != "company-day":
        crumbs = (*crumbs, (day.title, reverse("desk:company-day", args=at)))
    told = {
        "network": network,
        "day": day,
        "at": at,
        "state": PHASE_NAMES[phase_now(day)],
        "parts": [
            (name, reverse(f"desk:{key}", args=at), key == part) for key, name in _parts(day)
        ],
        **(facts or {}),
    }
    return show(
        request, template, title=title, finding=finding, facts=told, crumbs=crumbs, status=status
    )


def _parts(day: CompanyDay) -> list[tuple[str, str]]:
    names = [
        ("company-day", _("Overview")),
        ("company-day-settings", _("When and where")),
        ("company-day-companies", _("Companies")),
    ]
    if day.state != State.PLANNED:
        names += [
            ("company-day-requests", _("Requests")),
            ("company-day-schedule", _("Schedule")),
            ("company-day-outcomes", _("What came of it")),
            ("company-day-print", _("On paper")),
        ]
    return names
