"""Two companies that must not be matched, such as competitors: ruled out by the office, allowed again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.queries.company_talks import between
from territoria_web.act.rules.companies import AGREED, ENTER_TALK, Talk
from territoria_web.act.services.company_journal import day_that_takes, note_company_day
from territoria_web.people.models import User


@transaction.atomic
def keep_apart(
    *, by: User, day: CompanyDay, one: Company, other: Company, apart: bool = True
) -> CompanyDay:
    """The two are not shown each other and get no talk; a request that waits falls. ValidationError where
    they agreed already: that talk is taken out first. ``apart`` False: they may meet again.
    """
    held = day_that_takes(day, ENTER_TALK)
    pair = sorted((one.pk, other.pk))
    if one.pk == other.pk:
        raise ValidationError({"asked": _("Choose two different companies.")})
    if held.companies.filter(pk__in=pair).count() != len(pair):
        raise ValidationError(_("This company does not take part."))
    talk = between(one, other)
    if apart and talk is not None and talk.state in AGREED:
        raise ValidationError(_("These two have agreed on a talk already."))
    if apart and talk is not None and talk.state == Talk.REQUESTED:
        held.encounters.filter(pk=talk.pk).update(state=Talk.WITHDRAWN)
    if apart != (pair in held.apart):
        held.apart = [*(kept for kept in held.apart if kept != pair), *([pair] if apart else [])]
        held.save(update_fields=["apart"])
        deed = "keep companies apart" if apart else "allow talk again"
        note_company_day(by, held, deed, name=f"{one.name}, {other.name}")
    return held
