"""From the first page of the desk to calls: those of one's networks, one's own, and one's reviews."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.invite.queries.applying import applications_of
from territoria_web.invite.queries.reviewing import seats_held
from territoria_web.people.models import Role, User
from territoria_web.people.queries import networks_of


def ways_of(user: User) -> list[tuple[str, str]]:
    """Label and address of each; nothing for whoever has to do with no call. Three queries."""
    found = [
        (
            _("Calls of %(network)s") % {"network": network.name},
            reverse("desk:calls", args=[network.public_id]),
        )
        for network in networks_of(user).filter(memberships__role=Role.SECRETARIAT).distinct()
    ]
    if applications_of(user).exists():
        found.append((_("Your expressions of interest"), reverse("desk:applications")))
    if seats_held(user).exists():
        found.append((_("Your reviews"), reverse("desk:reviews")))
    return found
