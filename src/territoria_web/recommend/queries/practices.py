"""Practices as readers find them: entries in the language spoken, their filters, their claims."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from territoria.content import SENTENCE_END
from territoria.model import EffectClaim, Practice, Reference, Theme
from territoria.speech import language
from territoria_web.library.queries import library
from territoria_web.recommend.queries.dates import dated_said
from territoria_web.recommend.queries.long_texts import COST, long_text, searched_text
from territoria_web.recommend.queries.nodes import all_nodes
from territoria_web.recommend.queries.role_names import other_names
from territoria_web.recommend.queries.sifting import Facet
from territoria_web.recommend.queries.wording import (
    COSTS,
    FORMS,
    GRADE_ORDER,
    NOT_REPORTED,
    POPULATIONS,
    best_grade,
    country_said,
    folded,
    grade_named,
    grade_said,
    not_found,
    role_names,
    said,
)

FRESH_MONTHS = 24
SAFE = ("http://", "https://")
MONEY = re.compile(r"\b(?:EUR|GBP|SEK|DKK|NOK|JPY|BRL|HRK|SGD|CHF|USD|CAD|euros?)\b")
MISSING = re.compile(r"\bnot reported\b|\bis not known\b|\bfor a part\b")


@dataclass(frozen=True)
class Claim:
    """What is said to have come of it; ``grade`` E0–E5 or *not reported*."""

    outcome: str
    claim: str
    grade: str
    words: str
    reason: str
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Source:
    """A numbered reference."""

    number: int
    title: str
    dated: str
    url: str


@dataclass(frozen=True)
class PracticeEntry:
    """A practice in the language spoken. ``cost``: known, partly, unknown. ``grade``: of its best
    claim. ``territories``: codes.
    """

    id: str
    title: str
    place: str
    country: str
    country_name: str
    years: str
    lesson: str
    grade: str
    grade_words: str
    went_wrong: bool
    contact: str
    confirmed: date | None
    population: str
    population_words: str
    form: str
    form_words: str
    cost: str
    territories: tuple[str, ...]
    central: tuple[str, ...]
    touched: tuple[str, ...]
    roles: tuple[str, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    keys: Mapping[str, frozenset[str]] = field(repr=False)
    haystack: str = field(repr=False)

    def is_confirmed(self, today: date) -> bool:
        """Whether somebody checked it with the place in the last two years, and can be asked."""
        return is_fresh(self.contact, self.confirmed, today)


def is_fresh(contact: str, confirmed: date | None, today: date) -> bool:
    """Whether there is somebody to ask, and the text was checked there less than 24 months ago."""
    return bool(contact and confirmed and months_between(confirmed, today) < FRESH_MONTHS)


def months_between(early: date, late: date) -> int:
    """Whole months from one day to another."""
    return (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day)


def all_practices() -> Sequence[PracticeEntry]:
    """Every practice, the best supported first, then by place."""
    return _all(language())


def practice_at(practice: str) -> PracticeEntry:
    """The practice of that id; AddressError with a guess where there is none."""
    for entry in all_practices():
        if entry.id == practice:
            return entry
    raise not_found(practice, _("There is no practice of this name."), library().practices)


@lru_cache
def _all(lang: str) -> Sequence[PracticeEntry]:
    found = [_entry(p) for p in library().practices.values()]
    return tuple(sorted(found, key=lambda e: (-GRADE_ORDER.index(e.grade), folded(e.place), e.id)))


def claims_said(claims: Sequence[EffectClaim]) -> tuple[Claim, ...]:
    """Effect claims in the language spoken."""
    return tuple(
        Claim(
            said(c.outcome), said(c.claim), c.grade, grade_said(c.grade), said(c.reason), c.sources
        )
        for c in claims
    )


def sources_said(references: Sequence[Reference]) -> tuple[Source, ...]:
    """References as they are listed; only what can be followed safely becomes a link."""
    return tuple(
        Source(r.number, r.title, dated_said(r.dated), r.url if r.url.startswith(SAFE) else "")
        for r in references
    )


def _entry(p: Practice) -> PracticeEntry:
    grade = best_grade(c.grade for c in p.claims)
    cost = cost_of(p.id)
    return PracticeEntry(
        id=p.id,
        title=said(p.title),
        place=said(p.place),
        country=p.country or "",
        country_name=country_said(p.country) if p.country else "",
        years=dated_said(p.years),
        lesson=said(p.lesson),
        grade=grade,
        grade_words=grade_said(grade),
        went_wrong=p.went_wrong,
        contact=p.contact or "",
        confirmed=p.confirmed,
        population=p.population_class,
        population_words=_(POPULATIONS[p.population_class]),
        form=p.form or "",
        form_words=_(FORMS[p.form]) if p.form else "",
        cost=cost,
        territories=tuple(t.partition("@")[0] for t in p.territories),
        central=p.central,
        touched=p.touched,
        roles=p.roles,
        claims=claims_said(p.claims),
        sources=sources_said(p.references),
        keys=_keys(p, grade, cost),
        haystack=_haystack(p),
    )


def _keys(p: Practice, grade: str, cost: str) -> Mapping[str, frozenset[str]]:
    nodes = frozenset(i for n in (*p.central, *p.touched) for i in ways_of(n))
    themes = {t.id for t in themes_of(nodes)}
    reached = GRADE_ORDER[1 : GRADE_ORDER.index(grade) + 1]
    return {
        "factor": nodes,
        "theme": frozenset(themes),
        "role": frozenset(p.roles),
        "population": frozenset({p.population_class}),
        "country": frozenset({p.country or "several"}),
        "grade": frozenset(reached),
        "cost": frozenset({cost}),
        "form": frozenset({p.form} if p.form else ()),
        "wrong": frozenset({"yes" if p.went_wrong else "no"}),
    }


def ways_of(node: str) -> tuple[str, ...]:
    """A node's id and those above it; the id alone where no framework has it."""
    held = all_nodes().get(node)
    return held.way if held else (node,)


