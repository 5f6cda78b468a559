"""Tying actions to the initiatives of the territory's register that they carry on."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.people.models import User
from territoria_web.plan.models import Action, InitiativeLink
from territoria_web.plan.queries.initiative_links import carried_on, offered_initiatives
from territoria_web.plan.services.desk import fresh, open_desk, write_deed
from territoria_web.territories.rules import ChangedMeanwhile


@transaction.atomic
def link_initiatives(*, by: User, action: Action, initiatives: Collection[UUID], seen: int) -> None:
    """Say which initiatives an action begins, changes or ends; ``seen``: its edit on the page.
    ValidationError where one does not stand in the register of this territory.
    """
    desk = open_desk(by=by, plan=action.plan)
    held = desk.actions[action.number]
    if held.edit != seen:
        raise ChangedMeanwhile(_("Somebody changed this action while you were writing."))
    before = carried_on(held)
    standing = {link.initiative.public_id for link in held.initiative_links.all()}
    offered = {i.public_id: i for i in offered_initiatives(desk.plan.cycle.territory)}
    if set(initiatives) - set(offered) - standing:
        raise ValidationError({"initiatives": _("Choose from what is listed.")})
    held.initiative_links.exclude(initiative__public_id__in=initiatives).delete()
    for key in set(initiatives) - standing:
        InitiativeLink.objects.create(action=held, initiative=offered[key], by=by)
    held.edit += 1
    held.save(update_fields=["edit"])
    fresh(desk, held)
    told = Action.objects.prefetch_related("initiative_links__initiative").get(pk=held.pk)
    after = carried_on(told)
    if after != before:
        names = [one["title"] for one in before], [one["title"] for one in after]
        write_deed(
            desk, told, "link initiatives", {"initiatives": names[0]}, {"initiatives": names[1]}
        )
