"""What a company does at a day without an account: registers, confirms its address, changes, leaves.

The row keeps when and by which way; the journal keeps the deeds of accounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Company, CompanyDay, Encounter
from territoria_web.act.queries.companies import taking_part
from territoria_web.act.rules.companies import (
    AWAY,
    LEAVE,
    MOST_COMPANIES,
    OPEN_TALKS,
    PROFILE,
    REGISTER,
    Firm,
    Talk,
    has_begun,
)
from territoria_web.act.rules.company_words import CompanyWords, fields_of, refuse_words
from territoria_web.act.services.company_journal import (
    day_that_takes,
    held_company,
    held_day,
    refuse_unless_seen,
)
from territoria_web.act.services.company_letters import Words, write_to_companies
from territoria_web.act.services.company_sayings import on_admitted, on_refused, on_registered
from territoria_web.act.services.fallen_talks import tell_of_fallen
from territoria_web.library.languages import language_codes
from territoria_web.people.often import may_ask_to_confirm


@transaction.atomic
def register_company(
    *, day: CompanyDay, words: CompanyWords, language: str, origin: str
) -> Company | None:
    """A company registers; the letter brings the link of its own, which is to be confirmed.

    None: the address is registered already. Its owner gets the link once more, and whoever asked
    learns nothing else.
    """
    held = day_that_takes(day, REGISTER)
    refuse_words(words, held.tags)
    if known := held.companies.filter(email=words.email.strip().lower()).first():
        known.day = held
        send_own_link(company=known, origin=origin)
        return None
    made = make_company(day=held, words=words, language=language)
    send_own_link(company=made, origin=origin)
    return made


def make_company(
    *, day: CompanyDay, words: CompanyWords, language: str, **fields: object
) -> Company:
    """A row for a company. ValidationError where the day holds as many as it can."""
    refuse_too_many(day)
    return Company.objects.create(
        day=day,
        language=language if language in language_codes() else day.language,
        **fields_of(words),
        **fields,
    )


def refuse_too_many(day: CompanyDay) -> None:
    """ValidationError where as many take part as a day can hold. Whoever waits does not count, or strange
    addresses would close it.
    """
    if taking_part(day).count() >= MOST_COMPANIES:
        raise ValidationError(_("A day has at most 500 companies."))


def send_own_link(*, company: Company, origin: str) -> bool:
    """The letter with the link of its own; False where too many went there today."""
    return bool(send_own_links(companies=[company], day=company.day, origin=origin))


def send_own_links(*, companies: Iterable[Company], day: CompanyDay, origin: str) -> int:
    """The same to several, one letter after the other; how many letters."""
    place = f"companies-{day.public_id}"
    may = [one for one in companies if one.email and may_ask_to_confirm(one.email, place=place)]
    return write_to_companies(may, day, lambda one: _stands(one, day)(one), origin=origin)


def _stands(company: Company, day: CompanyDay) -> Words:
    if company.state == Firm.OUT:
        return on_refused(day, company.reason)
    return on_registered(day) if company.state == Firm.WAITING else on_admitted(day)


@transaction.atomic
def confirm_address(*, company: Company) -> Company:
    """Whoever reads the letters of this address confirms the registration."""
    held = held_company(company, held_day(company.day))
    if held.confirmed is None:
        held.confirmed = timezone.now()
        held.save(update_fields=["confirmed"])
    return held


@transaction.atomic
def change_profile(*, company: Company, seen: int, words: CompanyWords, language: str) -> Company:
    """Change what the company says of itself; the address stays."""
    day = day_that_takes(company.day, PROFILE)
    held = held_company(company, day)
    told = fields_of(words) | {"email": held.email}
    refuse_words(CompanyWords(**{**told, **_tuples(told)}), day.tags, on_paper=not held.email)
    refuse_unless_seen(held.edit, seen)
    for name, value in told.items():
        setattr(held, name, value)
    if language in language_codes():
        held.language = language
    held.edit += 1
    held.save()
    return held


def _tuples(told: dict[str, object]) -> dict[str, tuple[str, ...]]:
    return {k: tuple(map(str, v)) for k, v in told.items() if isinstance(v, list)}


@transaction.atomic
def set_away(*, company: Company, slots: Sequence[int]) -> Company:
    """In which slots the company is not there. ValidationError where a fixed talk stands there."""
    day = day_that_takes(company.day, AWAY)
    held = held_company(company, day)
    away = sorted({slot for slot in slots if 0 <= slot < len(day.slots)})
    if _talks(held).filter(pin_slot__in=away).exists():
        raise ValidationError(
            {"slots": _("A fixed talk stands in one of these slots. Ask the office to move it.")}
        )
    held.away = away
    held.edit += 1
    held.save(update_fields=["away", "edit"])
    return held


@transaction.atomic
def leave_day(*, company: Company, origin: str = "") -> Company:
    """The company does not come. Its open talks fall, and those who have one on their agenda are told;
    person and address are deleted.
    """
    day = day_that_takes(company.day, LEAVE)
    held = held_company(company, day)
    drop_talks(held, origin=origin)
    held.state = Firm.OUT
    held.person = held.email = held.about = held.website = ""
    held.shown = False
    held.renewed += 1
    held.edit += 1
    held.save()
    return held


def drop_talks(company: Company, *, origin: str) -> int:
    """What is still to come is taken back, and those who have it on their agenda are told; how many.
    A talk whose hour has come stays: it may have been held.
    """
    now = timezone.now()
    open_ones = _talks(company).filter(state__in=OPEN_TALKS).select_related("asker", "asked")
    fallen = [one for one in open_ones if not has_begun(company.day, one, now)]
    tell_of_fallen(fallen, company.day, but=company, origin=origin)
    return Encounter.objects.filter(pk__in=[one.pk for one in fallen]).update(
        state=Talk.WITHDRAWN, slot=None, table=None, pin_slot=None, pin_table=None
    )


def _talks(company: Company) -> models.QuerySet[Encounter]:
    return Encounter.objects.filter(models.Q(asker=company) | models.Q(asked=company))
