"""Saying that a partner is the city it is named as: an account of the city, or the network's office."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.act.models import Partner, Project
from territoria_web.act.rules.projects import Doer, stands_for
from territoria_web.act.services.card_reviews import publish_waiting
from territoria_web.act.services.partner_links import held_partner, send_again
from territoria_web.act.services.project_journal import (
    NotTakenNow,
    held_project,
    note,
    tell_story,
)
from territoria_web.territories.rules import ChangedMeanwhile

S = Partner.State


@transaction.atomic
def vouch_for_partner(
    *, project: Project, doer: Doer, partner: Partner, origin: str, email: str = ""
) -> Partner:
    """From now on its cards can be published and its judgments count, those it gave before as well.
    ``email``: where its link goes from now on ("": where it went).
    """
    held = held_project(project, "vouch", doer)
    row = held_partner(held, partner, S.AGREED)
    if not stands_for(doer, row) or row.role == Partner.Role.COMPANY:
        raise NotTakenNow(
            _("The project does not take this now, or not from you. What you wrote is kept below.")
        )
    if row.vouched:
        raise ChangedMeanwhile(_("This was answered meanwhile. Look at it as it stands now."))
    row.vouched = True
    row.save()
    said = email.strip().lower()
    if said and said != row.email:
        send_again(row, held, said, origin=origin)
    tell_story(held, doer, "vouched", name=row.name)
    note(doer, held, "vouch for project partner", name=row.name)
    publish_waiting(held, origin=origin)
    return row
