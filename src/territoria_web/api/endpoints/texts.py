"""Practices, recommendations and initiatives: reviewed texts, as lists and in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from territoria_web.api.answers import Listed, Paging, Shape, listed
from territoria_web.api.problems import Fault, Refused
from territoria_web.api.schemas.texts import (
    InitiativeOut,
    InitiativeTextOut,
    PracticeOut,
    RecommendationOut,
    TextOut,
)
from territoria_web.api.selection import country_named, named
from territoria_web.library.queries import body_of, library
from territoria_web.measure.models import InitiativeEdition
from territoria_web.measure.queries.interchange import known_names
from territoria_web.measure.queries.register import published_editions
from territoria_web.territories.queries import territory_name

router = Router(tags=["practices and advice"])
Kind = Literal["json", "csv"]
SEARCHED = ("id", "title", "finding", "place")
LIBRARY: Mapping[str, Any] = {"origin": "library", "example": False}


class TextFilter(Schema):
    """Which texts."""

    q: str = Field("", max_length=100, description=gettext_noop("words of the text"))
    factor: str = Field("", max_length=64, description=gettext_noop("about this factor"))
    role: str = Field("", max_length=8, description=gettext_noop("for this role, e.g. MAY"))
    country: str = Field("", max_length=8, description=gettext_noop("from this country"))


class InitiativeFilter(Schema):
    """Which initiatives."""

    q: str = Field("", max_length=100, description=gettext_noop("words of the text"))
    area: str = Field("", max_length=64, description=gettext_noop("policy area"))
    country: str = Field("", max_length=8, description=gettext_noop("from this country"))


@router.get("/practices", response=Listed[PracticeOut], summary=gettext_noop("What others did"))
def practices(
    request: HttpRequest,
    filters: Query[TextFilter],
    page: Query[Paging],
    format: Kind = "json",
) -> Any:
    """Practices by factor, role, country or words; `central` is what they are about."""
    _check(filters)
    rows = [
        p
        for p in library().practices.values()
        if (not filters.factor or filters.factor in (*p.central, *p.touched))
        and (not filters.role or filters.role in p.roles)
        and (not filters.country or p.country == filters.country.upper())
        and _holds(filters.q, p.id, p.title, p.lesson, p.place)
    ]
    return listed(request, rows, page, format, Shape("practices", PracticeOut, _practice))


@router.get("/practices/{practice}", response=TextOut, summary=gettext_noop("One practice in full"))
def practice(request: HttpRequest, practice: str) -> Any:
    """Every field and the long text under its fixed headings."""
    return _whole("practices", practice, library().practices)


@router.get(
    "/recommendations", response=Listed[RecommendationOut], summary=gettext_noop("All advice")
)
def recommendations(
    request: HttpRequest,
    filters: Query[TextFilter],
    page: Query[Paging],
    format: Kind = "json",
) -> Any:
    """Advice by factor, role or words; `country` does not apply to it."""
    _check(filters)
    if filters.country:
        what = _("Advice is not of one country.")
        raise Refused(422, Fault("query country", what, _("Leave it out.")))
    rows = [
        r
        for r in library().recommendations.values()
        if (not filters.factor or filters.factor in r.factors)
        and (not filters.role or filters.role == r.role)
        and _holds(filters.q, r.id, r.what, r.first_step)
    ]
    shape = Shape("recommendations", RecommendationOut, _recommendation)
    return listed(request, rows, page, format, shape)


@router.get(
    "/recommendations/{recommendation}",
    response=TextOut,
    summary=gettext_noop("One piece of advice in full"),
)
def recommendation(request: HttpRequest, recommendation: str) -> Any:
    """Every field and the long text."""
    return _whole("recommendations", recommendation, library().recommendations)


@router.get(
    "/initiatives", response=Listed[InitiativeOut], summary=gettext_noop("Policies for small firms")
)
def initiatives(
    request: HttpRequest,
    filters: Query[InitiativeFilter],
    page: Query[Paging],
    format: Kind = "json",
) -> Any:
    """Policy instruments for small firms, with what evaluations found; of the library, then of the
    register.
    """
    texts, editions = library().initiatives.values(), published_editions()
    named(filters.area, {i.area for i in texts} | {e.body["area"] for e in editions}, "area")
    every = [(_initiative(i), _searched(i.id, i.title, i.finding, i.place)) for i in texts]
    every += [(row := _registered(e), " ".join(row[n] for n in SEARCHED)) for e in editions]
    rows = [
        row
        for row, words in every
        if (not filters.area or row["area"] == filters.area)
        and (not filters.country or filters.country.upper() in row["countries"])
        and _all_in(filters.q, words)
    ]
    return listed(request, rows, page, format, Shape("initiatives", InitiativeOut, dict))


@router.get(
    "/initiatives/{initiative}",
    response=InitiativeTextOut,
    summary=gettext_noop("One initiative in full"),
)
def initiative(request: HttpRequest, initiative: str) -> Any:
    """Every field; of one in the register those of its newest edition, in the language of its owner."""
    if initiative in (held := library().initiatives):
        none = dict.fromkeys(("territory", "edition", "digest"))
        return {**_whole("initiatives", initiative, held), **LIBRARY, **none}
    entered = {e.initiative.slug: e for e in published_editions()}
    if initiative not in entered:
        raise _unknown(initiative, {**held, **entered})
    return _entered(entered[initiative])


def _entered(edition: InitiativeEdition) -> dict[str, Any]:
    """An entry of the register in full, with what proves it."""
    place = edition.initiative.territory
    return {
        "id": edition.initiative.slug,
        "kind": "initiatives",
        "language": edition.language,
        "fields": edition.body,
        "parts": {},
        "origin": "register",
        "example": edition.initiative.example or place.example,
        "territory": place.code,
        "edition": edition.number,
        "digest": edition.digest,
    }


def _unknown(text_id: str, held: Mapping[str, Any]) -> Refused:
    what = _("There is no text of this id.")
    return Refused(404, Fault(text_id, what, known_names(text_id, held)))


def _check(filters: TextFilter) -> None:
    factors = {n.id for f in library().frameworks.values() for n in f.walk()}
    named(filters.factor, factors, "factor")
    named(filters.role, library().roles, "role")
    country_named(filters.country)


def _holds(q: str, text_id: str, *words: Any) -> bool:
    return not q.strip() or _all_in(q, _searched(text_id, *words))


def _searched(text_id: str, *words: Any) -> str:
    return " ".join([text_id, *(t for w in words for t in w.root.values())])


def _all_in(q: str, searched: str) -> bool:
    return all(word in searched.casefold() for word in q.casefold().split())


def _whole(kind: str, text_id: str, held: Mapping[str, Any]) -> dict[str, Any]:
    if text_id not in held:
        raise _unknown(text_id, held)
    lang = get_language() or "en"
    long = kind in ("practices", "recommendations")
    parts, used = library().long_text(kind, text_id, lang) if long else ({}, lang)
    body = body_of(held[text_id])
    return {"id": text_id, "kind": kind, "language": used, "fields": body, "parts": parts}


def _grade(text: Any) -> str:
    """The best grade that a claim has."""
    return max((c.grade for c in text.claims if c.grade != "not reported"), default="not reported")


def _said(text: Any, plain: tuple[str, ...], words: tuple[str, ...]) -> dict[str, Any]:
    return {
        **{name: _plain(getattr(text, name)) for name in plain},
        **{name: getattr(text, name).say() for name in words},
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _practice(p: Any) -> dict[str, Any]:
    plain = ("id", "country", "years", "population_class", "went_wrong", "central", "touched")
    return {**_said(p, (*plain, "roles"), ("title", "place", "lesson")), "grade": _grade(p)}


def _recommendation(r: Any) -> dict[str, Any]:
    plain = ("id", "role", "factors", "practices", "initiatives")
    return {**_said(r, plain, ("what", "first_step")), "grade": r.evidence.grade}


def _initiative(i: Any) -> dict[str, Any]:
    plain = ("id", "countries", "level", "area", "instruments", "obstacles", "start", "end")
    words = ("title", "place", "owner", "finding")
    told = _said(i, (*plain, "evaluation", "went_wrong"), words)
    return {**told, **LIBRARY}


def _registered(edition: InitiativeEdition) -> dict[str, Any]:
    initiative, place = edition.initiative, edition.initiative.territory
    names = ("level", "area", "owner", "instruments", "obstacles", "start", "end")
    return {
        "id": initiative.slug,
        "origin": "register",
        "title": edition.title,
        "place": territory_name(place),
        "countries": [place.country],
        **{name: edition.body[name] for name in (*names, "evaluation", "finding", "went_wrong")},
        "example": initiative.example or place.example,
    }
