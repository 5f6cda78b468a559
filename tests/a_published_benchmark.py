"""A published benchmark: twelve initiatives, eleven of four territories and one of the library, as plain
data. Cells are written as signs: ``3``; ``2-3`` two assessors apart by one; ``1-4`` disputed; ``1-4=3``
settled on 3; ``1-4=?`` settled that it cannot be told; ``?`` nobody could tell; ``2^`` held at 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cohort_network import Network, a_network
from territoria.compare.benchmark import Held, Judged, Offer, mix_of, obstacle_matrix, practices
from territoria_web.compare.models import Benchmark, Entrant
from territoria_web.compare.queries.benchmarks import digest_of_criteria, library_criteria
from territoria_web.library.initiative_names import AREAS, INSTRUMENTS
from territoria_web.library.queries import library
from territoria_web.listen.models import CheckLook, SelfCheck
from territoria_web.territories.models import Cycle, Territory

PLACES = {"FRE1": "Nord-Pas de Calais", "DED5": "Leipzig", "FI20": "Åland", "RO42": "Vest"}
TEXT = "kit-digital"
NATIONAL = "Digital kit"
# Name: territory, area, instruments, obstacles, sizes, budget, firms, grade, ten cells.
ROWS: Mapping[str, tuple[Any, ...]] = {
    "Voucher": ("FRE1", "finance", "voucher", "cost", "micro", 1e6, 400, "E3",
                "3 3 4 4 2-3 3 4 4 3 3"),
    "Shop courses": ("FRE1", "training", "course", "lack-of-skills", "micro small", 2e5, 150, "E1",
                     "3 2 2^ 3-4 1 2 4 4 4 2"),
    "Data desk": ("FRE1", "support-network", "adviser", "lack-of-skills cost", "small", None, None, "",
                  "? ? 1 2 ? ? 0 ? 1-4 2"),
    "Cluster tour": ("DED5", "awareness", "event", "cost", "micro small", 5e4, 900, "E0",
                     "1 1-4=3 0 2 0 2 0 0 1 3"),
    "Loan guarantee": ("DED5", "finance", "guarantee", "access-to-finance cost", "medium", 3e6, 60, "E2",
                       "3 2 3 1 4 3 3 2-3 3 1"),
    "Cloud check": ("DED5", "support-network", "adviser", "lack-of-skills", "small", 4e5, 210, "E2",
                    "2 3 2-3 4 2 3 4 3 4 3"),
    "Island platform": ("FI20", "marketplace-procurement", "platform", "cost", "micro", 1e5, 80, "E1",
                        "2 4 2 3 1 2 1 1 1-4 4"),
    "Tender school": ("FI20", "marketplace-procurement", "course procurement",
                      "lack-of-skills cost", "small medium", 8e4, 35, "E2", "2 2 3 3 1 4 2 2 2 3"),
    "E-invoice rule": ("FI20", "environment-law", "rule standard", "cost", "micro small medium",
                       0.0, 3000, "E4", "4 4 3 2 0 4 3 3 4 1-4=?"),
    "Mentor bus": ("RO42", "awareness", "event adviser", "lack-of-skills", "micro", 3e4, None, "E1",
                   "1 2 1 3 1 1 1 1 0 2"),
    "Skills lab": ("RO42", "training", "course", "lack-of-skills", "small", None, 45, "",
                   "1 1 ? 2 ? ? 1 ? 1 ?"),
    NATIONAL: ("", "finance", "voucher", "cost", "micro", None, None, "E2", "2 1 2 3 2 1 2 2 1 2"),
}  # fmt: skip
SAID = "We read the contract again together."
WHY = "The report gives numbers of firms by sector."


def number_of(name: str) -> str:
    """The public id of an initiative in it."""
    return str(uuid5(NAMESPACE_URL, f"entrant {name}"))


def a_result() -> dict[str, Any]:
    """What is written when it is published."""
    criteria = library_criteria()
    rows = [_entrant(name, [str(c["id"]) for c in criteria]) for name in ROWS]
    found = practices(
        {
            r["id"]: Judged(
                {c: cell["value"] for c, cell in r["cells"].items()}, r["grade"], r["shown"]
            )
            for r in rows
        }
    )
    for r in rows:
        r.update(practice=found.labels[r["id"]], strong=list(found.strong[r["id"]]))
    order = sorted(library().obstacles.values(), key=lambda o: o.number)
    offers = {r["id"]: Offer(tuple(r["obstacles"]), tuple(r["instruments"])) for r in rows}
    matrix = obstacle_matrix(offers, obstacles=[o.id for o in order], instruments=list(INSTRUMENTS))
    return {
        "criteria": criteria,
        "digest": digest_of_criteria(criteria),
        "day": "2026-11-20",
        "assessors": 5,
        "entrants": rows,
        "strong": {c: {"quartile": q.value, "of": q.of} for c, q in found.quartiles.items()},
        "obstacles": {o: {i: list(h) for i, h in by.items()} for o, by in matrix.cells.items()},
        "mix": {
            "all": _mix(rows),
            **{
                f"{code}@2021": _mix([r for r in rows if r["territory"] == f"{code}@2021"])
                for code in PLACES
            },
        },
    }


def _mix(rows: list[dict[str, Any]]) -> dict[str, Any]:
    mixes = mix_of([Held(r["area"], r["budget"], r["firms"]) for r in rows], list(AREAS))
    left_out = ("budget_share", "firms_unknown")
    return {a: {k: v for k, v in asdict(m).items() if k not in left_out} for a, m in mixes.items()}


def _entrant(name: str, criteria: list[str]) -> dict[str, Any]:
    code, area, instruments, obstacles, sizes, budget, firms, grade, signs = ROWS[name]
    cells = dict(zip(criteria, map(_cell, signs.split()), strict=True))
    if not code or name == "Mentor bus":  # nobody answers for a text; one owner kept silent
        cells = {c: {**cell, "owner": None} for c, cell in cells.items()}
    known = sum(c["value"] is not None for c in cells.values())
    place = {"en": PLACES[code]} if code else {"en": "Spain", "fr": "Espagne"}
    return {
        "id": number_of(name),
        "slug": name.lower().replace(" ", "-") if code else "",
        "text": "" if code else TEXT,
        "title": {"de": "Cloud-Check"} if name == "Cloud check" else {"en": name},
        "place": place,
        "territory": f"{code}@2021" if code else "",
        "area": area,
        "level": "regional" if code else "national",
        "obstacles": obstacles.split(),
        "instruments": instruments.split(),
        "sizes": sizes.split(),
        "sectors": [],
        "budget": budget,
        "firms": firms,
        "reach_year": 2025 if firms is not None else None,
        "evaluation": "none",
        "grade": grade,
        "went_wrong": name == "Cluster tour",
        "baseline": "2^" not in signs,
        "cells": cells,
        "known": known,
        "coverage": known / len(cells),
        "shown": known >= 7,
    }


def _cell(sign: str) -> dict[str, Any]:
    given, _, settled = sign.partition("=")
    plain = given.removesuffix("^")
    ends = [] if plain == "?" else [float(end) for end in plain.split("-")]
    low, high = (min(ends), max(ends)) if ends else (None, None)
    value, state = (sum(ends) / len(ends), "known") if ends else (None, "unknown")
    if len(ends) == 2 and ends[1] - ends[0] > 1.5:
        value, state = None, "disputed"
    if settled:
        value, state = None if settled == "?" else float(settled), "settled"
    return {
        "value": value,
        "low": low,
        "high": high,
        "known": 2 if ends else 0,
        "of": 2,
        "state": state,
        "owner": 4 if given.endswith("^") or not ends else min(4, int(ends[-1]) + 1),
        "capped": given.endswith("^"),
        "said": SAID if settled else "",
        "why": [WHY] if state == "disputed" or settled else [],
    }


def a_published_benchmark(network: Network | None = None, **fields: Any) -> Benchmark:
    """Published on 20 November 2026 by a network of five territories, of which one brought nothing."""
    held = network or a_network("FRE1", "DED5", "FI20", "RO42", "DE30")
    known: dict[str, Any] = {
        "title": "What helps small firms",
        "criteria": library_criteria(),
        "state": Benchmark.State.PUBLISHED,
        "published": datetime(2026, 11, 20, 12, tzinfo=UTC),
        "result": a_result(),
    }
    made = Benchmark.objects.create(network=held.row, **{**known, **fields})
    Entrant.objects.create(benchmark=made, text=TEXT)
    return made


def a_look_at_firms(code: str = "FRE1", firms: int = 40, **shares: float | None) -> CheckLook:
    """What firms of a territory named in 2026; of None fewer than ten spoke. Ranges are ± 0.08."""
    territory = Territory.objects.get(code=code)
    cycle = Cycle.objects.create(territory=territory, title=f"Firms of {code}")
    check = SelfCheck.objects.create(cycle=cycle, code=f"look{code.lower()}")
    told = {
        name.replace("_", "-"): None
        if share is None
        else {"share": share, "low": share - 0.08, "high": share + 0.08, "n": firms}
        for name, share in shares.items()
    }
    year = {"firms": firms, "weighted": False, "effective": float(firms), "obstacles": told}
    return CheckLook.objects.create(
        check_of=check,
        number=1,
        firms=firms,
        body={"year": "2026", "years": {"2026": year}},
        made=datetime(2026, 11, 1, tzinfo=UTC),
    )
