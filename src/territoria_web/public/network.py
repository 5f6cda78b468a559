"""What cities do together: the doors to meetings, projects and all else that a network has."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.papers.queries.papers import network_reports
from territoria_web.public.page import Page, Table

# Name of the address, what stands on the door, what is behind it.
DOORS: Final[tuple[tuple[str, Promise, Promise], ...]] = (
    (
        "working-meetings",
        gettext_lazy("Working meetings"),
        gettext_lazy("Where cities meet on one subject, who came, and what came of it."),
    ),
    (
        "projects",
        gettext_lazy("Projects of cities"),
        gettext_lazy("A question, partners, a product with its day. Others can join."),
    ),
    (
        "sectors",
        gettext_lazy("Sectors of excellence"),
        gettext_lazy("Four or five of each city, with what it offers and seeks."),
    ),
    (
        "company-days",
        gettext_lazy("Company days"),
        gettext_lazy("Companies of several cities in arranged talks, and what became of them."),
    ),
    (
        "mentoring-rounds",
        gettext_lazy("Mentoring"),
        gettext_lazy("Those who did it talk with those who begin."),
    ),
    (
        "network-elsewhere",
        gettext_lazy("From other installations"),
        gettext_lazy(
            "Practices, projects and calls that others publish, with where they come from."
        ),
    ),
    (
        "calls",
        gettext_lazy("Calls for expressions of interest"),
        gettext_lazy("How territories come into a network’s programme."),
    ),
    (
        "benchmarks",
        gettext_lazy("Benchmarks of initiatives"),
        gettext_lazy("What helps small firms, judged on criteria that were fixed beforehand."),
    ),
    (
        "lessons",
        gettext_lazy("Lessons from actions"),
        gettext_lazy("What was done, what it changed, and what failed; read by two peers."),
    ),
)


def network(request: HttpRequest) -> Page:
    """The doors, and the reports that networks have published."""
    doors = [(str(name), str(said), reverse(f"public:{key}")) for key, name, said in DOORS]
    return Page(
        template="public/network.html",
        title=_("Network"),
        finding=_(
            "What cities do together, from a meeting to a project to what others learn of it."
        ),
        facts={
            "doors": doors,
            "reports": [
                (paper, reverse("public:paper", args=[paper.public_id]))
                for paper in network_reports()
            ],
        },
        table=Table("network", ("name", "about", "address"), doors),
    )
