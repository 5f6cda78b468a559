"""The library's advice as readers find it: entries in the language spoken, and the whole card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from territoria.documents.briefing.card_words import EUROS, MONTHS, MONTHS_OF_WORK
from territoria.documents.numerals import bounds_said, numeral
from territoria.model import Expected, KnowBy, Prerequisite, Recommendation, Span, Threshold
from territoria.speech import gettext as spoken
from territoria.speech import language, with_unit
from territoria_web.library.queries import library
from territoria_web.recommend.queries.practices import ways_of
from territoria_web.recommend.queries.wording import (
    ACTOR_GROUPS,
    CHAINS,
    GRADE_ORDER,
    folded,
    grade_said,
    not_found,
    said,
)


@dataclass(frozen=True)
class RoleEntry:
    """A kind of stakeholder that advice is written for."""

    id: str
    group: str
    title: str
    short: str
    your_role: str


@dataclass(frozen=True)
class Needed:
    """A prerequisite: found out by a figure, by other advice, or by asking."""

    id: str
    text: str
    condition: str
    indicator: str
    advice: str
    ask: str


@dataclass(frozen=True)
class ExpectedEffect:
    """A range that an evaluation measured elsewhere."""

    outcome: str
    range: str
    horizon: str
    grade: str
    initiative: str
    practice: str
    origin: str


@dataclass(frozen=True)
class Sign:
    """How we shall know: an indicator or an own count."""

    text: str
    unit: str
    indicator: str
    chain: str
    review_months: int


@dataclass(frozen=True)
class AdviceEntry:
    """A recommendation in the language spoken; what is unknown is an empty text."""

    id: str
    heading: str
    role: RoleEntry
    what: str
    factors: tuple[str, ...]
    share: float
    share_basis: str
    practices: tuple[str, ...]
    initiatives: tuple[str, ...]
    grade: str
    grade_words: str
    grade_reason: str
    effect: str
    unknown: str
    expected: tuple[ExpectedEffect, ...]
    person_months: str
    cost: str
    first_effect: str
    effort_basis: str
    reversible: bool
    needs: tuple[Needed, ...]
    mandate: str
    losers: str
    not_advisable_if: str
    excluded_when: tuple[str, ...]
    first_step: str
    know_by: tuple[Sign, ...]
    would_change: tuple[str, ...]
    alternatives: tuple[tuple[str, str], ...]
    filed: frozenset[str]

    @property
    def effort(self) -> str:
        """Effort on one line, unknown said."""
        parts = [self.person_months, self.cost]
        known = [p for p in parts if p]
        return ", ".join(known) if known else _("unknown")


def roles_by_group() -> Sequence[tuple[str, Sequence[RoleEntry]]]:
    """The kinds of stakeholder, in their groups."""
    held = _roles(language()).values()
    return [(_(title), [r for r in held if r.group == g]) for g, title in ACTOR_GROUPS.items()]


def role_at(role: str) -> RoleEntry:
    """The role of that id, in any case; AddressError with a guess where there is none."""
    held = _roles(language())
    if role.upper() not in held:
        raise not_found(role, _("There is no role of this name."), held)
    return held[role.upper()]


@lru_cache
def _roles(lang: str) -> dict[str, RoleEntry]:
    return {
        r.id: RoleEntry(r.id, r.group, said(r.title), said(r.short or r.title), said(r.your_role))
        for r in library().roles.values()
    }


def all_advice() -> Sequence[AdviceEntry]:
    """All advice of the library, the best supported first, then what takes the least effort."""
    return _all(language())


def advice_at(recommendation: str) -> AdviceEntry:
    """The advice of that id; AddressError with a guess where there is none."""
    for entry in all_advice():
        if entry.id == recommendation:
            return entry
    raise not_found(
        recommendation, _("There is no advice of this name."), library().recommendations
    )


def advice_on(node: str) -> Sequence[AdviceEntry]:
    """Advice that raises a factor, or any factor of a dimension."""
    return [a for a in all_advice() if node in a.filed]


def advice_for(role: str) -> Sequence[AdviceEntry]:
    """Advice written for a role."""
    return [a for a in all_advice() if a.role.id == role]


def advice_resting_on(practice: str) -> Sequence[AdviceEntry]:
    """Advice that names a practice."""
    return [a for a in all_advice() if practice in a.practices]


def advice_naming(initiative: str) -> Sequence[AdviceEntry]:
    """Advice that names an initiative."""
    return [a for a in all_advice() if initiative in a.initiatives]


def counts_by_node() -> Counter[str]:
    """How much advice there is on each factor and dimension."""
    return Counter(node for a in all_advice() for node in a.filed)


def counts_by_role() -> Counter[str]:
    """How much advice there is for each role."""
    return Counter(a.role.id for a in all_advice())


@lru_cache
def _all(lang: str) -> Sequence[AdviceEntry]:
    return tuple(_entry(r) for r in sorted(library().recommendations.values(), key=_order))


def _order(r: Recommendation) -> tuple[int, float, str]:
    months = r.effort.person_months
    return (
        -GRADE_ORDER.index(r.evidence.grade),
        months.high if months else 1e9,
        folded(said(r.what)),
    )


def _entry(r: Recommendation) -> AdviceEntry:
    return AdviceEntry(
        id=r.id,
        heading=r.heading or "",
        role=_roles(language())[r.role],
        what=said(r.what).rstrip("."),
        factors=r.factors,
        share=r.share_of_people,
        share_basis=said(r.share_basis),
        practices=r.practices,
        initiatives=r.initiatives,
        grade=r.evidence.grade,
        grade_words=grade_said(r.evidence.grade),
        grade_reason=said(r.evidence.reason),
        effect=said(r.evidence.effect),
        unknown=said(r.evidence.unknown),
        expected=tuple(_expected(e) for e in r.evidence.expected),
        person_months=_span(r.effort.person_months, MONTHS_OF_WORK),
        cost=_span(r.effort.cost_eur, EUROS),
        first_effect=_span(r.effort.first_effect_months, MONTHS),
        effort_basis=said(r.effort.basis),
        reversible=r.effort.reversible,
        needs=tuple(_needed(p) for p in r.prerequisites),
        mandate=said(r.mandate),
        losers=said(r.losers),
        not_advisable_if=said(r.not_advisable_if),
        excluded_when=tuple(_condition(t) for t in r.excluded_when),
        first_step=said(r.first_step),
        know_by=tuple(_sign(k) for k in r.know_by),
        would_change=tuple(said(w) for w in r.would_change),
        alternatives=tuple((said(a.what), said(a.why_not)) for a in r.alternatives),
        filed=frozenset(i for f in r.factors for i in ways_of(f)),
    )


def _span(value: Span | None, unit: str) -> str:
    return with_unit(bounds_said(value.low, value.high), spoken(unit)) if value else ""


def _needed(p: Prerequisite) -> Needed:
    return Needed(
        id=p.id,
        text=said(p.text),
        condition=_condition(p.data) if p.data else "",
        indicator=p.data.indicator if p.data else "",
        advice=p.recommendation or "",
        ask=said(p.ask),
    )


def _condition(t: Threshold) -> str:
    indicator = library().indicators[t.indicator]
    bound = t.at_least if t.at_least is not None else t.at_most
    slots = {
        "indicator": said(indicator.short),
        "value": numeral(bound, 0 if bound == int(bound or 0) else indicator.decimals or 1),
        "unit": said(indicator.unit_of_measure),
    }
    if t.at_least is not None:
        return _("{indicator}: at least {value} {unit}").format(**slots)
    return _("{indicator}: at most {value} {unit}").format(**slots)


def _expected(e: Expected) -> ExpectedEffect:
    if e.initiative is not None:
        origin = library().initiatives[e.initiative].place
    else:
        origin = library().practices[e.practice or ""].place
    return ExpectedEffect(
        outcome=said(e.outcome),
        range=with_unit(bounds_said(e.low, e.high), said(e.unit_of_measure)),
        horizon=said(e.horizon),
        grade=e.grade,
        initiative=e.initiative or "",
        practice=e.practice or "",
        origin=said(origin),
    )


def _sign(k: KnowBy) -> Sign:
    indicator = library().indicators[k.indicator] if k.indicator else None
    return Sign(
        text=said(indicator.name) if indicator else said(k.local),
        unit=said(indicator.unit_of_measure) if indicator else "",
        indicator=k.indicator or "",
        chain=_(CHAINS[k.chain]),
        review_months=k.review_months,
    )
