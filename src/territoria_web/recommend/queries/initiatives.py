"""Policy initiatives for small firms, of the library and of the register: what they are, and what
evaluations found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from territoria.model import Initiative
from territoria.speech import language
from territoria_web.library.initiative_names import (
    AREAS,
    EVALUATIONS,
    INSTRUMENTS,
    LEVELS,
    SIZES,
)
from territoria_web.library.queries import library
from territoria_web.library.saying import money
from territoria_web.measure.models import InitiativeEdition
from territoria_web.measure.queries.record_words import target_lacks
from territoria_web.measure.queries.register import published_editions
from territoria_web.recommend.queries.practices import Claim, Source, claims_said, sources_said
from territoria_web.recommend.queries.register_entries import (
    REGISTER,
    RegisterMark,
    register_facts,
)
from territoria_web.recommend.queries.sifting import Facet
from territoria_web.recommend.queries.wording import (
    GRADE_ORDER,
    best_grade,
    country_said,
    folded,
    grade_named,
    not_found,
    said,
)

LIBRARY = "library"


@dataclass(frozen=True)
class InitiativeEntry:
    """An initiative in the language spoken. ``grade``: of its best claim. ``origin``: library or
    register; ``register``: what only an entry of the register has.
    """

    id: str
    title: str
    place: str
    countries: str
    territories: tuple[str, ...]
    level: str
    owner: str
    area: str
    target_group: str
    sizes: str
    obstacles: tuple[str, ...]
    instruments: str
    terms: str
    budget: str
    years: str
    target: str
    target_complete: bool
    target_lacks: str
    reach: str
    evaluation: str
    evaluation_words: str
    finding: str
    claims: tuple[Claim, ...]
    grade: str
    result: str
    went_wrong: bool
    lessons: str
    what_failed: str
    transfer: str
    contact: str
    confirmed: date | None
    sources: tuple[Source, ...]
    keys: Mapping[str, frozenset[str]] = field(repr=False)
    haystack: str = field(repr=False)
    origin: str = LIBRARY
    register: RegisterMark | None = None

    @property
    def is_example(self) -> bool:
        """Whether it is invented, to show how this works."""
        return self.register is not None and self.register.example


def listed_initiatives() -> Sequence[InitiativeEntry]:
    """Those of the library and of the register together, the best evaluated first, then by name; invented
    ones last. One query.
    """
    order = list(EVALUATIONS)
    found = [*all_initiatives(), *map(registered_entry, published_editions())]

    def key(e: InitiativeEntry) -> tuple[object, ...]:
        return e.is_example, order.index(e.evaluation), folded(e.title), e.id

    return sorted(found, key=key)


def best_titled(
    entries: Sequence[InitiativeEntry], words: Sequence[str]
) -> Sequence[InitiativeEntry]:
    """Those first whose title holds all that was looked for as it was typed, then those whose title holds
    each word; otherwise as they stood. ``words``: folded.
    """

    def key(e: InitiativeEntry) -> int:
        title, phrase = " ".join(folded(e.title).split()), " ".join(words)
        return 0 if phrase in title else 1 if all(w in title for w in words) else 2

    return sorted(entries, key=key)


def registered_entry(edition: InitiativeEdition) -> InitiativeEntry:
    """An edition of the register as readers find it."""
    facts: dict[str, Any] = register_facts(edition, timezone.localdate())
    return InitiativeEntry(**facts)


def all_initiatives() -> Sequence[InitiativeEntry]:
    """Every initiative of the library, the best evaluated first, then by name."""
    return _all(language())


def initiative_at(initiative: str) -> InitiativeEntry:
    """The one of the library of that id; AddressError with a guess among all that is listed where there
    is none.
    """
    for entry in all_initiatives():
        if entry.id == initiative:
            return entry
    known = [*library().initiatives, *(e.initiative.slug for e in published_editions())]
    raise not_found(initiative, _("There is no initiative of this name."), known)


@lru_cache
def _all(lang: str) -> Sequence[InitiativeEntry]:
    order = list(EVALUATIONS)
    found = [_entry(i) for i in library().initiatives.values()]
    return tuple(sorted(found, key=lambda e: (order.index(e.evaluation), folded(e.title), e.id)))


def _entry(i: Initiative) -> InitiativeEntry:
    grade = best_grade(c.grade for c in i.claims)
    return InitiativeEntry(
        id=i.id,
        title=said(i.title),
        place=said(i.place),
        countries=", ".join(country_said(c) for c in i.countries),
        territories=tuple(t.partition("@")[0] for t in i.territories),
        level=_(LEVELS[i.level]),
        owner=said(i.owner),
        area=_(AREAS[i.area]),
        target_group=said(i.target_group),
        sizes=", ".join(_(SIZES[s]) for s in i.sizes),
        obstacles=tuple(said(library().obstacles[o].title) for o in i.obstacles),
        instruments=", ".join(_(INSTRUMENTS[x]) for x in i.instruments),
        terms=said(i.budget.terms),
        budget=money(i.budget.eur, "EUR") if i.budget.eur else "",
        years=_years(i),
        target=said(i.target.text) if i.target else "",
        target_complete=bool(i.target and i.target.complete),
        target_lacks=target_lacks(t.value, t.due, t.baseline) if (t := i.target) else "",
        reach=said(i.reach.text),
        evaluation=i.evaluation,
        evaluation_words=_(EVALUATIONS[i.evaluation]),
        finding=said(i.finding),
        claims=claims_said(i.claims),
        grade=grade,
        result=said(i.result),
        went_wrong=i.went_wrong,
        lessons=said(i.lessons),
        what_failed=said(i.what_failed),
        transfer=said(i.transfer),
        contact=i.contact or "",
        confirmed=i.confirmed,
        sources=sources_said(i.references),
        keys=_keys(i, grade),
        haystack=_haystack(i),
    )


def _years(i: Initiative) -> str:
    if not i.start:
        return i.end or ""
    return f"{i.start[:4]}–{i.end[:4] if i.end else ''}"


def _keys(i: Initiative, grade: str) -> Mapping[str, frozenset[str]]:
    return {
        "area": frozenset({i.area}),
        "level": frozenset({i.level}),
        "instrument": frozenset(i.instruments),
        "obstacle": frozenset(i.obstacles),
        "evaluation": frozenset({i.evaluation}),
        "grade": frozenset(GRADE_ORDER[1 : GRADE_ORDER.index(grade) + 1]),
        "wrong": frozenset({"yes" if i.went_wrong else "no"}),
        "from": frozenset({LIBRARY}),
        "country": frozenset(i.countries),
    }


def _haystack(i: Initiative) -> str:
    words = (i.title, i.place, i.owner, i.target_group, i.finding, i.result, i.lessons, i.transfer)
    return folded(" ".join(w for text in words for w in text.root.values())) + f" {i.id}"


def initiative_facets(entries: Sequence[InitiativeEntry] = ()) -> Sequence[Facet]:
    """The filters of a list of initiatives; those by place only where its entries are given."""
    if not entries:
        return _facets(language())
    origins = [(LIBRARY, _("the library"), ""), (REGISTER, _("the register of territories"), "")]
    return (
        *_facets(language()),
        Facet("country", _("Country"), _countries(entries)),
        Facet("territory", _("Territory"), _places(entries)),
        Facet("from", pgettext("where a record stands", "From"), origins),
    )


def _countries(entries: Sequence[InitiativeEntry]) -> list[tuple[str, str, str]]:
    return _by_name({key: country_said(key) for e in entries for key in e.keys["country"]})


def _places(entries: Sequence[InitiativeEntry]) -> list[tuple[str, str, str]]:
    """The places that have entries in the register."""
    return _by_name({e.territories[0]: e.place for e in entries if e.register})


def _by_name(held: Mapping[str, str]) -> list[tuple[str, str, str]]:
    names = sorted(held.items(), key=lambda one: folded(one[1]))
    return [(key, name, "") for key, name in names]


@lru_cache
def _facets(lang: str) -> Sequence[Facet]:
    obstacles = sorted(library().obstacles.values(), key=lambda o: o.number)
    grades = [(g, grade_named(g), "") for g in GRADE_ORDER[:0:-1]]
    return (
        Facet("area", _("Kind of help"), _choices(AREAS)),
        Facet("instrument", _("Instrument"), _choices(INSTRUMENTS)),
        Facet("obstacle", _("Obstacle"), [(o.id, said(o.title), "") for o in obstacles]),
        Facet("level", _("Level"), _choices(LEVELS)),
        Facet("evaluation", _("Evaluation"), _choices(EVALUATIONS)),
        Facet("grade", _("Evidence at least"), grades),
        Facet(
            "wrong",
            _("Outcome"),
            [("yes", _("went wrong"), ""), ("no", _("not known to have failed"), "")],
        ),
    )


def _choices(words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(value, _(label), "") for value, label in words.items()]
