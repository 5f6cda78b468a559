"""Projects through their doors: in public, at a network's desk, at a city's desk, by a partner's link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, When
from django.http import Http404

from territoria_web.act.models import Exchange, Partner, Project
from territoria_web.act.rules.projects import (
    ALIVE,
    CITIES,
    GONE,
    PARTNER_LINK,
    PRESENT,
    standing_of,
)
from territoria_web.convene.models import WorkingMeeting
from territoria_web.library.own_links import read_own_link
from territoria_web.people.models import Organisation
from territoria_web.people.queries import Visitor, open_network
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.queries import exact_territory, search_territories

AGREED = Prefetch(
    "partners",
    Partner.objects.filter(state=Partner.State.AGREED).select_related("territory"),
    to_attr="agreed",
)
EXCHANGES = Prefetch(
    "exchanges",
    Exchange.objects.select_related("host").order_by("day", "number"),
    to_attr="talks",
)


def territory_named(name: str, project: Project) -> Territory | None:
    """The territory of a project's network that is called exactly so; None where none is, or where
    somebody is in the project for it already.
    """
    found = exact_territory(search_territories(name, 3)) if name.strip() else None
    if found is None:
        return None
    held = project.network.territories.filter(code=found.code).order_by("-version").first()
    taken = held and project.partners.filter(territory=held, state__in=PRESENT).exists()
    return None if taken else held


def project_with_all(project: Project) -> Project:
    """The same as it stands now, with its partners and exchanges."""
    return _with_all().get(pk=project.pk)


def _with_all() -> QuerySet[Project]:
    return Project.objects.select_related("network", "topic__meeting").prefetch_related(
        AGREED, EXCHANGES
    )


def public_projects() -> QuerySet[Project]:
    """All that everybody may read about, the latest first, with partners and exchanges."""
    return _with_all().exclude(opened=None)


def projects_out_of(meeting: WorkingMeeting) -> list[Project]:
    """The public ones that came out of the sessions of a meeting, in their order."""
    return list(public_projects().filter(topic__meeting=meeting).order_by("made", "pk"))


def public_project(public_id: UUID) -> Project:
    """One that everybody may read about; 404 for others."""
    found = public_projects().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def projects_of(network: Organisation) -> QuerySet[Project]:
    """All projects of a network, the latest first; ``asking``: how many wait for the lead's answer."""
    asking = Count("partners", filter=Q(partners__state=Partner.State.ASKED), distinct=True)
    return _with_all().filter(network=network).annotate(asking=asking)


def open_project(user: Visitor, network: UUID, project: UUID, verb: str = "see") -> Project:
    """A project through the door of its network; 404 for strangers and for those of others."""
    held = open_network(user, network, verb)
    found = _with_all().filter(network=held, public_id=project).first()
    if found is None:
        raise Http404
    return found


def partner_by_link(token: str) -> Partner | None:
    """Whose link it is; None where it is not ours, or was renewed."""
    read = read_own_link(PARTNER_LINK, token)
    if read is None:
        return None
    number, renewed = read
    held = Partner.objects.select_related("project__network", "project__topic", "territory")
    return held.filter(public_id=number, renewed=renewed).first()


def partner_of(cycle: Cycle, project: UUID) -> Partner:
    """The part of a team's territory in a project; one that is confirmed or agreed before others, since
    a stranger may have asked in its name. 404 where it has none.
    """
    agreed = Case(
        When(state=Partner.State.AGREED, then=0), When(state=Partner.State.INVITED, then=1)
    )
    held = Partner.objects.select_related("project__network", "project__topic", "territory")
    rows = held.filter(
        project__public_id=project, territory=cycle.territory, state__in=PRESENT
    ).order_by("-vouched", agreed.asc(nulls_last=True), "pk")
    found = rows.first()
    if found is None:
        raise Http404
    return found


def partnerships_of(territory: Territory) -> list[Partner]:
    """What a territory is in, was named for or asked to join; the latest first."""
    held = Partner.objects.filter(territory=territory, state__in=PRESENT)
    held = held.order_by("-project__made", "pk")  # the project comes with all that hangs on it
    return list(held.prefetch_related(Prefetch("project", _with_all())))


def open_calls_for(territory: Territory, today: date) -> list[Project]:
    """Projects of others that take requests now, and that the territory is not in; invented ones for
    invented territories alone.
    """
    mine = Partner.objects.filter(project=OuterRef("pk"), territory=territory, state__in=PRESENT)
    within = Q(open_until=None) | Q(open_until__gte=today)
    held = Project.objects.exclude(opened=None).filter(within, ~Exists(mine), state__in=ALIVE)
    return list(held.filter(example=territory.example).prefetch_related(AGREED))


def projects_with_action(action: UUID | str) -> list[Project]:
    """The public projects that an action of a plan belongs to."""
    held = Project.objects.filter(actions__public_id=action).exclude(opened=None)
    return list(held.select_related("network").order_by("-made"))


def networks_of_territory(territory: Territory) -> list[Organisation]:
    """The networks that a territory belongs to."""
    kind = Organisation.Kind.NETWORK
    return list(territory.organisations.filter(kind=kind).order_by("name"))


def cities_in(project: Project) -> int:
    """How many cities have agreed; observers and companies are not counted."""
    held = project.partners.filter(state=Partner.State.AGREED, role__in=CITIES)
    return held.count()


def lead_in(partners: Sequence[Partner]) -> Partner | None:
    """Who leads, among those who are in it."""
    return next((one for one in partners if one.role == Partner.Role.LEAD), None)


def agreed_of(project: Project) -> list[Partner]:
    """Who is in it: the lead first, then cities, observers, companies."""
    order = list(Partner.Role)
    return sorted(project.agreed, key=lambda one: (order.index(Partner.Role(one.role)), one.name))  # type: ignore[attr-defined]


def talks_of(project: Project) -> list[Exchange]:
    """Its exchanges by day."""
    return list(project.talks)  # type: ignore[attr-defined]


def is_gone(partner: Partner) -> bool:
    """Whether a link opens no more than a word that it is over."""
    return standing_of(partner) == GONE
