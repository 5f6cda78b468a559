"""What came of talks, said by each of the two: right after, and after 90 days."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Company, Encounter, Outcome
from territoria_web.act.rules.companies import WORTHS, Talk, may_tell, may_tell_again
from territoria_web.act.services.company_journal import NotTakenNow, held_day, held_talk
from territoria_web.library.typed import plain_line

LONGEST_NOTE = 400
MOST_AMOUNT = Decimal(10) ** 11


@dataclass(frozen=True)
class Said:
    """Right after a talk. ``worth``: 0 to 4; ``goes_on``: we meet again, or write."""

    took_place: bool
    worth: int | None = None
    goes_on: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class SaidAfter:
    """After 90 days: three clicks, and a sum where somebody is willing."""

    met_again: bool
    joint_offer: bool
    agreement: bool
    amount: Decimal | None = None


@transaction.atomic
def tell_outcome(*, company: Company, talk: Encounter, said: Said) -> Outcome:
    """What one of the two says right after. A talk that took place was held."""
    day = held_day(company.day)
    row = _own_talk(held_talk(talk, day), company)
    if not may_tell(day, row, timezone.now()):
        raise NotTakenNow(_("The hour of this talk has not come, or it was marked as not held."))
    if said.took_place and said.worth not in (None, *WORTHS):
        raise ValidationError({"worth": _("Choose one of the list.")})
    if len(plain_line(said.note)) > LONGEST_NOTE:
        raise ValidationError({"note": _("Use at most 400 characters.")})
    if said.took_place and row.state == Talk.SCHEDULED:
        row.state, row.held = Talk.HELD, timezone.now()
        row.save(update_fields=["state", "held"])
    told = {
        "took_place": said.took_place,
        "worth": said.worth if said.took_place else None,
        "goes_on": said.goes_on if said.took_place else None,
        "note": plain_line(said.note),
    }
    made, _new = Outcome.objects.update_or_create(encounter=row, company=company, defaults=told)
    return made


@transaction.atomic
def tell_after(*, company: Company, talk: Encounter, said: SaidAfter) -> Outcome:
    """What became of a talk after 90 days; may be said anew."""
    day = held_day(company.day)
    row = _own_talk(held_talk(talk, day), company)
    if not may_tell_again(day, row, timezone.now()):
        raise NotTakenNow(_("This question is asked 90 days after a talk that was held."))
    if said.amount is not None and not 0 < said.amount < MOST_AMOUNT:
        raise ValidationError({"amount": _("Write a sum above zero, or leave it empty.")})
    told = {
        "goes_on": said.met_again,
        "joint_offer": said.joint_offer,
        "agreement": said.agreement,
        "amount": said.amount if said.agreement or said.joint_offer else None,
        "told_again": timezone.now(),
    }
    made, _new = Outcome.objects.update_or_create(encounter=row, company=company, defaults=told)
    return made


def _own_talk(talk: Encounter, company: Company) -> Encounter:
    if company.pk not in (talk.asker_id, talk.asked_id):
        raise ValidationError(_("This talk is of others."))
    return talk
