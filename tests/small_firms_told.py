"""What a network does for small firms, made by hand: three criteria, four initiatives, two self-checks."""

from __future__ import annotations

from typing import Any

from synthesis_told import KEYS, told
from territoria_web.reports.synthesis.among import Among

A, B, C = KEYS
CRITERIA = ("results", "monitoring", "clear-target")


def a_cell(
    value: float | None, *, low: float | None = None, high: float | None = None
) -> dict[str, Any]:
    return {
        "value": value,
        "low": value if low is None else low,
        "high": value if high is None else high,
        "known": 0 if value is None else 2,
        "of": 2,
        "state": "unknown" if value is None else "known",
        "owner": 3,
        "capped": False,
        "said": "",
        "why": [],
    }


def an_entrant(
    name: str, key: str, values: tuple[float | None, ...], **fields: Any
) -> dict[str, Any]:
    return {
        "id": name.lower(),
        "slug": name.lower(),
        "text": "",
        "title": {"en": name},
        "place": {"en": key},
        "territory": key,
        "area": "training",
        "level": "regional",
        "obstacles": ["cost"],
        "instruments": ["course"],
        "sizes": ["micro"],
        "sectors": [],
        "budget": 1000.0,
        "firms": 10,
        "reach_year": 2025,
        "evaluation": "before-after",
        "grade": "E2",
        "went_wrong": False,
        "baseline": True,
        "cells": {c: a_cell(v) for c, v in zip(CRITERIA, values, strict=True)},
        "known": sum(v is not None for v in values),
        "coverage": 1.0,
        "shown": True,
        "practice": "",
        "strong": [],
        "withdrawn": "",
        **fields,
    }


def a_result(*entrants: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "criteria": [
            {
                "id": c,
                "title": {"en": c.title()},
                **{n: {"en": f"{c} {n}"} for n in ("none", "half", "full")},
            }
            for c in CRITERIA
        ],
        "digest": "d" * 64,
        "day": "2026-01-01",
        "assessors": 3,
        "entrants": list(entrants),
        "strong": {c: {"quartile": 3.0, "of": len(entrants)} for c in CRITERIA},
        "obstacles": {"cost": {"course": [e["id"] for e in entrants]}},
        "mix": {
            "all": {
                "training": {
                    "count": len(entrants),
                    "budget": 1000.0,
                    "budget_unknown": 1,
                    "firms": [10, 30],
                }
            }
        },
        "id": "b",
        "title": "Round",
        "remarks": 0,
        "silent": [],
        **fields,
    }


def a_share(share: float, low: float, high: float) -> dict[str, Any]:
    return {"share": share, "low": low, "high": high, "n": 40}


def a_year(**obstacles: dict[str, Any]) -> dict[str, Any]:
    year = {
        "firms": 40,
        "weighted": True,
        "basic": a_share(0.5, 0.4, 0.6),
        "dimensions": {"F1": {"value": 70.0, "low": 62.0, "high": 78.0, "n": 40}, "F2": None},
        "obstacles": {name.replace("_", "-"): s for name, s in obstacles.items()},
    }
    return {"year": "2026", "years": {"2026": year}, "code": "abc"}


def _help(benchmark: dict[str, Any] | None) -> dict[str, dict[str, list[str]]]:
    """As if the register held just what was judged."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in benchmark["entrants"] if benchmark else ():
        if not one["went_wrong"]:
            held = found.setdefault(one["territory"], {"here": [], "any": []})
            for names in held.values():
                names += one["obstacles"]
    return found


def small(benchmark: dict[str, Any] | None = None, checks: dict[str, Any] | None = None) -> Among:
    """The facts of a report with these two."""
    names = ("cost", "connectivity", "lack-of-skills")
    return told(
        small_firms={
            "benchmark": benchmark,
            "told": {},
            "checks": checks or {},
            "help": _help(benchmark),
            "obstacles": {n: {"en": n.replace("-", " ")} for n in names},
            "dimensions": [{"node": n, "title": {"en": n}} for n in ("F1", "F2")],
        },
        advice=[],
    )
