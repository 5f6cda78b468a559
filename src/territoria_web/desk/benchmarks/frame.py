"""What surrounds the desk's pages of a benchmark: its parts as tabs, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmarks import is_office, state_said
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.people.models import Organisation
from territoria_web.people.queries import role_in_network


def show_benchmark(
    request: HttpRequest,
    held: Benchmark,
    part: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a network on a benchmark; ``part``: name of the address of its tab."""
    network, at = held.network, [held.network.public_id, held.public_id]
    crumbs = _back(request, network)
    if part != "benchmark":
        crumbs = (*crumbs, (held.title, reverse("desk:benchmark", args=at)))
    office = is_office(account_of(request), network)
    told = {
        "network": network,
        "benchmark": held,
        "at": at,
        "state": state_said(held),
        "office": office,
        "parts": [
            (name, reverse(f"desk:{key}", args=at), key == part) for key, name in _parts(office)
        ],
        **(facts or {}),
    }
    return show(
        request, template, title=title, finding=finding, facts=told, crumbs=crumbs, status=status
    )


def _back(request: HttpRequest, network: Organisation) -> tuple[tuple[str, str], ...]:
    """By the network’s desk; owners of a territory, to whom that is closed, by their own."""
    desk = (_("Your desk"), reverse("desk:home"))
    if not role_in_network(request.user, network):
        return (desk,)
    at = [network.public_id]
    return (
        desk,
        (network.name, reverse("desk:network", args=at)),
        (_("Benchmarks"), reverse("desk:benchmarks", args=at)),
    )


def _parts(office: bool) -> list[tuple[str, str]]:
    shared = [("benchmark", _("Overview")), ("benchmark-criteria", _("Criteria"))]
    if not office:
        return shared
    return [
        *shared,
        ("benchmark-entrants", _("Initiatives")),
        ("benchmark-assessors", _("Assessors")),
        ("benchmark-differences", _("Differences")),
        ("benchmark-table", _("Table")),
        ("benchmark-publish", _("Publish")),
    ]
