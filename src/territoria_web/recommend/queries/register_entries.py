"""Entries of the register as readers find them beside the initiatives of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from territoria.speech import semicolon
from territoria_web.measure.models import InitiativeEdition
from territoria_web.measure.queries.record_words import SaidRecord, said_record
from territoria_web.measure.queries.records import Record, record_of
from territoria_web.recommend.queries.practices import Claim
from territoria_web.recommend.queries.wording import (
    GRADE_ORDER,
    NOT_REPORTED,
    country_said,
    folded,
    grade_said,
)
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

REGISTER = "register"


@dataclass(frozen=True)
class RegisterMark:
    """What an entry of the register shows besides: its edition, who read it, in which language its words
    are, and whether somebody still answers for it. ``example``: invented.
    """

    number: int
    made: date
    digest: str
    reviewed_in: str
    language: str
    is_confirmed: bool
    example: bool
    said: SaidRecord


def register_facts(edition: InitiativeEdition, today: date) -> dict[str, object]:
    """The fields of an ``InitiativeEntry`` that an edition of the register fills."""
    place, record = edition.initiative.territory, record_of(edition.body)
    said, grade = said_record(record, today), record.grade or NOT_REPORTED
    return {
        "id": edition.initiative.slug,
        "title": edition.title,
        "place": territory_name(place),
        "countries": country_said(place.country),
        "territories": (place.code,),
        "level": said.level,
        "owner": record.owner,
        "area": said.area,
        "target_group": record.target_group,
        "sizes": said.sizes,
        "obstacles": said.obstacles,
        "instruments": said.instruments,
        "terms": "",
        "budget": "",
        "years": said.years,
        "target": semicolon().join(filter(None, (said.target_words, said.target))),
        "target_complete": record.target_complete,
        "target_lacks": said.target_lacks,
        "reach": said.reach_latest,
        "evaluation": record.evaluation,
        "evaluation_words": said.evaluation,
        "finding": record.finding,
        "claims": tuple(
            Claim(c.outcome, c.claim, c.grade, grade_said(c.grade), "", ()) for c in record.claims
        ),
        "grade": grade,
        "result": record.what.rstrip(". "),
        "went_wrong": record.went_wrong,
        "lessons": record.lessons,
        "what_failed": record.what_failed,
        "transfer": record.transfer,
        "contact": record.contact,
        "confirmed": record.valid_until,
        "sources": (),
        "keys": _keys(record, grade, place),
        "haystack": _haystack(record, place, edition.initiative.slug),
        "origin": REGISTER,
        "register": _mark(edition, said),
    }


def _mark(edition: InitiativeEdition, said: SaidRecord) -> RegisterMark:
    return RegisterMark(
        number=edition.number,
        made=edition.made.date(),
        digest=edition.digest,
        reviewed_in=edition.reviewed_in,
        language=edition.language,
        is_confirmed=said.is_confirmed,
        example=edition.initiative.example or edition.initiative.territory.example,
        said=said,
    )


def _keys(record: Record, grade: str, place: Territory) -> Mapping[str, frozenset[str]]:
    return {
        "area": frozenset({record.area}),
        "level": frozenset({record.level}),
        "instrument": frozenset(record.instruments),
        "obstacle": frozenset(record.obstacles),
        "evaluation": frozenset({record.evaluation}),
        "grade": frozenset(GRADE_ORDER[1 : GRADE_ORDER.index(grade) + 1]),
        "wrong": frozenset({"yes" if record.went_wrong else "no"}),
        "from": frozenset({REGISTER}),
        "country": frozenset({place.country}),
        "territory": frozenset({place.code}),
    }


def _haystack(record: Record, place: Territory, slug: str) -> str:
    words = (
        *(record.title, record.owner, record.what, record.target_group, record.target),
        *(record.finding, record.lessons, record.what_failed, record.transfer),
        *(word for c in record.claims for word in (c.outcome, c.claim)),
        *(place.code, place.name, *place.names.values()),
    )
    return folded(" ".join(words)) + f" {slug}"
