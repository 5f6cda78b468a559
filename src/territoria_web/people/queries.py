"""The one door to private things: who someone is, and what is opened to them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, When
from django.http import Http404

from territoria_web.people.models import (
    FORMER,
    HANDLE,
    Membership,
    Organisation,
    Role,
    Token,
    User,
)
from territoria_web.people.rules import IN_TERRITORIES, OPERATOR, role_may, verbs_of
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.queries import territory_at

Visitor = User | AnonymousUser
ORDER = [When(role=role, then=place) for place, role in enumerate(IN_TERRITORIES)]


def roles_in(user: Visitor, territory: Territory) -> set[str]:
    """The roles of someone in a territory: their own, that of a network it belongs to, operator."""
    if not user.is_authenticated:
        return set()
    mine = Membership.objects.filter(user=user).filter(
        Q(territory=territory) | Q(role=Role.SECRETARIAT, organisation__territories=territory)
    )
    return set(mine.values_list("role", flat=True)) | ({OPERATOR} if user.is_operator else set())


def may(user: Visitor, stage: str, verb: str, territory: Territory) -> bool:
    """Whether someone may do this in a stage of a territory."""
    return any(role_may(role, stage, verb) for role in roles_in(user, territory))


def open_cycle(
    user: Visitor, public_id: UUID, *, stage: str = "territory", verb: str = "see"
) -> Cycle:
    """A team's cycle. Who may not see it is told that it is not there; who may see but not do this,
    that it is not theirs to do.
    """
    cycle = Cycle.objects.select_related("territory").filter(public_id=public_id).first()
    roles = roles_in(user, cycle.territory) if cycle else set()
    if cycle is None or not any(role_may(role, stage, "see") for role in roles):
        raise Http404
    if not any(role_may(role, stage, verb) for role in roles):
        raise PermissionDenied
    cycle.opened_as = frozenset(roles)
    return cycle


def open_team(user: Visitor, code: str, verb: str = "see people") -> Territory:
    """A territory whose team someone belongs to or looks after. Strangers are told that there is
    nothing; others, where it is so, that this is not theirs to do.
    """
    territory = territory_at(code)
    roles = roles_in(user, territory)
    if not any(verbs_of(role, "territory") for role in roles):
        raise Http404
    if not any(role_may(role, "territory", verb) for role in roles):
        raise PermissionDenied
    return territory


def open_network(user: Visitor, public_id: UUID, verb: str = "see") -> Organisation:
    """A network that someone belongs to. Strangers are told that there is nothing; members, where
    it is so, that this is not theirs to do.
    """
    network = Organisation.objects.filter(
        public_id=public_id, kind=Organisation.Kind.NETWORK
    ).first()
    role = role_in_network(user, network) if network else ""
    if network is None or not role_may(role, "network", "see"):
        raise Http404
    if not role_may(role, "network", verb):
        raise PermissionDenied
    return network


def role_in_network(user: Visitor, network: Organisation) -> str:
    """The role of someone in a network; empty where they have none."""
    if not user.is_authenticated:
        return ""
    held = network.memberships.filter(user=user).values_list("role", flat=True).first()
    return str(held or "")


def networks_of(user: User) -> QuerySet[Organisation]:
    """The networks someone belongs to."""
    return Organisation.objects.filter(
        kind=Organisation.Kind.NETWORK, memberships__user=user
    ).order_by("name")


def open_house(user: Visitor) -> User:
    """Whoever runs the house; everyone else is told that there is nothing."""
    if not user.is_authenticated or not user.is_operator:
        raise Http404
    return user


def cycles_of(user: Visitor) -> QuerySet[Cycle]:
    """The cycles someone may see."""
    if not user.is_authenticated:
        return Cycle.objects.none()
    return (
        Cycle.objects.select_related("territory")
        .filter(territory__in=territories_of(user))
        .order_by("territory__name", "-started")
    )


def territories_of(user: User, verb: str = "see") -> QuerySet[Territory]:
    """The territories in which someone may do this (see the desk, open one): through a role there,
    or a network's office.
    """
    roles = [role for role in Role if role_may(role, "territory", verb)]
    mine = Membership.objects.filter(user=user, role__in=roles)
    return Territory.objects.filter(
        Q(pk__in=mine.exclude(territory=None).values("territory"))
        | Q(pk__in=mine.filter(role=Role.SECRETARIAT).values("organisation__territories"))
    )


def team_of(territory: Territory) -> QuerySet[Membership]:
    """Who has a role in a territory, leads first."""
    return (
        Membership.objects.filter(territory=territory)
        .select_related("user")
        .order_by(Case(*ORDER), "user__name", "user__email")
    )


def secretariats_of(territory: Territory) -> QuerySet[Membership]:
    """Who looks after a territory from a network's office."""
    return Membership.objects.filter(
        role=Role.SECRETARIAT, organisation__territories=territory
    ).select_related("user", "organisation")


def colleague(place: Territory | Organisation, person: UUID) -> Membership:
    """The role of someone in a place; 404 where they have none."""
    held = place.memberships.select_related("user", "territory", "organisation")
    found = held.filter(user__public_id=person).first()
    if found is None:
        raise Http404
    return found


def memberships_of(user: User) -> QuerySet[Membership]:
    """All roles of someone, with their places."""
    return (
        Membership.objects.filter(user=user)
        .select_related("territory", "organisation")
        .order_by(F("territory__name").asc(nulls_last=True), "organisation__name")
    )


def tokens_of(user: User) -> QuerySet[Token]:
    """The keys of someone, latest first."""
    return Token.objects.filter(user=user).order_by("-made")


def open_token(user: User, handle: str) -> Token:
    """One's own key by its handle; 404 for anyone else's."""
    found = tokens_of(user).filter(digest__startswith=handle).first()
    if found is None or len(handle) != HANDLE:
        raise Http404
    return found


def people(asked: str = "") -> QuerySet[User]:
    """The accounts of the house with their roles; by a part of the name or address."""
    held = User.objects.exclude(email__endswith=FORMER)
    if asked:
        held = held.filter(Q(name__icontains=asked) | Q(email__icontains=asked))
    roles = Membership.objects.select_related("territory", "organisation")
    return held.prefetch_related(Prefetch("memberships", roles)).order_by("name", "email")


def person_at(public_id: UUID) -> User:
    """An account by its public id; 404 where there is none."""
    found = people().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def organisations() -> QuerySet[Organisation]:
    """Networks and other bodies, with how many territories and people they have."""
    return Organisation.objects.annotate(
        places=Count("territories", distinct=True), members=Count("memberships", distinct=True)
    ).order_by("kind", "name")


def organisation_at(public_id: UUID) -> Organisation:
    """A body by its public id; 404 where there is none."""
    found = Organisation.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def teams() -> QuerySet[Territory]:
    """The territories that have a team, with its size and how many lead it."""
    return (
        Territory.objects.exclude(memberships=None)
        .annotate(
            members=Count("memberships", distinct=True),
            leads=Count("memberships", filter=Q(memberships__role=Role.LEAD), distinct=True),
        )
        .order_by("name")
    )
