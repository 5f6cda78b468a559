"""Companies of a day: by their link, for its office, for those who look for others; their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf.locale import LANG_INFO
from django.db.models import Q, QuerySet
from django.utils.translation import get_language_info

from territoria.act.divisions import divisions
from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.rules.companies import (
    COMPANY_LINK,
    LANGUAGES,
    SIZE_NAMES,
    Firm,
    are_apart,
)
from territoria_web.act.rules.company_tags import tag_names
from territoria_web.library.languages import compared, language_codes
from territoria_web.library.own_links import read_own_link


@dataclass(frozen=True)
class Profile:
    """A company in words, as others read it: nothing of its person and address."""

    row: Company
    sector: str
    size: str
    offers: tuple[str, ...]
    seeks: tuple[str, ...]
    languages: tuple[str, ...]


def company_by_link(token: str) -> Company | None:
    """Whose link it is; None where it is not ours, or was renewed."""
    read = read_own_link(COMPANY_LINK, token)
    if read is None:
        return None
    number, renewed = read
    held = Company.objects.select_related("day__network")
    return held.filter(public_id=number, renewed=renewed).first()


def companies_of(day: CompanyDay) -> QuerySet[Company]:
    """All companies of a day, whatever their state."""
    return Company.objects.filter(day=day)


def taking_part(day: CompanyDay) -> QuerySet[Company]:
    """Those that the office confirmed, also those that then did not come."""
    return companies_of(day).filter(state__in=(Firm.IN, Firm.ABSENT))


def company_in(day: CompanyDay, number: UUID) -> Company | None:
    """A company of this day by its public number."""
    found = companies_of(day).filter(public_id=number).first()
    if found is not None:
        found.day = day
    return found


def shown_companies(day: CompanyDay) -> list[Company]:
    """Those that agreed to a public profile."""
    return list(taking_part(day).filter(shown=True))


def profile_of(company: Company, day: CompanyDay) -> Profile:
    """A company in the language spoken."""
    return Profile(
        row=company,
        sector=sector_said(company.nace),
        size=str(SIZE_NAMES.get(company.size, company.size)),
        offers=tuple(tag_names(day.tags, company.offers)),
        seeks=tuple(tag_names(day.tags, company.seeks)),
        languages=tuple(language_said(code) for code in company.languages),
    )


def sector_said(nace: str) -> str:
    """The division of NACE by its name; empty where none is said."""
    found = divisions().get(nace)
    return found.title.say() if found else nace


def language_said(code: str) -> str:
    """A language by its name in the language spoken."""
    return str(get_language_info(code)["name_translated"]) if code in LANG_INFO else code


def language_names() -> list[tuple[str, str]]:
    """Those that companies and mentors choose from: code and name, those of the site first, by name."""
    here = language_codes()
    named = [(code, language_said(code)) for code in LANGUAGES]
    return sorted(named, key=lambda held: (held[0] not in here, compared(held[1])))


@dataclass(frozen=True)
class Looked:
    """What somebody looks for among companies; each part may be empty."""

    q: str = ""
    offers: str = ""
    seeks: str = ""
    nace: str = ""


def found_companies(day: CompanyDay, looked: Looked, *, but: Company) -> Sequence[Company]:
    """Companies that take part and fit what was asked, by name; without the one that looks and those
    that it is kept apart from.
    """
    rows = companies_of(day).filter(state=Firm.IN).exclude(pk=but.pk)
    if looked.q:
        rows = rows.filter(
            Q(name__icontains=looked.q) | Q(city__icontains=looked.q) | Q(about__icontains=looked.q)
        )
    if looked.nace:
        rows = rows.filter(nace=looked.nace)
    return [
        row
        for row in rows
        if not are_apart(day, but.pk, row.pk)
        and (not looked.offers or looked.offers in row.offers)
        and (not looked.seeks or looked.seeks in row.seeks)
    ]
