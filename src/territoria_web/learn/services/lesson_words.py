"""What a team writes of a lesson, looked at before it is kept: all faults at once, each by its field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.adoptions import can_be_adopted
from territoria_web.learn.rules import (
    FIVE,
    LONGEST_ANSWER,
    LONGEST_LINE,
    MOST_EFFORT,
    MOST_SOURCES,
)
from territoria_web.library.queries import library
from territoria_web.library.typed import plain, plain_line
from territoria_web.recommend.queries.nodes import all_nodes
from territoria_web.territories.models import Cycle

SAFE: Final = ("http://", "https://")
CURRENCY: Final = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Words:
    """What a team writes of a lesson. ``answers``: the five by their keys; ``sources``: title, url and
    dated of each.
    """

    title: str
    answers: Mapping[str, str]
    lesson: str
    context: str = ""
    outcome: str = Lesson.Outcome.UNKNOWN.value
    cost: Decimal | None = None
    currency: str = "EUR"
    effort: float | None = None
    begun: date | None = None
    ended: date | None = None
    nodes: Sequence[str] = ()
    roles: Sequence[str] = ()
    adopted: str = ""
    contact: str = ""
    sources: Sequence[Mapping[str, str]] = field(default_factory=list)


def checked(words: Words, cycle: Cycle) -> dict[str, Any]:
    """The fields of the lesson; ValidationError by field where they do not hold."""
    told = _cleaned(words)
    wrong = {
        **dict(_texts(told)),
        **dict(_figures(told)),
        **dict(_choices(told, cycle)),
        **dict(_sources(told["evidence"])),
    }
    if wrong:
        raise ValidationError(wrong)
    return told


def _cleaned(words: Words) -> dict[str, Any]:
    answers = {key: plain(words.answers.get(key, "")) for key in FIVE}
    more = {"lesson": plain_line(words.lesson), "context": plain(words.context)}
    rows = [_source(one) for one in words.sources]
    return {
        "title": plain_line(words.title),
        "answers": {**answers, **more},
        "outcome": words.outcome,
        "cost": words.cost,
        "currency": plain_line(words.currency).upper() or "EUR",
        "effort": words.effort,
        "begun": words.begun,
        "ended": words.ended,
        "nodes": list(dict.fromkeys(words.nodes)),
        "roles": list(dict.fromkeys(words.roles)),
        "adopted": words.adopted,
        "contact": plain_line(words.contact),
        "evidence": [row for row in rows if any(row.values())],
    }


def _source(one: Mapping[str, str]) -> dict[str, str]:
    return {key: plain_line(one.get(key, "")) for key in ("title", "url", "dated")}


def _texts(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, said in told["answers"].items():
        if key != "lesson" and len(said) > LONGEST_ANSWER:
            yield key, _("Use at most 4,000 characters.")
    if not told["title"] or len(told["title"]) > 200:
        yield "title", _("Give it a title of at most 200 characters.")
    if len(told["answers"]["lesson"]) > LONGEST_LINE:
        yield "lesson", _("Say it in one sentence of at most 300 characters.")
    if len(told["contact"]) > 200:
        yield "contact", _("Use at most 200 characters.")


def _figures(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    cost, effort = told["cost"], told["effort"]
    if cost is not None and not 0 <= cost < Decimal(10**12):
        yield "cost", _("Give a sum below a trillion.")
    if not CURRENCY.fullmatch(told["currency"]):
        yield "currency", _("Give three letters, such as EUR.")
    if effort is not None and not 0 <= effort <= MOST_EFFORT:
        yield "effort", _("Give person-months between 0 and 10,000.")
    if told["begun"] and told["ended"] and told["ended"] < told["begun"]:
        yield "ended", _("It ends before it begins. Change one of the two dates.")


def _choices(told: Mapping[str, Any], cycle: Cycle) -> Iterator[tuple[str, str]]:
    if told["outcome"] not in Lesson.Outcome.values:
        yield "outcome", _("Choose one of the list.")
    if set(told["roles"]) - set(library().roles):
        yield "roles", _("Choose from what is listed.")
    if set(told["nodes"]) - set(all_nodes()):
        yield "nodes", _("Choose from what is listed.")
    if told["adopted"] and not can_be_adopted(told["adopted"], cycle):
        yield (
            "adopted",
            _("No practice of the library and no lesson of another place is called so."),
        )


def _sources(rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    if len(rows) > MOST_SOURCES:
        yield "sources", _("Name at most 20 sources.")
    for row in rows:
        if not row["title"] or not row["url"].startswith(SAFE):
            yield (
                "sources",
                _("Each source needs a title and an address that begins with https://."),
            )
        if max(map(len, row.values())) > 500:
            yield "sources", _("Use at most 500 characters for each part of a source.")
