"""All projects that cities do together: by axis and state, with what is late or silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.models import Project
from territoria_web.act.queries.project_standing import Standing, all_standing_on
from territoria_web.act.queries.projects import public_projects
from territoria_web.act.rules.projects import STATE_NAMES, State
from territoria_web.convene.queries.working import axis_names
from territoria_web.library.dates import written
from territoria_web.public.filters import Filters, query_without, read_filters
from territoria_web.public.page import Crumb, LaterRows, Page, Table
from territoria_web.recommend.queries.sifting import Facet
from territoria_web.recommend.queries.wording import folded

PER_PAGE = 20
HEAD = (
    *("id", "title", "question", "axis", "state", "lead", "cities", "partners", "product", "due"),
    *("first_due", "delivered", "overdue", "silent", "next_exchange", "exchanges_held"),
    *("takes_partners", "network", "example", "address", "lead_confirmed", "cities_unconfirmed"),
)


@dataclass(frozen=True)
class Row:
    """A project in the list, as filters read it."""

    standing: Standing
    axis: str
    keys: Mapping[str, frozenset[str]]
    haystack: str

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("public:project", args=[self.standing.project.public_id])

    @property
    def state(self) -> str:
        """Its state in words."""
        return str(STATE_NAMES[State(self.standing.project.state)])


def projects(request: HttpRequest) -> Page:
    """Those that are alive first, the latest of them on top."""
    axes = axis_names()
    held = all_standing_on(public_projects(), timezone.localdate())
    rows = sorted((_row(one, axes) for one in held), key=lambda row: not row.standing.is_alive)
    filters, left = read_filters(request, _facets(axes), rows)
    query = query_without(request.GET)
    return Page(
        template="public/projects/listing.html",
        title=_("Projects of cities"),
        finding=_finding(rows, left, filters),
        facts={
            "filters": filters,
            "rows": Paginator(left, PER_PAGE).get_page(request.GET.get("page")),
            "any": bool(rows),
            "query": f"{query}&" if query else "",
            "action": reverse("public:projects"),
            "feed": reverse("public:projects-atom"),
            "calendar": reverse("public:projects-ics"),
        },
        table=Table("projects", HEAD, LaterRows(lambda: [line_of(row.standing) for row in left])),
        crumbs=crumbs_to()[:1],
    )


def crumbs_to() -> tuple[Crumb, ...]:
    """The way to a project."""
    return (
        Crumb(_("Network"), reverse("public:network")),
        Crumb(_("Projects of cities"), reverse("public:projects")),
    )


def _row(held: Standing, axes: Mapping[str, str]) -> Row:
    project = held.project
    names = " ".join(partner.name for partner in held.partners)
    words = f"{project.title} {project.question} {project.product} {names}"
    keys = {"axis": frozenset({project.axis}), "state": frozenset({_key_of(project)})}
    return Row(held, axes.get(project.axis, ""), keys, folded(words))


def _key_of(project: Project) -> str:
    return str(project.state)


def _facets(axes: Mapping[str, str]) -> list[Facet]:
    states = [(str(s), str(STATE_NAMES[s]), "") for s in State if s != State.PROPOSED]
    return [
        Facet("axis", _("Axis"), [(axis, name, "") for axis, name in axes.items()]),
        Facet("state", _("State"), states),
    ]


def _finding(rows: Sequence[Row], left: Sequence[Row], filters: Filters) -> str:
    if filters.count:
        said = ngettext(
            "%(count)d project of %(all)d fits what you ask for.",
            "%(count)d projects of %(all)d fit what you ask for.",
            len(left),
        )
        return said % {"count": len(left), "all": len(rows)}
    real = [row.standing for row in rows if not row.standing.project.example]
    if not real:
        if rows:
            return _("No project of real cities is here yet. An invented one shows how it goes.")
        return _("No project was made here yet.")
    return _counted(real)


def _counted(real: Sequence[Standing]) -> str:
    alive = sum(one.is_alive for one in real)
    facts = {
        "count": alive,
        "late": sum(one.is_overdue for one in real),
        "silent": sum(one.is_silent for one in real),
    }
    said = ngettext("%(count)d project is under way.", "%(count)d projects are under way.", alive)
    late = ngettext("%(late)d is overdue.", "%(late)d are overdue.", facts["late"])
    silent = ngettext("%(silent)d is silent.", "%(silent)d are silent.", facts["silent"])
    parts = [said, *([late] if facts["late"] else []), *([silent] if facts["silent"] else [])]
    return " ".join(part % facts for part in parts)


def line_of(held: Standing) -> tuple[Any, ...]:
    """A project as a line of data; no person stands in it."""
    project, lead, next_one = held.project, held.lead, held.next
    return (
        *(str(project.public_id), project.title, project.question, project.axis or None),
        *(project.state, lead.name if lead else None, held.cities, len(held.partners)),
        *(project.product, written(project.due), written(project.first_due)),
        *(written(project.delivered), held.is_overdue, held.is_silent),
        *(written(next_one.day) if next_one else None, held.held, held.takes_joins),
        *(project.network.name, project.example),
        reverse("public:project", args=[project.public_id]),
        *(lead.vouched if lead else None, held.unconfirmed),
    )