def _haystack(p: Practice) -> str:
    short = (w for words in (p.title, p.place, p.lesson) for w in words.root.values())
    words = f"{' '.join(short)} {_about(p)} {other_names(p.roles)}"
    return f"{folded(words)} {p.id} {searched_text('practices', p.id)}"


def _about(p: Practice) -> str:
    """Who acted and what it is about, as the filters call it in the language spoken."""
    held, nodes = library(), all_nodes()
    roles = [said(held.roles[i].title) for i in p.roles if i in held.roles]
    factors = [nodes[i].title for i in (*p.central, *p.touched) if i in nodes]
    ways = frozenset(i for n in (*p.central, *p.touched) for i in ways_of(n))
    themes = [said(t.title) for t in themes_of(ways)]
    return " ".join([*role_names(p.roles), *roles, *factors, *themes])


def themes_of(nodes: frozenset[str]) -> list[Theme]:
    """The themes that any of these nodes belongs to."""
    return [t for t in library().themes.values() if nodes & set(t.factors)]


def cost_of(practice: str) -> str:
    """Whether *What it cost* names a sum: known, partly (some of it is not reported), unknown."""
    english = library().long_text("practices", practice)[0].get("What it cost", "")
    sentences = SENTENCE_END.split(english)
    paid = [s for s in sentences if MONEY.search(s)]
    if not paid:
        return "unknown"
    return "partly" if MISSING.search(english) else "known"


def cost_said(practice: str) -> str:
    """What the text says of the cost."""
    return long_text("practices", practice).text(COST)


# ── filters ───────────────────────────────────────────────────────────────────────────────────


def practice_facets() -> Sequence[Facet]:
    """The filters of the list of practices."""
    return _facets(language())


@lru_cache
def _facets(lang: str) -> Sequence[Facet]:
    held = library()
    nodes = all_nodes().values()
    countries = sorted({p.country for p in held.practices.values() if p.country}, key=country_said)
    return (
        Facet(
            "factor", _("Factor"), [(n.id, f"{n.id} {n.short}", n.framework_title) for n in nodes]
        ),
        Facet("theme", _("Theme"), [(t.id, said(t.title), "") for t in held.themes.values()]),
        Facet(
            "role",
            _("Who acted"),
            [(r.id, said(r.short or r.title), "") for r in held.roles.values()],
        ),
        Facet("population", _("Kind of place"), [(i, _(w), "") for i, w in POPULATIONS.items()]),
        Facet(
            "country",
            _("Country"),
            [
                *((c, country_said(c), "") for c in countries),
                ("several", _("several countries"), ""),
            ],
        ),
        Facet(
            "grade", _("Evidence at least"), [(g, grade_named(g), "") for g in GRADE_ORDER[:0:-1]]
        ),
        Facet("cost", _("Cost"), [(i, _(w), "") for i, w in COSTS.items()]),
        Facet("form", _("Way of working together"), [(i, _(w), "") for i, w in FORMS.items()]),
        Facet(
            "wrong",
            _("Outcome"),
            [("yes", _("went wrong"), ""), ("no", _("not known to have failed"), "")],
        ),
    )


__all__ = [
    "NOT_REPORTED",
    "Claim",
    "PracticeEntry",
    "Source",
    "all_practices",
    "claims_said",
    "cost_of",
    "cost_said",
    "practice_at",
    "practice_facets",
    "sources_said",
]
