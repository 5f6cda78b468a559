"""Loading a release: its observations as rows, and the latest figure of each with its range."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from django.db import transaction

from territoria import observations as engine
from territoria.measure.figure_ranges import figure_ranges
from territoria.model import Status
from territoria_web.library.queries import library
from territoria_web.measure.models import Figure, Observation, Release
from territoria_web.territories.models import Territory
from territoria_web.territories.services import keep_territories

Step = Callable[[str], None]
BATCH = 2000


@transaction.atomic
def load_release(*, name: str, names_of: Callable[[str, str], dict[str, str]]) -> Release:
    """Load a bundled release; one that is there with the same digest stays as it is."""
    held = Release.objects.filter(name=name).first()
    data = engine.bundled(name)
    if held is not None and held.digest == data.digest:
        return held
    if held is not None:  # the wheel brought a newer one: its rows are derived and made again
        held.observations.all().delete()
        held.figures.all().delete()
    names = {t.key: names_of(t.code, t.version) for t in data.territories}
    places = keep_territories(territories=data.territories, names=names)
    descriptor = engine.read_descriptor(engine.release_folder(name))
    release, _ = Release.objects.update_or_create(
        name=name,
        defaults={
            "title": descriptor.get("title", name),
            "digest": data.digest,
            "descriptor": descriptor,
        },
    )
    Observation.objects.bulk_create(_observations(release, data, places), batch_size=BATCH)
    write_figures(release=release, data=data, places=places)
    return release


def write_figures(
    *,
    release: Release,
    data: engine.Observations,
    places: dict[str, Territory],
    only: frozenset[str] | None = None,
) -> None:
    """The latest figures of a release with their ranges; ``only`` of the territories of these keys."""
    figures = figures_made(release=release, data=data, places=places, only=only)
    Figure.objects.bulk_create(figures, batch_size=BATCH)


def figures_made(
    *,
    release: Release,
    data: engine.Observations,
    places: dict[str, Territory],
    only: frozenset[str] | None = None,
) -> Iterator[Figure]:
    """The same figures, not written yet."""
    finest = max(t.level for t in data.territories)
    for level in sorted({0, finest}):
        held = [t for t in data.territories if t.level == level]
        cut = data.latest(data.indicators, territories=held)
        yield from _figures(release, data, cut, places, only)


def _observations(
    release: Release, data: engine.Observations, places: dict[str, Territory]
) -> Iterator[Observation]:
    key_of = {t.code: t.key for t in data.territories}
    for row in data.table.iter_rows(named=True):
        value = float(row["value"]) if row["value"] not in (None, "") else None
        yield Observation(
            release=release,
            territory=places[key_of[row["territory"]]],
            indicator=row["indicator"],
            period=row["period"],
            value=value,
            status=row["status"],
            flag=row["flag"] or "",
            source=row["source"] or "",
            inherited_from=row["inherited_from"] or "",
            line=row["line"],
        )


def _figures(
    release: Release,
    data: engine.Observations,
    cut: engine.Cut,
    places: dict[str, Territory],
    only: frozenset[str] | None,
) -> Iterator[Figure]:
    texts = library().indicators
    ranges = figure_ranges(data, cut, texts, max(data.periods))
    for row, indicator in enumerate(cut.indicators):
        known = np.isfinite(cut.values[row])
        for column in np.flatnonzero(known):
            key = cut.territories[column].key
            if only is not None and key not in only:
                continue
            yield Figure(
                release=release,
                territory=places[key],
                indicator=indicator,
                period=int(cut.period[row, column]),
                value=float(cut.values[row, column]),
                low=_number(ranges.low[row, column]),
                high=_number(ranges.high[row, column]),
                rank=_whole(ranges.rank[row, column]),
                rank_low=_whole(ranges.rank_low[row, column]),
                rank_high=_whole(ranges.rank_high[row, column]),
                of=int(known.sum()),
                status=Status(int(cut.status[row, column])).name.lower(),
                flag="u" if cut.doubtful[row, column] else "",
            )


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _whole(value: float) -> int | None:
    return int(value) if math.isfinite(value) else None
