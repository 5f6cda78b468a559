"""Whom to propose to whom at a company day, with the reasons part by part: never a bare number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.utils.translation import gettext as _

from territoria.act.companies import Company as Party
from territoria.act.fit import Fit, fit_of, proposals_for
from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.queries.companies import companies_of, language_said, sector_said
from territoria_web.act.rules.companies import Firm
from territoria_web.act.rules.company_tags import tag_names
from territoria_web.library.saying import listed

MOST_PROPOSED: Final = 60  # to one company; the filters find all others
KEPT_FOR: Final = 15 * 60  # seconds; another company or profile makes another key


@dataclass(frozen=True)
class Proposal:
    """Another company, and what speaks for a talk. ``reciprocal``: each offers what the other seeks."""

    company: Company
    reciprocal: bool
    reasons: tuple[str, ...]


def party_of(company: Company) -> Party:
    """A company as the engine knows it; slots are counted from 1 there."""
    return Party(
        id=str(company.pk),
        name=company.name,
        city=company.city,
        sector=company.nace,
        offers=tuple(company.offers),
        seeks=tuple(company.seeks),
        languages=tuple(company.languages),
        away=frozenset(slot + 1 for slot in company.away),
        booth=company.booth,
    )


def proposals_of(company: Company) -> list[Proposal]:
    """Companies that a company should talk with, the best first. Whoever is proposed B is proposed
    to B.
    """
    day = company.day
    rows = list(companies_of(day).filter(state=Firm.IN))
    by_id = {str(row.pk): row for row in rows}
    return [
        proposal_between(by_id[mine], by_id[other], day)
        for one, two in _pairs(day, rows)
        for mine, other in ((one, two), (two, one))
        if mine == str(company.pk)
    ]


def _pairs(day: CompanyDay, rows: Sequence[Company]) -> list[tuple[str, str]]:
    """All proposals of a day in their order: worked out once while no profile changes, and no two are
    kept apart or let together.
    """
    apart = [(str(one), str(other)) for one, other in day.apart]
    known = (tuple((row.pk, row.edit) for row in rows), tuple(map(tuple, day.apart)))
    key = f"company-pairs-{day.pk}-{hash(known)}"
    held: list[tuple[str, str]] | None = cache.get(key)
    if held is None:
        parties = [party_of(row) for row in rows]
        fits = proposals_for(parties, forbidden=apart, most=MOST_PROPOSED)
        held = [(fit.first.id, fit.second.id) for fit in fits]
        cache.set(key, held, KEPT_FOR)
    return held


def proposal_between(mine: Company, other: Company, day: CompanyDay) -> Proposal:
    """What speaks for a talk of one company with another, said to the first."""
    fit = fit_of(party_of(mine), party_of(other))
    return Proposal(other, fit.reciprocal, tuple(_reasons(fit, other, day)))


def _reasons(fit: Fit, other: Company, day: CompanyDay) -> list[str]:
    said = []
    if fit.takes:
        tags = listed(tag_names(day.tags, fit.takes))
        said.append(_("They offer what you seek: %(tags)s.") % {"tags": tags})
    if fit.gives:
        tags = listed(tag_names(day.tags, fit.gives))
        said.append(_("They seek what you offer: %(tags)s.") % {"tags": tags})
    if fit.sector:
        sector = sector_said(fit.sector)
        said.append(_("You both work in this sector: %(sector)s.") % {"sector": sector})
    if fit.is_of_two_cities:
        said.append(_("They come from another city: %(city)s.") % {"city": other.city})
    if fit.languages:
        names = listed([language_said(code) for code in fit.languages])
        said.append(_("You share a language: %(names)s.") % {"names": names})
    elif not fit.can_talk:
        said.append(_("You named no language that they named."))
    return said
