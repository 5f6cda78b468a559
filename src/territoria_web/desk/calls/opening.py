"""A selected territory gets its desk: role, network and cycle together, or nothing."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.invite.models import Application
from territoria_web.measure.services.cycles import start_cycle
from territoria_web.people.bodies import change_organisation
from territoria_web.people.models import Membership, Organisation, Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory


@transaction.atomic
def open_selected(*, by: User, application: Application, title: str) -> Cycle:
    """The applicant leads the territory's team, the territory joins the network, a cycle begins.

    A territory whose team has other leads stays theirs: ValidationError, with the way out. Nobody
    becomes lead over a team by applying.
    """
    held = Application.objects.select_for_update().select_related("call__network", "territory")
    found = held.get(pk=application.pk)
    territory, applicant = found.territory, found.applicant
    if applicant is None or not applicant.is_active:
        raise ValidationError(_("The account of this applicant is closed. Write to the body."))
    if found.state != Application.State.SELECTED or found.cycle_id is not None:
        raise ValidationError(_("This application was not selected, or has its desk already."))
    if not _leads(applicant, territory):
        if Membership.objects.filter(territory=territory).exists():
            raise ValidationError(
                _(
                    "This territory has a team already. Ask its lead to make the applicant lead, "
                    "then open the desk."
                )
            )
        give_role(by=by, user=applicant, role=Role.LEAD, place=territory)
    _join(by, found.call.network, territory)
    return start_cycle(by=by, territory=territory, title=title, application=found)


def _leads(user: User, territory: Territory) -> bool:
    return Membership.objects.filter(user=user, territory=territory, role=Role.LEAD).exists()


def _join(by: User, network: Organisation, territory: Territory) -> None:
    """The office reads along in what it selected; the form says so to whoever applies."""
    places = list(network.territories.all())
    if territory not in places:
        change_organisation(
            by=by, organisation=network, name=network.name, territories=[*places, territory]
        )
