"""What surrounds the pages of a network's desk: its parts as tabs, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from territoria_web.desk.frame import show
from territoria_web.people.models import Organisation, Role


def show_network(
    request: HttpRequest,
    network: Organisation,
    part: str,
    template: str,
    *,
    office: bool,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
    below: tuple[tuple[str, str], ...] = (),
) -> HttpResponse:
    """A page of a network's desk; ``office``: whoever reads it is of the office; ``below``: crumbs
    between the network and the page.
    """
    crumbs = (
        (_("Your desk"), reverse("desk:home")),
        (network.name, reverse("desk:network", args=[network.public_id])),
    )
    told = {
        "network": network,
        "parts": [(name, url, key == part) for key, name, url in _parts(network, office)],
        "part": part,
        "office": office,
        **(facts or {}),
    }
    return show(
        request,
        template,
        title=title,
        finding=finding,
        facts=told,
        crumbs=crumbs[: 1 if part == "network" else 2] + below,
        status=status,
    )


def _parts(network: Organisation, office: bool) -> list[tuple[str, str, str]]:
    names = {
        "network": _("Overview"),
        "network-compare": _("Side by side"),
        "network-talks": _("Who should talk"),
        "network-targets": _("Targets by policy area"),
        **({"working-all": _("Working meetings")} if office else {}),
        "projects": _("Projects"),
        **({"companies": _("Company days"), "mentoring": _("Mentoring")} if office else {}),
        "benchmarks": _("Benchmarks"),
        "network-papers": _("Synthesis report"),
        **({"calls": _("Calls")} if office else {}),
    }
    return [(key, name, url) for key, name in names.items() if (url := _page(network, key))]


def _page(network: Organisation, key: str) -> str:
    try:
        return reverse(f"desk:{key}", args=[network.public_id])
    except NoReverseMatch:
        return ""


def is_office(role: str) -> bool:
    """Whoever is of the office reads the names of colleagues and the titles of cycles."""
    return role == Role.SECRETARIAT
