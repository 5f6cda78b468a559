"""A city that was found to fit is asked to join a project: the letter goes to the lead of its team."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.act.models import Partner, Project
from territoria_web.act.queries.partner_finding import contact_in
from territoria_web.act.rules.project_drafts import Named
from territoria_web.act.rules.projects import PRESENT, Doer
from territoria_web.act.services.partners import invite_partner
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name


@transaction.atomic
def invite_suggested(
    *, project: Project, doer: Doer, territory: Territory, seen: int, origin: str
) -> Partner:
    """Ask a city of the project's network. ValidationError where nobody of it can be written to, or
    it is in the project already.
    """
    contact = contact_in(project.network, territory)
    if contact is None:
        raise ValidationError(_("Nobody of this city can be written to from here."))
    if project.partners.filter(territory=territory, state__in=PRESENT).exists():
        raise ValidationError(_("This city is in the project already, or was asked."))
    user = contact.user
    named = Named(territory_name(territory), Partner.Role.PARTNER, user.email, "", user.language)
    row = invite_partner(project=project, doer=doer, named=named, seen=seen, origin=origin)
    if row.territory_id != territory.pk:
        row.territory = territory
        row.save(update_fields=["territory"])
    return row
