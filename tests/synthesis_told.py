"""Facts of a network of three, made by hand: no database, no figures."""

from __future__ import annotations

from typing import Any

from territoria_web.reports.paper_text import Cites
from territoria_web.reports.synthesis.among import Among

KEYS = ("A1@2021", "B1@2021", "C1@2021")


def told(**facts: Any) -> Among:
    """The facts of a report being written in English."""
    places = [
        {"key": key, "code": key[:2], "name": f"Place {key[0]}", "names": {}, "level": level}
        for key, level in zip(KEYS, ("regional", "regional", "local"), strict=True)
    ]
    held = {"territories": places, "factors": [], "talks": {"beyond": {"names": {}}}, **facts}
    return Among(held, Cites("network-1@1", "p"), "en")
