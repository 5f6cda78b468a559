"""How targets go: the lamp of *track* from published figures, and from those that owners told.

Of a year that somebody has published, the published figure counts; of the others what was told last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from territoria.model import Status
from territoria.track.effect import Aim, Effect, Figure, Z, effect_of
from territoria.track.pace import Band
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Observation
from territoria_web.measure.queries.assessments import NothingOpened, current
from territoria_web.plan.models import AreaTarget, TargetFigure
from territoria_web.plan.queries.band_words import unit_said
from territoria_web.territories.models import Cycle

FIRM = ("observed", "estimated")  # what *track* judges by
ON_TRACK = ("ahead", "on pace", "reached")
OFF_TRACK = ("behind", "moving away")


@dataclass(frozen=True)
class Standing:
    """A figure of a year. ``told``: by the owner, else published; ``address``: of a published one."""

    year: int
    value: float
    low: float | None
    high: float | None
    source: str
    told: bool
    counts: bool
    address: str = ""


@dataclass(frozen=True)
class Progress:
    """The lamp of a target with all later figures in the order of years."""

    effect: Effect
    figures: tuple[Standing, ...]

    @property
    def state(self) -> str:
        """Of the lamp: on pace, behind …; unknown and too early are no states of a target."""
        return str(self.effect.state)

    @property
    def is_on_track(self) -> bool | None:
        """Whether it keeps the pace; None where nobody can tell yet."""
        if self.effect.state in ON_TRACK:
            return True
        return False if self.effect.state in OFF_TRACK else None


def progress_of(targets: Sequence[AreaTarget]) -> dict[int, Progress]:
    """By primary key: how each target goes. At most one query for each framework in use."""
    by_release: dict[int, list[AreaTarget]] = {}
    releases: dict[int, Assessment | None] = {}
    for target in targets:
        made = _published(target.cycle)
        key = made.release_id if made else 0
        releases[key] = made
        by_release.setdefault(key, []).append(target)
    found: dict[int, Progress] = {}
    for key, held in by_release.items():
        rows = _observed(key, held)
        for target in held:
            seen = rows.get((target.cycle.territory_id, target.indicator), ())
            found[target.pk] = _progress(target, seen, releases[key])
    return found


def figures_here(cycle: Cycle) -> frozenset[str]:
    """The indicators of which a published figure is known here; at most one query."""
    made = _published(cycle)
    if made is None:
        return frozenset()
    rows = Observation.objects.filter(
        release=made.release_id, territory=cycle.territory_id, status__in=FIRM
    )
    return frozenset(rows.exclude(value=None).values_list("indicator", flat=True).distinct())


def _published(cycle: Cycle) -> Assessment | None:
    """The public assessment of a cycle's framework; None before there are figures."""
    try:
        return current(cycle.framework)
    except NothingOpened:
        return None


def _observed(
    release: int, targets: Sequence[AreaTarget]
) -> Mapping[tuple[int, str], list[Observation]]:
    known = sorted({t.indicator for t in targets} & set(library().indicators))
    if not release or not known:
        return {}
    places = {t.cycle.territory_id for t in targets}
    rows = Observation.objects.filter(
        release=release, territory__in=places, indicator__in=known, status__in=FIRM
    ).order_by("period")
    found: dict[tuple[int, str], list[Observation]] = {}
    for row in rows.exclude(value=None):
        found.setdefault((row.territory_id, row.indicator), []).append(row)
    return found


def _progress(
    target: AreaTarget, observed: Sequence[Observation], made: Assessment | None
) -> Progress:
    since = target.baseline_year or 0
    later = [row for row in observed if row.period > since]
    told = [f for f in target.figures.all() if f.year > since]
    years = {row.period for row in later}
    figures = [_seen(row) for row in later] + [_told(f) for f in told if f.year not in years]
    address = (
        made.address("observation", target.cycle.territory.key, target.indicator) if made else ""
    )
    source = made.release.title if made else ""
    standing = [
        Standing(
            row.period, float(row.value or 0.0), *_range(row), source, False, True,
            address if row is later[-1] else "",
        )
        for row in later
    ] + [
        Standing(f.year, f.value, f.low, f.high, f.source, True, f.year not in years) for f in told
    ]  # fmt: skip
    return Progress(
        effect_of(_aim(target), figures),
        tuple(sorted(standing, key=lambda s: (s.year, s.told))),
    )


def _range(row: Observation) -> tuple[float | None, float | None]:
    if row.standard_error is None or row.value is None:
        return None, None
    return row.value - Z * row.standard_error, row.value + Z * row.standard_error


def _seen(row: Observation) -> Figure:
    return Figure(str(row.period), row.value, Status[row.status.upper()], row.standard_error)


def _told(row: TargetFigure) -> Figure:
    """As the owner told it; a range is taken for one that holds 90 %."""
    if row.low is None or row.high is None:
        return Figure(str(row.year), row.value)
    return Figure(str(row.year), row.value, standard_error=(row.high - row.low) / 2 / Z)


def _aim(target: AreaTarget) -> Aim:
    held = target.baseline is not None and target.baseline_year is not None
    return Aim(
        indicator=target.indicator or target.figure,
        unit=unit_said(target.indicator, target.unit_of_measure),
        direction=target.direction,
        baseline=Figure(str(target.baseline_year), target.baseline) if held else None,
        target=_band(target.low, target.high, target.year),
        first_target=_first(target),
    )


def _first(target: AreaTarget) -> Band | None:
    """The band as it was set first, where it was moved since."""
    first = next(iter(target.versions.all()), None)
    if first is None:
        return None
    return _band(first.body["low"], first.body["high"], first.body["year"])


def _band(low: float | None, high: float | None, year: int | None) -> Band | None:
    if low is None or high is None or year is None:
        return None
    return Band(low, high, year)
