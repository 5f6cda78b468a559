"""Where the link of a partner goes: sent once more, or to another address by whoever may say so."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.act.models import Partner, Project
from territoria_web.act.rules.project_drafts import is_address
from territoria_web.act.rules.projects import PRESENT, Doer, may_readdress
from territoria_web.act.services.project_journal import NotTakenNow, held_project, note
from territoria_web.act.services.project_letters import (
    lead_of,
    may_write_to,
    tell_former_address,
    write_to,
)
from territoria_web.act.services.project_sayings import (
    to_former_address,
    to_invited,
    to_whom_it_opens,
)
from territoria_web.territories.rules import ChangedMeanwhile

S = Partner.State


@transaction.atomic
def readdress_partner(
    *, project: Project, doer: Doer, partner: Partner, email: str, origin: str
) -> Partner:
    """Send somebody's link once more, to the address that is kept (""); to another one for the network's
    office alone. Older links end, and a former address of whoever is in it is told.
    """
    held = held_project(project, "readdress", doer)
    row = held_partner(held, partner, S.INVITED, S.AGREED)
    said = email.strip().lower() or row.email
    if said != row.email and not may_readdress(doer, row):
        raise NotTakenNow(
            _("Another address comes from the partner itself, or from the network’s office.")
        )
    send_again(row, held, said, origin=origin)
    note(doer, held, "send link to project partner", name=row.name)
    return row


def held_partner(held: Project, partner: Partner, *states: str) -> Partner:
    """A partner as it stands, until the end of the transaction; ChangedMeanwhile in another state."""
    row = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk, project=held)
    if row.state not in states:
        raise ChangedMeanwhile(_("This was answered meanwhile. Look at it as it stands now."))
    return row


def send_again(row: Partner, held: Project, email: str, *, origin: str) -> None:
    """End older links, write to the address; for a transaction that holds the partner."""
    if not is_address(email):
        raise ValidationError({"email": _("This is no e-mail address.")})
    refuse_a_taken_address(held, email, but=row)
    was, row.email, row.renewed = row.email, email, row.renewed + 1
    row.save()
    if not may_write_to(row, held):
        raise ValidationError({"email": _("Too many letters went there today.")})
    invited = row.state == S.INVITED
    words = to_invited(held, lead_of(held)) if invited else to_whom_it_opens(held)
    write_to([row], held, words, origin=origin)
    tell_former(row, was, held, origin=origin)


def tell_former(row: Partner, was: str, held: Project, *, origin: str) -> None:
    """Say where the link of whoever is in it went before that it goes elsewhere now."""
    if row.state == S.AGREED and was and was != row.email:
        tell_former_address(row, was, held, to_former_address(held), origin=origin)


def refuse_a_taken_address(held: Project, email: str, *, but: Partner | None = None) -> None:
    """ValidationError where somebody else in the project has this address."""
    there = held.partners.filter(email=email, state__in=PRESENT)
    if any(one != but for one in there):
        raise ValidationError({"email": _("This address is in the project already.")})
