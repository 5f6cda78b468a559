"""Who already meets a target: published figures at or beyond the near end of its band, by name.

Those that are alike in structure stand first; nobody is ranked. Whether they meet it by what they did,
or because they always stood there, no figure says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Figure
from territoria_web.measure.queries.assessments import NothingOpened, current
from territoria_web.plan.models import AreaTarget
from territoria_web.plan.queries.bands import COUNTED
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

FIRM: Final = ("observed", "estimated")  # not what stands in for a figure that is missing


@dataclass(frozen=True)
class Meets:
    """A territory that stands at or beyond the near end."""

    territory: Territory
    value: float
    period: int
    address: str
    is_peer: bool

    @property
    def name(self) -> str:
        """What it is called in the language spoken."""
        return territory_name(self.territory)


@dataclass(frozen=True)
class Meeting:
    """Who meets a target. ``known``: territories with a figure; ``peers_known``: peers among them;
    ``peers``, ``others``: those who meet it, by name.
    """

    peers: tuple[Meets, ...]
    others: tuple[Meets, ...]
    peers_known: int
    known: int


NOBODY = Meeting((), (), 0, 0)


def meeting(target: AreaTarget) -> Meeting:
    """Who meets a target now. Nobody where the figure is one that only its owner counts, or nothing is
    published.
    """
    made, near = _assessment(target), near_end(target)
    if made is None or near is None or target.indicator not in library().indicators:
        return NOBODY
    place = target.cycle.territory
    rows = Figure.objects.filter(
        release=made.release_id,
        indicator=target.indicator,
        territory__level=place.level,
        status__in=FIRM,
    )
    held = rows.exclude(territory=place).select_related("territory")
    peers = _peers(made, place)
    found = list(held)
    meets = [_meets(made, f, peers) for f in found if target.direction * (f.value - near) >= 0]
    meets.sort(key=lambda m: m.name.casefold())
    return Meeting(
        tuple(m for m in meets if m.is_peer),
        tuple(m for m in meets if not m.is_peer),
        sum(f.territory.code in peers for f in found),
        len(found),
    )


def near_end(target: AreaTarget) -> float | None:
    """The less ambitious end of the band; None where there is no band yet."""
    return target.low if target.direction >= 0 else target.high


def _assessment(target: AreaTarget) -> Assessment | None:
    try:
        return current(target.cycle.framework)
    except NothingOpened:
        return None


def _peers(made: Assessment, place: Territory) -> frozenset[str]:
    """Codes of the firm and likely peers by structure, as they are published."""
    held = comparison_of(made, place)
    body = (held.body if held else {}) or {}
    members = (body.get("peers") or {}).get("members", [])
    return frozenset(m["code"] for m in members if m["firmness"] in COUNTED)


def _meets(made: Assessment, figure: Figure, peers: frozenset[str]) -> Meets:
    place = figure.territory
    return Meets(
        place,
        figure.value,
        figure.period,
        made.address("observation", place.key, figure.indicator),
        place.code in peers,
    )


def met_in(targets: Sequence[AreaTarget], places: Iterable[Territory]) -> dict[int, list[str]]:
    """By primary key of a target: who of these places stands at or beyond its near end, by name.
    Targets of which nobody publishes a figure are left out.
    """
    among = {place.pk: place for place in places}
    releases = {t.pk: made.release_id for t in targets if (made := _assessment(t))}
    rows = Figure.objects.filter(
        release__in=set(releases.values()),
        territory__in=among,
        indicator__in={t.indicator for t in targets if t.indicator},
        status__in=FIRM,
    )
    held = list(rows) if releases else []
    found: dict[int, list[str]] = {}
    for target in targets:
        near = near_end(target)
        known = target.indicator in library().indicators and target.pk in releases
        if near is None or not known:
            continue
        names = [
            territory_name(among[f.territory_id])
            for f in held
            if (f.release_id, f.indicator) == (releases[target.pk], target.indicator)
            and f.territory_id != target.cycle.territory_id
            and target.direction * (f.value - near) >= 0
        ]
        found[target.pk] = sorted(names, key=str.casefold)
    return found
