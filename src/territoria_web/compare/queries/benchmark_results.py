"""What a benchmark found, as plain data: profiles of its initiatives, good practice, gaps, the mix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from territoria.compare.benchmark import (
    AreaMix,
    Cell,
    Held,
    Judged,
    Offer,
    Practices,
    Profile,
    Settlement,
    caps_of,
    judge,
    mix_of,
    obstacle_matrix,
    practices,
)
from territoria.compare.benchmark import Sheet as Given
from territoria_web.compare.models import Benchmark, Entrant, Settled, Sheet
from territoria_web.compare.queries.benchmark_entrants import entrants_of, facts_of
from territoria_web.compare.queries.benchmarks import criterion_ids
from territoria_web.library.dates import written
from territoria_web.library.initiative_names import AREAS, INSTRUMENTS
from territoria_web.library.queries import library


def result_of(held: Benchmark) -> dict[str, Any]:
    """All that is shown of a benchmark. A sheet that is not handed in knows nothing. Five queries."""
    entrants = entrants_of(held)
    sheets, settled = _sheets(held), _settled(held)
    facts = {e.pk: facts_of(e) for e in entrants}
    profiles = {
        e.pk: profile_of(
            sheets.get(e.pk, []),
            criterion_ids(held),
            settled.get(e.pk, {}),
            has_baseline=facts[e.pk]["baseline"],
        )
        for e in entrants
    }
    found = practices(
        {
            facts[pk]["id"]: Judged(profile.values, facts[pk]["grade"], profile.shown)
            for pk, profile in profiles.items()
        }
    )
    rows = [
        _entrant(e, facts[e.pk], profiles[e.pk], sheets.get(e.pk, []), settled.get(e.pk, {}), found)
        for e in entrants
    ]
    return {
        "criteria": held.criteria,
        "digest": held.digest,
        "day": written(timezone.localdate(held.published)) if held.published else None,
        "assessors": len(_handed_in(sheets)),
        "entrants": rows,
        "strong": {name: {"quartile": q.value, "of": q.of} for name, q in found.quartiles.items()},
        "obstacles": _obstacles(rows),
        "mix": _mixes(rows),
    }


def profile_of(
    sheets: Sequence[Sheet],
    criteria: Sequence[str],
    settled: Mapping[str, Settled],
    *,
    has_baseline: bool,
) -> Profile:
    """The engine's profile of what people handed in."""
    given = [
        Given(str(s.public_id), _scores(s, criteria), s.owner)
        for s in sheets
        if not s.owner or s.submitted is not None
    ]
    talks = {name: Settlement(row.value) for name, row in settled.items() if name in criteria}
    return judge(given, criteria, settled=talks, caps=caps_of(has_baseline=has_baseline))


def _scores(sheet: Sheet, criteria: Sequence[str]) -> dict[str, float | None]:
    if sheet.submitted is None:
        return {}
    return {name: sheet.scores.get(name, {}).get("value") for name in criteria}


def _sheets(held: Benchmark) -> dict[int, list[Sheet]]:
    found: dict[int, list[Sheet]] = {}
    for sheet in Sheet.objects.filter(entrant__benchmark=held):
        found.setdefault(sheet.entrant_id, []).append(sheet)
    return found


def _settled(held: Benchmark) -> dict[int, dict[str, Settled]]:
    found: dict[int, dict[str, Settled]] = {}
    for row in Settled.objects.filter(entrant__benchmark=held):
        found.setdefault(row.entrant_id, {})[row.criterion] = row
    return found


def _handed_in(sheets: Mapping[int, list[Sheet]]) -> set[int | None]:
    """People whose sheets count."""
    rows = [s for held in sheets.values() for s in held]
    return {s.by_id for s in rows if not s.owner and s.submitted is not None}


# ── entrants ──────────────────────────────────────────────────────────────────────────────────


def _entrant(
    entrant: Entrant,
    facts: Mapping[str, Any],
    profile: Profile,
    sheets: Sequence[Sheet],
    settled: Mapping[str, Settled],
    found: Practices,
) -> dict[str, Any]:
    id = str(facts["id"])
    cells = {
        name: _cell(cell, _why(name, sheets), settled.get(name))
        for name, cell in profile.cells.items()
    }
    return {
        **facts,
        "cells": cells,
        "known": profile.known,
        "coverage": profile.coverage,
        "shown": profile.shown,
        "practice": found.labels[id],
        "strong": list(found.strong[id]),
    }


def _cell(cell: Cell, why: list[str], talk: Settled | None) -> dict[str, Any]:
    return {
        "value": cell.value,
        "low": cell.low,
        "high": cell.high,
        "known": cell.known,
        "of": cell.of,
        "state": cell.state,
        "owner": None if cell.owner is None else int(cell.owner),
        "capped": cell.capped,
        "said": talk.said if talk else "",
        "why": why,
    }


def _why(criterion: str, sheets: Sequence[Sheet]) -> list[str]:
    """The reasons that assessors gave, in no order that tells who wrote them."""
    said = [
        s.scores.get(criterion, {}).get("why", "")
        for s in sheets
        if not s.owner and s.submitted is not None
    ]
    return sorted(why for why in said if why)


# ── gaps and mix ──────────────────────────────────────────────────────────────────────────────


def _obstacles(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, list[str]]]:
    known = sorted(library().obstacles.values(), key=lambda o: o.number)
    offers = {r["id"]: Offer(tuple(r["obstacles"]), tuple(r["instruments"])) for r in rows}
    # what a text of the library no longer holds stays a row of its own
    ids = dict.fromkeys([*(o.id for o in known), *(n for r in rows for n in r["obstacles"])])
    kinds = dict.fromkeys([*INSTRUMENTS, *(n for r in rows for n in r["instruments"])])
    found = obstacle_matrix(offers, obstacles=list(ids), instruments=list(kinds))
    return {o: {i: list(held) for i, held in row.items()} for o, row in found.cells.items()}


def _mixes(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Of all, and of each territory."""
    places = dict.fromkeys(r["territory"] for r in rows if r["territory"])
    groups = {"all": rows, **{p: [r for r in rows if r["territory"] == p] for p in places}}
    return {name: _mix(held) for name, held in groups.items()}


def _mix(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    held = [Held(r["area"], r["budget"], r["firms"]) for r in rows]
    return {area: _area(mix) for area, mix in mix_of(held, list(AREAS)).items()}


def _area(mix: AreaMix) -> dict[str, Any]:
    return {
        "count": mix.count,
        "budget": mix.budget,
        "budget_unknown": mix.budget_unknown,
        "firms": None if mix.firms is None else list(mix.firms),
    }
