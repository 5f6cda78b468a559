"""Opening a framework on a release: scores with ranges for every territory, as rows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress

import numpy as np
from django.db import transaction

from territoria.diagnosis import Diagnosis, Universe, open_universe
from territoria.errors import AddressError
from territoria.model import Framework, Status
from territoria.readings import Readings
from territoria_web.library.queries import library
from territoria_web.library.services import freeze_text
from territoria_web.measure.models import Assessment, Release, Score
from territoria_web.measure.queries.universes import data_of
from territoria_web.territories.models import Cycle, Territory

BATCH = 2000


def run_assessment(
    *,
    framework: Framework,
    release: Release,
    own: Release | None = None,
    cycle: Cycle | None = None,
) -> Assessment:
    """Open a framework and write the scores of every territory. The computing is done before the
    transaction, so that nobody waits for it; the assessment before stays, no longer current.
    """
    data = data_of(release.name, own.name if own else None)
    universe = open_universe(library(), data, framework)
    universe.assessment.replications  # noqa: B018 - computed here, outside the transaction
    with transaction.atomic():
        return _write(universe, release, own, cycle)


def _write(
    universe: Universe, release: Release, own: Release | None, cycle: Cycle | None
) -> Assessment:
    framework = universe.framework
    Assessment.objects.filter(framework=framework.id, cycle=cycle, current=True).update(
        current=False
    )
    assessment = Assessment.objects.create(
        framework=framework.id,
        edition=framework.edition,
        text=freeze_text(kind="frameworks", text_id=framework.id, text=framework),
        release=release,
        own=own,
        cycle=cycle,
        data=universe.observations.name,
        data_digest=universe.observations.digest,
        plan=universe.assessment.tree.plan,
        plan_digest=universe.assessment.tree.digest,
    )
    places = {t.key: t for t in Territory.objects.all()}
    Score.objects.bulk_create(_scores(assessment, universe, places), batch_size=BATCH)
    return assessment


def _scores(
    assessment: Assessment, universe: Universe, places: dict[str, Territory]
) -> Iterator[Score]:
    made = universe.assessment
    tree, scores, drawn = made.tree, made.scores, made.replications
    low, high = drawn.score_ranges
    places_of = drawn.rank_ranges_of(tree.ids)
    here = [Diagnosis(universe, territory) for territory in made.cut.territories]
    yield from _only_said(assessment, here, places)
    for row, node in enumerate(tree.ids):
        values, ranks = scores.of(node), scores.ranks[row]
        first, last = places_of[node]
        of = int(np.isfinite(ranks).sum())
        for column, d in enumerate(here):
            known = d.known(node)
            there = math.isfinite(values[column])
            yield Score(
                assessment=assessment,
                territory=places[d.territory.key],
                node=node,
                value=float(values[column]) if there else None,
                low=float(low[row, column]) if there else None,
                high=float(high[row, column]) if there else None,
                rank=float(ranks[column]) if there else None,
                rank_low=int(first[column]) if there else None,
                rank_high=int(last[column]) if there else None,
                of=of,
                known=len(known),
                bound=len(d.bound(node)),
                inherited=sum(d.status(i) is Status.INHERITED for i in known),
                coverage=float(scores.coverage[row, column]),
                period=_period(d, known),
                answers=_answers(d, node),
            )


def _only_said(
    assessment: Assessment, here: list[Diagnosis], places: dict[str, Territory]
) -> Iterator[Score]:
    """Nodes that no figure is bound to, where people were asked about them."""
    for d in here:
        if d.answered is None:
            continue
        for node in d.framework.walk():
            if not d.in_tree(node.id) and (told := _answers(d, node.id)):
                place = places[d.territory.key]
                yield Score(assessment=assessment, territory=place, node=node.id, answers=told)


def _answers(d: Diagnosis, node: str) -> dict[str, list[float]]:
    """What people say of a node, and its score with that: value, low, high; empty where nobody was
    asked.
    """
    if d.answered is None:
        return {}
    readings, found = Readings(d), {}
    for kind in ("said", "together"):
        with suppress(AddressError):
            held = readings.read(kind, node)
            if held.value is not None and held.low is not None and held.high is not None:
                found[kind] = [held.value, held.low, held.high]
    return found


def _period(d: Diagnosis, known: tuple[str, ...]) -> str:
    years = sorted({d.period(i) for i in known})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
