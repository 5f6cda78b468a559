"""The benchmark of the cohort: consulted on, scored by two from elsewhere each, settled, published."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from territoria_web.compare.models import Benchmark, Entrant, Sheet
from territoria_web.compare.queries.benchmark_entrants import choices_for, entrants_of
from territoria_web.compare.queries.benchmark_tables import Received
from territoria_web.compare.queries.benchmarks import criterion_ids
from territoria_web.compare.services.benchmark_panels import (
    ask_assessors,
    choose_entrants,
    open_scoring,
)
from territoria_web.compare.services.benchmark_scoring import (
    publish_benchmark,
    settle_difference,
    take_in_scores,
)
from territoria_web.compare.services.benchmarks import (
    begin_benchmark,
    open_consultation,
    remark_on,
)
from territoria_web.example.cohort.cast import cohort, regions, teammate, told
from territoria_web.example.dated import moment_ago, stamped
from territoria_web.example.people import Cast
from territoria_web.people.models import Organisation

SEED: Final = 2002
BEGUN, REMARKED, OPENED, SETTLED, PUBLISHED = 140, 130, 110, 80, 70
TITLE: Final = "What eight regions do for small firms"
INTRO: Final = (
    "Invented, like the regions. Sixty initiatives are judged by ten criteria that all regions could "
    "change before anybody scored."
)
SAID: Final = (
    "Both read the report once more, named the page that decides it, and agreed on this level."
)
HIGH, LOW = (
    "The report shows it on its first pages, with date and source.",
    "Nothing of the kind is told.",
)
NEAR: Final = 0.3
"""How often the second assessor is one level off, and how often an owner sees one level more."""


def compare(people: Cast) -> None:
    """All of it, once."""
    network = cohort(people)
    if network.benchmarks.exists():
        return
    with stamped(moment_ago(BEGUN), network.benchmarks.all()):
        held = _prepared(people, network)
    _scored(people, held)
    _settled(people, held)
    held.refresh_from_db()
    publish_benchmark(by=people.office, held=held, now=moment_ago(PUBLISHED))


@transaction.atomic
def _prepared(people: Cast, network: Organisation) -> Benchmark:
    office, places = people.office, regions()
    held = begin_benchmark(
        by=office, network=network, title=TITLE, language="en", intro=INTRO, example=True
    )
    asked = timezone.localdate(moment_ago(BEGUN))
    open_consultation(by=office, held=held, until=asked + timedelta(days=25), today=asked)
    held.refresh_from_db()
    for row in told()["remarks"]:
        place = next(p for p in places if p.code == row["territory"])
        remark_on(
            by=teammate(people, place),
            held=held,
            said=row["said"],
            criterion=row.get("criterion", ""),
            place=place.name,
            today=timezone.localdate(moment_ago(REMARKED)),
        )
    held.refresh_from_db()
    choose_entrants(by=office, held=held, keys=[c.key for c in choices_for(network) if c.example])
    ask_assessors(by=office, held=held, users=[teammate(people, place) for place in places])
    held.refresh_from_db()
    opened = moment_ago(OPENED)
    until = timezone.localdate(opened) + timedelta(days=30)
    return open_scoring(by=office, held=held, until=until, now=opened)


def _scored(people: Cast, held: Benchmark) -> None:
    """All sheets came on paper from a day together; the office takes them in as a table."""
    draw, criteria = random.Random(SEED), criterion_ids(held)
    rows = {row["title"]: row for row in told()["initiatives"]}
    received = [
        Received(n, sheet, scores)
        for n, (sheet, scores) in enumerate(_sheets(held, rows, criteria, draw), start=2)
    ]
    take_in_scores(by=people.office, held=held, received=received, now=moment_ago(SETTLED + 10))


def _sheets(
    held: Benchmark,
    rows: Mapping[str, Mapping[str, Any]],
    criteria: Sequence[str],
    draw: random.Random,
) -> list[tuple[Sheet, dict[str, dict[str, Any]]]]:
    found = []
    for entrant in entrants_of(held):
        assert entrant.edition is not None
        row = rows[entrant.edition.title]
        base = [None if sign == "?" else int(sign) for sign in str(row["scores"])]
        for n, sheet in enumerate(entrant.sheets.order_by("owner", "pk")):
            levels = [
                _level(value, name, n, sheet.owner, row.get("apart", {}), draw)
                for name, value in zip(criteria, base, strict=True)
            ]
            found.append((sheet, dict(zip(criteria, map(_told, levels), strict=True))))
    return found


def _level(
    value: int | None,
    name: str,
    turn: int,
    owner: bool,
    apart: Mapping[str, float],
    draw: random.Random,
) -> int | None:
    """The first assessor gives it as it is told; the second is near it, or far where they differed."""
    chance = draw.random()
    if owner:
        return 2 if value is None else min(4, value + (chance < NEAR))
    if value is None or turn == 0:
        return value
    if name in apart:
        return value - 2 if value >= 2 else value + 2
    step = 1 if chance < NEAR / 2 else -1 if chance < NEAR else 0
    return min(4, max(0, value + step))


def _told(level: int | None) -> dict[str, Any]:
    why = {0: LOW, 4: HIGH}.get(level, "") if level is not None else ""
    return {"value": level, "why": why}


@transaction.atomic
def _settled(people: Cast, held: Benchmark) -> None:
    rows = {row["title"]: row for row in told()["initiatives"]}
    for entrant in Entrant.objects.filter(benchmark=held).select_related("edition", "benchmark"):
        assert entrant.edition is not None
        for name, value in rows[entrant.edition.title].get("apart", {}).items():
            settle_difference(
                by=people.office, entrant=entrant, criterion=name, value=value, said=SAID
            )
