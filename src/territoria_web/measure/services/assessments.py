"""Opening a framework on a release: scores with ranges for every territory, as rows."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from django.db import transaction

from territoria.diagnosis import Diagnosis, Universe, open_universe
from territoria.model import Framework, Status
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
    data = data_of(release.name, own.pk if own else None)
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
    """Of a framework with answers in it: the territory that was asked with them and without a place,
    as nobody asked the others; the others as they can be compared.
    """
    asked = _asked(universe)
    if asked:
        yield from _rows(assessment, universe.counted, places, without=asked)
        for score in _rows(assessment, universe, places, only=asked):
            score.rank = score.rank_low = score.rank_high = None
            score.of = 0
            yield score
    else:
        yield from _rows(assessment, universe, places)


def _asked(universe: Universe) -> frozenset[str]:
    """The territories whose people were asked, where answers are in the framework."""
    if universe.counted is universe:
        return frozenset()
    cut, texts = universe.assessment.cut, library().indicators
    said = [row for row, name in enumerate(cut.indicators) if name not in texts]
    known = np.flatnonzero(np.isfinite(cut.values[said]).any(axis=0))
    return frozenset(cut.territories[column].key for column in known)


def _rows(
    assessment: Assessment,
    universe: Universe,
    places: dict[str, Territory],
    *,
    only: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
) -> Iterator[Score]:
    made = universe.assessment
    tree, scores, drawn = made.tree, made.scores, made.replications
    low, high = drawn.score_ranges
    places_of = drawn.rank_ranges_of(tree.ids)
    for row, node in enumerate(tree.ids):
        values, ranks = scores.of(node), scores.ranks[row]
        first, last = places_of[node]
        of = int(np.isfinite(ranks).sum())
        for column, territory in enumerate(made.cut.territories):
            if territory.key in without or (only is not None and territory.key not in only):
                continue
            d = Diagnosis(universe, territory)
            known = d.known(node)
            there = math.isfinite(values[column])
            yield Score(
                assessment=assessment,
                territory=places[territory.key],
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
            )


def _period(d: Diagnosis, known: tuple[str, ...]) -> str:
    years = sorted({d.period(i) for i in known})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
