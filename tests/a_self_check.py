"""A self-check and invented firms that finished it, for tests. The rows are written as they end up: how
they come to be is tried where firms answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Any
from uuid import uuid4

from django.http import HttpResponse

from a_survey import a_cycle
from territoria_web.listen.models import SelfCheck, Sitting, Taker
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.listen.services.check_offers import open_self_check
from territoria_web.people.models import User
from territoria_web.territories.models import Cycle

DAY = date(2026, 3, 2)
FIRMS = SelfCheck.Audience.FIRMS


def a_check(cycle: Cycle | None = None, *, audience: str = FIRMS, **fields: Any) -> SelfCheck:
    """A self-check that is open; ``fields``: of its row, as its known numbers of firms."""
    by = User.objects.get_or_create(email="clerk@example.org")[0]
    check = open_self_check(
        by=by, cycle=cycle or a_cycle(), audience=audience, contact="adviser@example.org"
    )
    if fields:
        SelfCheck.objects.filter(pk=check.pk).update(**fields)
        check.refresh_from_db()
    return check


def finished(
    check: SelfCheck,
    times: int = 1,
    *,
    value: float | None = 50.0,
    size: str = "micro",
    sector: str = "G",
    level: str = "low",
    obstacles: Mapping[str, int] | None = None,
    part: str = Sitting.Part.WHOLE,
    day: date = DAY,
    unusual: bool = False,
) -> list[Taker]:
    """So many firms answer alike. ``value``: of all dimensions, 0 to 100; ``level``: of the twelve
    points; ``obstacles``: id → severity, none of them where it is not given.
    """
    named: Mapping[str, int] = obstacles or {}
    answers = {**named, "obstacles": "yes" if named else "no"}
    result = _result(check, value, level, named)
    takers = Taker.objects.bulk_create(
        Taker(check_of=check, key=uuid4().hex, size=size, sector=sector, day=day)
        for _time in range(times)
    )
    Sitting.objects.bulk_create(
        Sitting(
            taker=taker,
            number=1,
            part=part,
            answers=answers,
            result=result,
            counted={"answers": answers, "result": result},
            begun=day,
            finished=day,
            unusual=unusual,
        )
        for taker in takers
    )
    return takers


def _result(
    check: SelfCheck, value: float | None, level: str, obstacles: Mapping[str, int]
) -> dict[str, Any]:
    """As ``territoria.listen.self_check.sitting`` writes it."""
    texts = read_frozen(check)
    point = {"value": value, "low": value or 0.0, "high": 100.0 if value is None else value}
    band = "" if value is None else [b.id for b in texts.framework.bands if b.begins <= value][-1]
    intensity = {"edition": "2022", "points": 5, "low": 5, "high": 5, "level": level}
    return {
        "framework": texts.framework.id,
        "edition": texts.framework.edition,
        "questions": {},
        "dimensions": {node.id: point for node in texts.framework.nodes},
        "overall": point,
        "band": band,
        "intensity": {**intensity, "basic": level != "very-low"} if texts.intensity else None,
        "steps": [],
        "obstacles": dict(obstacles),
    }


def read(answer: HttpResponse) -> str:
    """The words of a page, one blank between them."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())
