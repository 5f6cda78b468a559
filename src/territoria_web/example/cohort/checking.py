"""Four hundred invented firms check themselves, some of them a year before too; answers came on paper."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone

from territoria_web.example.cohort.cast import cycle_of, regions, teammate, told
from territoria_web.example.people import Cast
from territoria_web.example.texts import DOMAIN
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_texts import CheckTexts, read_frozen
from territoria_web.listen.services.check_looks import renew_check_look
from territoria_web.listen.services.check_offers import open_self_check, set_firm_numbers
from territoria_web.listen.services.entered_sittings import Entered, enter_sittings
from territoria_web.listen.services.sittings import Who
from territoria_web.territories.models import Territory

SEED: Final = 400
FIRMS: Final = 50
AGAIN: Final = 24
"""So many of them were asked a year before too."""
SIZES: Final[Mapping[str, int]] = {"self-employed": 12, "micro": 22, "small": 12, "medium": 4}
SECTORS: Final[Mapping[str, int]] = {"C": 16, "F": 10, "G": 12, "I": 12}
ODDS: Final = 0.03
"""How often somebody cannot tell."""


def check(people: Cast) -> None:
    """A self-check in each region, with its firms, once."""
    draw = random.Random(SEED)
    for place in regions():
        cycle, by = cycle_of(people, place), teammate(people, place)
        if cycle.self_checks.exists():
            continue
        held = open_self_check(
            by=by,
            cycle=cycle,
            audience=SelfCheck.Audience.FIRMS,
            contact=f"The desk for small firms, small-firms@{place.code.lower()}.{DOMAIN}",
        )
        row = told()["firms"][place.code]
        set_firm_numbers(
            by=by,
            check=held,
            margins=_numbers(place),
            source="Register of firms, invented",
            seen=held.edit,
        )
        held.refresh_from_db()
        enter_sittings(by=by, check=held, entered=list(_firms(read_frozen(held), row, draw)))
        renew_check_look(check=held)


def _numbers(place: Territory) -> dict[str, dict[str, int]]:
    """Firms there are: more of the smallest than took part."""
    whole = int((place.population or 0) / 60)
    sizes = {"self-employed": 0.46, "micro": 0.42, "small": 0.1, "medium": 0.02}
    sectors = {"C": 0.18, "F": 0.22, "G": 0.36, "I": 0.24}
    return {
        "size": {name: round(whole * share) for name, share in sizes.items()},
        "sector": {name: round(whole * share) for name, share in sectors.items()},
    }


def _firms(texts: CheckTexts, row: Mapping[str, Any], draw: random.Random) -> Iterator[Entered]:
    sizes = [name for name, count in SIZES.items() for _n in range(count)]
    sectors = [name for name, count in SECTORS.items() for _n in range(count)]
    draw.shuffle(sectors)
    today = timezone.localdate()
    for n, (size, sector) in enumerate(zip(sizes, sectors, strict=True)):
        lift = {"self-employed": -0.5, "micro": -0.1, "small": 0.4, "medium": 0.9}[size]
        skill = draw.gauss(row["level"] + lift, 0.7)
        days: dict[date, dict[str, Any]] = {}
        if n % (FIRMS // AGAIN) == 0:
            last = today.replace(year=today.year - 1, day=1) + timedelta(days=draw.randrange(20))
            days[last] = _answers(texts, row, skill - 0.3, draw)
        start = date(today.year, 1, 1)
        days[start + timedelta(days=draw.randrange((today - start).days + 1))] = _answers(
            texts, row, skill, draw
        )
        yield Entered(Who(size, sector), days)


def _answers(
    texts: CheckTexts, row: Mapping[str, Any], skill: float, draw: random.Random
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for question in texts.questions:
        level = round(draw.gauss(skill, 0.8))
        found[question] = "unknown" if draw.random() < ODDS else min(4, max(0, level))
    for one in texts.intensity.yes_no if texts.intensity else ():
        yes = draw.random() < min(0.95, max(0.04, 0.03 + 0.17 * skill))
        found[one.id] = "unknown" if draw.random() < ODDS else "yes" if yes else "no"
    named = [o.id for o in texts.obstacles if draw.random() < row["obstacles"].get(o.id, 0.06)][:5]
    found |= {obstacle: draw.choice((1, 2, 2, 3, 3, 4)) for obstacle in named}
    return {**found, "obstacles": "yes" if named else "no"}
