"""What the office does with companies: confirms or refuses them, enters them from paper or a file,
gives booths, marks who did not come.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.act.models import Company, CompanyDay, Encounter
from territoria_web.act.rules.companies import (
    ENTER,
    HOURS,
    MARK,
    Firm,
    Talk,
    slot_begins,
    takes,
)
from territoria_web.act.rules.company_words import CompanyWords, fields_of, refuse_words
from territoria_web.act.services.companies import (
    drop_talks,
    make_company,
    refuse_too_many,
    send_own_link,
    send_own_links,
)
from territoria_web.act.services.company_journal import (
    day_that_takes,
    held_company,
    note_company_day,
    refuse_unless_seen,
)
from territoria_web.act.services.company_letters import write_to_companies
from territoria_web.act.services.company_sayings import on_admitted, on_refused
from territoria_web.library.languages import compared
from territoria_web.library.typed import plain_line
from territoria_web.people.models import User

MOST_NAMED = 20  # in a sentence on those that are on the list already


@transaction.atomic
def admit_company(*, by: User, company: Company, origin: str) -> Company:
    """The company takes part; it is told by letter."""
    day = day_that_takes(company.day, ENTER)
    held = held_company(company, day)
    if held.state == Firm.IN:
        return held
    if held.channel == Company.Channel.WEB and held.confirmed is None:
        raise ValidationError(
            _("%(company)s has not confirmed its address yet.") % {"company": held.name}
        )
    refuse_too_many(day)
    if held.state == Firm.OUT:
        held.booth = None  # by now it may be a table of others
    held.state, held.reason = Firm.IN, ""
    held.edit += 1
    held.save(update_fields=["state", "reason", "booth", "edit"])
    note_company_day(by, day, "admit company", name=held.name)
    write_to_companies([held], day, on_admitted(day), origin=origin)
    return held


@transaction.atomic
def refuse_company(*, by: User, company: Company, reason: str, origin: str) -> Company:
    """The company does not take part; it is told why. Its open talks fall."""
    day = day_that_takes(company.day, ENTER)
    held = held_company(company, day)
    said = plain_line(reason)[:300]
    if len(said) < 3:
        raise ValidationError({"reason": _("Say in a sentence why; the company reads it.")})
    drop_talks(held, origin=origin)
    held.state, held.reason = Firm.OUT, said
    held.edit += 1
    held.save(update_fields=["state", "reason", "edit"])
    note_company_day(by, day, "refuse company", name=held.name, reason=said)
    write_to_companies([held], day, on_refused(day, said), origin=origin)
    return held


@transaction.atomic
def enter_company(
    *, by: User, day: CompanyDay, words: CompanyWords, language: str, origin: str
) -> Company:
    """A company that came on paper or by telephone takes part at once. With an address it gets the
    link of its own; without one the office does its part.
    """
    held = day_that_takes(day, ENTER)
    refuse_words(words, held.tags, on_paper=True)
    _refuse_known(held, [words])
    made = _entered(held, words, language, Company.Channel.PAPER)
    _invite([made], held, origin)
    note_company_day(by, held, "enter company", name=made.name)
    return made


@transaction.atomic
def take_companies(
    *, by: User, day: CompanyDay, rows: Sequence[CompanyWords], language: str, origin: str
) -> list[Company]:
    """Companies of a file that was read without a fault: all of them, or none."""
    held = day_that_takes(day, ENTER)
    for words in rows:
        refuse_words(words, held.tags, on_paper=True)
    _refuse_known(held, rows)
    made = [_entered(held, one, language, Company.Channel.FILE) for one in rows]
    _invite(made, held, origin)
    note_company_day(by, held, "take companies from file", count=len(made))
    return made


def _entered(day: CompanyDay, words: CompanyWords, language: str, channel: str) -> Company:
    return make_company(day=day, words=words, language=language, channel=channel, state=Firm.IN)


def _invite(companies: Sequence[Company], day: CompanyDay, origin: str) -> None:
    """Those of a day in preparation get their links when registration opens."""
    if day.opened is not None:
        send_own_links(companies=companies, day=day, origin=origin)


def _refuse_known(day: CompanyDay, rows: Sequence[CompanyWords]) -> None:
    """An address comes once; without addresses a name of one city does, or a button that was pressed
    twice would put everybody on the list twice.
    """
    firms = day.companies.exclude(state=Firm.OUT).values_list("name", "city")
    met = {_called(name, city) for name, city in firms}
    again = []
    for one in rows:
        called = _called(one.name, one.city)
        again += [f"{one.name} ({one.city})"] if not one.email and called in met else []
        met.add(called)
    if again:
        said = _("These companies are on the list already: %(names)s")
        raise ValidationError({"name": said % {"names": ", ".join(again[:MOST_NAMED])}})
    emails = [email for one in rows if (email := one.email.strip().lower())]
    known = set(day.companies.filter(email__in=emails).values_list("email", flat=True))
    twice = {email for email in emails if emails.count(email) > 1} | known
    if twice:
        said = _("These addresses are on the list already: %(emails)s")
        raise ValidationError({"email": said % {"emails": ", ".join(sorted(twice)[:MOST_NAMED])}})


def _called(name: str, city: str) -> tuple[str, str]:
    return compared(plain_line(name)), compared(plain_line(city))


@transaction.atomic
def change_company(
    *,
    by: User,
    company: Company,
    seen: int,
    words: CompanyWords,
    booth: int | None,
    origin: str = "",
) -> Company:
    """Change what is known of a company, and its booth: a table that is its own all day. To another
    address goes another link: whoever reads the older one is not of the company any more.
    """
    day = day_that_takes(company.day, ENTER)
    held = held_company(company, day)
    refuse_words(words, day.tags, on_paper=True)
    if booth != held.booth:
        _refuse_booth(day, held, booth)
    _refuse_address_of_others(day, held, words)
    refuse_unless_seen(held.edit, seen)
    before = held.email
    for name, value in fields_of(words).items():
        setattr(held, name, value)
    if booth != held.booth:
        _loosen_tables(day, held, booth)
    held.booth = booth
    held.edit += 1
    held.renewed += held.email != before
    held.save()
    note_company_day(by, day, "change company", name=held.name)
    if held.email not in ("", before) and day.opened is not None:
        send_own_link(company=held, origin=origin)
    return held


def _refuse_booth(day: CompanyDay, company: Company, booth: int | None) -> None:
    if not takes(day, HOURS, timezone.now()):
        raise ValidationError({"booth": _("Agendas are out: booths stay as they are.")})
    if booth is None:
        return
    if not 1 <= booth <= day.tables:
        said = _("There are %(count)d tables.") % {"count": day.tables}
        raise ValidationError({"booth": said})
    other = day.companies.filter(booth=booth).exclude(pk=company.pk).exclude(state=Firm.OUT).first()
    if other is not None:
        said = _("This table is the booth of %(company)s.") % {"company": other.name}
        raise ValidationError({"booth": said})


def _loosen_tables(day: CompanyDay, company: Company, booth: int | None) -> None:
    """Fixed talks of the company, and those at its new booth, keep their slot alone."""
    there = Q(asker=company) | Q(asked=company) | Q(pin_table=booth or 0)
    day.encounters.filter(there, pin_table__isnull=False).update(pin_table=None)


def _refuse_address_of_others(day: CompanyDay, company: Company, words: CompanyWords) -> None:
    email = words.email.strip().lower()
    if email and day.companies.filter(email=email).exclude(pk=company.pk).exists():
        raise ValidationError({"email": _("Another company has this address.")})


@transaction.atomic
def renew_link(*, by: User, company: Company, origin: str) -> Company:
    """Another link of its own: older ones open nothing. It goes to the address of the company;
    ValidationError, and the older link stays, where too many letters went there today.
    """
    day = day_that_takes(company.day, ENTER)
    held = held_company(company, day)
    held.renewed += 1
    held.save(update_fields=["renewed"])
    note_company_day(by, day, "renew link of company", name=held.name)
    sent = send_own_link(company=held, origin=origin)
    if held.email and not sent and not day.example:
        raise ValidationError(_("Too many letters went there today."))
    return held


@transaction.atomic
def mark_absent(*, by: User, company: Company, absent: bool = True) -> int:
    """The company did not come, or came after all: the talks that it was to have fall, or may be
    arranged again; how many. What was held stays.
    """
    day = day_that_takes(company.day, MARK)
    held = held_company(company, day)
    if held.state not in (Firm.IN, Firm.ABSENT):
        raise ValidationError(_("This company does not take part."))
    held.state = Firm.ABSENT if absent else Firm.IN
    held.edit += 1
    held.save(update_fields=["state", "edit"])
    note_company_day(
        by, day, "mark company absent" if absent else "mark company present", name=held.name
    )
    talks = Encounter.objects.filter(Q(asker=held) | Q(asked=held))
    if absent:
        return talks.filter(state__in=(Talk.SCHEDULED, Talk.ACCEPTED)).update(
            state=Talk.NO_SHOW, pin_slot=None, pin_table=None
        )
    now = timezone.now()
    again = [
        one.pk
        for one in talks.filter(state=Talk.NO_SHOW, asker__state=Firm.IN, asked__state=Firm.IN)
        if one.slot is None or (one.slot < len(day.slots) and slot_begins(day, one.slot) > now)
    ]
    return Encounter.objects.filter(pk__in=again).update(state=Talk.ACCEPTED, slot=None, table=None)
