"""Finished sittings of invented firms, for tests of what all of them say together."""

from __future__ import annotations

from datetime import date
from typing import Any

from territoria.listen.self_check.counted import Seated
from territoria.listen.self_check.told_figures import Asked

ASKED = Asked(("F1", "F2"), ("basic", "average"), ("cost", "lack-of-skills"))
DAY = date(2026, 3, 2)


def result(value: float | None = 50.0, **more: Any) -> dict[str, Any]:
    """What a sitting found: all dimensions alike; ``more``: other parts of the result."""
    point = {"value": value, "low": value or 0.0, "high": 100.0 if value is None else value}
    return {
        "overall": point,
        "dimensions": {"F1": point, "F2": point},
        "band": "basic",
        "intensity": {"level": "low", "basic": True},
        **more,
    }


def seated(
    firm: str,
    held: dict[str, Any] | None = None,
    *,
    day: date = DAY,
    number: int = 1,
    size: str = "micro",
    sector: str = "G",
    whole: bool = True,
    unusual: bool = False,
    obstacles: dict[str, float | None] | None = None,
) -> Seated:
    """One sitting."""
    said = (held or result()) if whole else None
    return Seated(firm, day, number, size, sector, unusual, said, obstacles)
