"""The one door to private things: who someone is, and what is opened to them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from territoria_web.people.models import Entry, Membership, Role, User
from territoria_web.people.rules import role_may
from territoria_web.territories.models import Cycle, Territory

Visitor = User | AnonymousUser


def roles_in(user: Visitor, territory: Territory) -> set[str]:
    """The roles of someone in a territory: their own, and that of a network it belongs to."""
    if not user.is_authenticated:
        return set()
    mine = Membership.objects.filter(user=user).filter(
        Q(territory=territory)
        | Q(role=Role.SECRETARIAT, organisation__territories=territory)
    )
    return set(mine.values_list("role", flat=True))


def may(user: Visitor, stage: str, verb: str, territory: Territory) -> bool:
    """Whether someone may do this in a stage of a territory."""
    return any(role_may(role, stage, verb) for role in roles_in(user, territory))


def open_cycle(user: Visitor, public_id: UUID, *, stage: str = "territory", verb: str = "see") -> Cycle:
    """A team's cycle. Who may not see it is told that it is not there; who may see but not do this,
    that it is not theirs to do.
    """
    cycle = Cycle.objects.select_related("territory").filter(public_id=public_id).first()
    if cycle is None or not may(user, stage, "see", cycle.territory):
        raise Http404
    if verb != "see" and not may(user, stage, verb, cycle.territory):
        raise PermissionDenied
    return cycle


def cycles_of(user: Visitor) -> QuerySet[Cycle]:
    """The cycles someone may see."""
    if not user.is_authenticated:
        return Cycle.objects.none()
    mine = Membership.objects.filter(user=user)
    return (
        Cycle.objects.select_related("territory")
        .filter(
            Q(territory__in=mine.exclude(territory=None).values("territory"))
            | Q(
                territory__in=mine.filter(role=Role.SECRETARIAT).values("organisation__territories")
            )
        )
        .order_by("territory__name", "-started")
    )


def journal_of(territory: Territory) -> QuerySet[Entry]:
    """What was done in a territory, latest first."""
    return Entry.objects.filter(territory=territory).select_related("who")
