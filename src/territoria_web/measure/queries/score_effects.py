"""What a team's figures do to its scores: computed before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from territoria import observations as engine
from territoria.diagnosis import open_universe
from territoria.model import Words
from territoria.own_release import own_release, with_own
from territoria_web.library.queries import library
from territoria_web.measure.models import Release, Score
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.checked_figures import OwnFigure
from territoria_web.measure.queries.own_figures import as_engine
from territoria_web.measure.queries.scores import scores_in
from territoria_web.measure.queries.team_releases import (
    cycle_framework,
    figures_in_force,
    own_assessment,
)
from territoria_web.measure.queries.universes import data_of
from territoria_web.territories.models import Cycle, Territory

TRIAL = "own-trial"


@dataclass(frozen=True)
class Standing:
    """A score with its range; None is unknown."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Effect:
    """A node's score as it stands and as it would be."""

    node: str
    title: Words
    before: Standing
    after: Standing

    @property
    def changes(self) -> bool:
        """Whether the printed score would be another."""
        return _printed(self.before) != _printed(self.after)


def _printed(said: Standing) -> tuple[int | None, ...]:
    return tuple(None if v is None else round(v) for v in (said.value, said.low, said.high))


def laid_over(
    base: engine.Observations, figures: Iterable[OwnFigure], *, place: Territory, name: str = TRIAL
) -> engine.Observations:
    """The public data with a territory's own figures laid over it; the territory may be one that no
    public release holds.
    """
    held, key = list(figures), place.key
    added = () if key in {t.key for t in base.territories} else (as_engine(place),)
    table = pl.DataFrame(
        {
            "territory": [key] * len(held),
            "indicator": [f.indicator for f in held],
            "period": [f.period for f in held],
            "value": [f.value for f in held],
            "status": [f.status for f in held],
            "flag": [f.flag for f in held],
            "source": [name] * len(held),
            "standard_error": [f.standard_error for f in held],
            "line": [f.line for f in held],
        }
    )
    source = engine.SourceRecord(name, name, "")
    return with_own(
        base, own_release(table, name=name, base=base, places=added, sources={name: source})
    )


def score_effects(
    cycle: Cycle, release: Release, figures: Mapping[tuple[str, int], OwnFigure]
) -> list[Effect]:
    """Old and new scores of the dimensions, were these figures taken."""
    framework, key = cycle_framework(cycle), cycle.territory.key
    together = {**figures_in_force(cycle), **figures}
    data = laid_over(data_of(release.name), together.values(), place=cycle.territory)
    made = open_universe(library(), data, framework).assessment
    if key not in {t.key for t in made.cut.territories}:
        return []
    column, ids = made.cut.column(key), list(made.tree.ids)
    low, high = made.replications.score_ranges
    before = _before(cycle)
    found = []
    for node in framework.nodes:
        row = ids.index(node.id) if node.id in ids else None
        after = Standing(None, None, None)
        if row is not None and np.isfinite(value := made.scores.of(node.id)[column]):
            after = Standing(float(value), float(low[row, column]), float(high[row, column]))
        held = before.get(node.id)
        old = Standing(held.value, held.low, held.high) if held else Standing(None, None, None)
        found.append(Effect(node.id, node.short or node.title, old, after))
    return found


def _before(cycle: Cycle) -> Mapping[str, Score]:
    return scores_in(own_assessment(cycle) or current(cycle.framework), cycle.territory)
