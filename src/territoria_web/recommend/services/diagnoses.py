"""Diagnosing territories: peers, gaps and advice of one, or of all in several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from django.db import transaction

from territoria.diagnosis import Diagnosis, Universe
from territoria.recommend.fit import Fit, grade_here
from territoria.recommend.rank import Advice, Rejected
from territoria_web.compare.models import Comparison
from territoria_web.compare.services.comparisons import (
    as_json,
    compare_territory,
    said_of,
)
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.universes import universe_of
from territoria_web.recommend.models import Advised
from territoria_web.recommend.services import in_process
from territoria_web.territories.models import Territory

Progress = Callable[[int, int], None]
CHUNK = 8


def diagnose_territory(*, assessment: Assessment, territory: Territory) -> None:
    """Compare and advise one territory, and write it down."""
    made = diagnosed(universe_of(assessment), territory.key)
    _write(assessment, [(territory, made)])


def diagnose_all(
    *,
    assessment: Assessment,
    processes: int = 1,
    progress: Progress | None = None,
    first: str = "",
) -> None:
    """Diagnose every territory of an assessment that is not diagnosed yet.

    ``first``: code of a territory that someone waits for.
    """
    done = set(
        Advised.objects.filter(assessment=assessment).values_list("territory__code", flat=True)
    )
    places = {t.key: t for t in Territory.objects.all()}
    scored = (
        assessment.scores.order_by("territory__code")
        .values_list("territory__code", "territory__version")
        .distinct()
    )
    wanted = [f"{code}@{version}" for code, version in scored if code not in done]
    wanted.sort(key=lambda key: not key.startswith(f"{first}@"))
    tell = progress or _quietly
    tell(0, len(wanted))
    batch: list[tuple[Territory, dict[str, Any]]] = []
    for count, (key, made) in enumerate(_each(assessment, wanted, processes), start=1):
        batch.append((places[key], made))
        if len(batch) == CHUNK or count == len(wanted):
            _write(assessment, batch)
            batch = []
            tell(count, len(wanted))


def _quietly(done: int, of: int) -> None:
    """Tell nobody."""


def _each(
    assessment: Assessment, keys: Sequence[str], processes: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    if processes <= 1 or len(keys) < CHUNK:
        universe = universe_of(assessment)
        for key in keys:
            yield key, diagnosed(universe, key)
        return
    # not by fork: libraries that keep threads (tables, linear algebra) hang in a forked process
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, spawn, in_process.open_here, (assessment.pk,)) as pool:
        yield from zip(keys, pool.map(in_process.diagnosed_here, keys, chunksize=2), strict=True)


def diagnosed(universe: Universe, key: str) -> dict[str, Any]:
    """A territory compared and advised, as plain data with its sentences."""
    d = Diagnosis(universe, universe.observations.territory(key))
    found: dict[str, Any] = as_json(
        {
            "comparison": compare_territory(d),
            "advice": advise_territory(d),
            "said": said_of(d),  # last: what is computed above is said in three languages
        }
    )
    return found


@transaction.atomic
def _write(assessment: Assessment, made: Sequence[tuple[Territory, dict[str, Any]]]) -> None:
    for territory, found in made:
        Comparison.objects.update_or_create(
            assessment=assessment,
            territory=territory,
            defaults={
                "comparable": found["comparison"]["comparable"],
                "body": found["comparison"],
                "said": found["said"],
            },
        )
        Advised.objects.update_or_create(
            assessment=assessment,
            territory=territory,
            defaults={"body": found["advice"]},
        )


# ── advice as plain data ──────────────────────────────────────────────────────────────────────


def advise_territory(d: Diagnosis) -> dict[str, Any]:
    """All advice of a diagnosis as plain data, in order; what was left out; the waves of a plan."""
    return {
        "advice": [_advice(d, a) for a in d.advised.advice],
        "first": [a.text.id for a in d.advised.first],
        "rejected": [_rejected(r) for r in d.advised.rejected],
        "draws": int(d.advised.draws),
        "capacity": float(d.capacity),
        "waves": [
            {
                "title": wave.title,
                "used": float(wave.used),
                "capacity": float(wave.capacity),
                "items": [{"id": i.advice.text.id, "effort": i.effort} for i in wave.items],
            }
            for wave in d.roadmap.waves
        ],
    }


def _advice(d: Diagnosis, a: Advice) -> dict[str, Any]:
    fits = d.fits[a.text.id]
    text = d.library.recommendations[a.text.id]
    grade, reason = grade_here(text, fits)
    return {
        "id": a.text.id,
        "role": a.text.role,
        "tier": a.tier,
        "why_tier": a.why_tier,
        "place": a.place,
        "shown": bool(a.shown),
        "need": float(a.need),
        "stays_in_tier": float(a.stays_in_tier),
        "stays_on_top": float(a.stays_on_top),
        "robust": float(a.robust),
        "factors": list(a.text.factors),
        "gaps": [g.node for g in a.gaps],
        "conditions": [
            {"id": c.prerequisite.id, "state": c.state, "value": c.value} for c in a.conditions
        ],
        "opens": list(a.opens),
        "tied": list(a.tied),
        "grade": grade,
        "grade_reason": reason,
        "fits": [_fit(f) for f in fits],
    }


def _fit(f: Fit) -> dict[str, Any]:
    return {
        "practice": f.practice.id,
        "relation": f.relation,
        "ratio": None if f.ratio is None else float(f.ratio),
        "peer": f.peer.territory.code if f.peer else None,
    }


def _rejected(r: Rejected) -> dict[str, Any]:
    return {"id": r.text.id, "why": r.why, "detail": r.detail, "tier": r.tier}
