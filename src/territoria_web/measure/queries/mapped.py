"""Every territory on a map: value, range, place; and what stands out when they are put in order.

Scores and figures never change once they are written, so what a map shows is kept in the process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from territoria.documents.numerals import numeral, on_scale, round_half_up, span
from territoria.speech import language
from territoria_web.measure.models import Assessment, Figure, Score
from territoria_web.measure.queries.map_subjects import MapSubject
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

ABOVE, LEVEL, BELOW, UNKNOWN = "above", "level", "below", "unknown"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A territory on a map. ``value`` is rounded as ``said`` prints it; None is unknown.

    ``standing``: whether its range of places is above or below the middle place, or holds it.
    """

    code: str
    name: str
    country: str
    address: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    said: str = ""
    between: str = ""
    place: float = 0.0
    """By which rows are ordered; never printed, because it is known only as a range."""
    first: int | None = None
    last: int | None = None
    standing: str = UNKNOWN
    years: str = ""
    exact: tuple[float | None, float | None, float | None] = (None, None, None)
    """Value, low and high as they were computed, for data files."""

    @property
    def spread(self) -> str:
        """The range where it is wider than one printed number; a sentence needs no 97–97."""
        return self.between if self.low != self.high else ""


@dataclass(frozen=True, slots=True)
class MapData:
    """All territories of a map, best place first, unknown last.

    ``highest`` and ``lowest``: those that may hold that end, the likeliest first; one alone is
    clearly apart. ``middle``: how many cannot be told apart from the middle place.
    """

    rows: tuple[Mapped, ...]
    known: int
    highest: tuple[Mapped, ...]
    lowest: tuple[Mapped, ...]
    middle: int
    years: str

    @property
    def unknown(self) -> int:
        """How many have no value."""
        return len(self.rows) - self.known


def map_data(subject: MapSubject, assessment: Assessment) -> MapData:
    """What a map of a subject shows, in the language spoken."""
    return _kept(subject, str(assessment.public_id), assessment.pk, language())


@lru_cache(maxsize=96)
def _kept(subject: MapSubject, assessment: str, pk: int, lang: str) -> MapData:
    held = Assessment.objects.select_related("release").get(pk=pk)
    version = held.release.descriptor.get("version_of_codes", "2021")
    found = _scores(held, subject) if subject.kind == "score" else _figures(held, subject)
    known = sum(f.value is not None for f in found.values())
    places = Territory.objects.filter(level=subject.level, version=version).order_by("code")
    rows = [_mapped(t, found.get(t.pk), subject, held, known) for t in places]
    rows.sort(key=lambda row: (row.value is None, row.place, row.code))
    return _ordered(tuple(rows), subject.direction, _span([r.years for r in rows if r.years]))


def _scores(assessment: Assessment, subject: MapSubject) -> Mapping[int, Score | Figure]:
    return {s.territory_id: s for s in assessment.scores.filter(node=subject.node)}


def _figures(assessment: Assessment, subject: MapSubject) -> Mapping[int, Score | Figure]:
    return {f.territory_id: f for f in assessment.release.figures.filter(indicator=subject.node)}


def _mapped(
    territory: Territory,
    held: Score | Figure | None,
    subject: MapSubject,
    assessment: Assessment,
    known: int,
) -> Mapped:
    address = assessment.address(subject.kind, territory.key, subject.node)
    row = Mapped(territory.code, territory_name(territory), territory.country, address)
    if held is None or held.value is None:
        return row
    value, low, high = (_shown(v, subject) for v in (held.value, held.low, held.high))
    first = held.rank_low if held.rank_low is not None else _whole(held.rank)
    last = held.rank_high if held.rank_high is not None else _whole(held.rank)
    between = "" if low is None or high is None else span(low, high, subject.decimals)
    return replace(
        row,
        value=value,
        low=low,
        high=high,
        said=numeral(value, subject.decimals),
        between=between,
        place=held.rank or 0.0,
        first=first,
        last=last,
        standing=_standing(first, last, known),
        years=str(held.period),
        exact=(held.value, held.low, held.high),
    )


def _shown(value: float | None, subject: MapSubject) -> float | None:
    """As it is printed: scores between 0 and 100, with the decimals of the indicator."""
    if value is None:
        return None
    shown = on_scale(value) if subject.kind == "score" else value
    return round_half_up(shown or 0.0, subject.decimals)


def _whole(rank: float | None) -> int | None:
    return None if rank is None else round(rank)


def _standing(first: int | None, last: int | None, known: int) -> str:
    if first is None or last is None:
        return UNKNOWN
    middle = (known + 1) / 2
    return ABOVE if last < middle else BELOW if first > middle else LEVEL


def _ordered(rows: tuple[Mapped, ...], direction: int, years: str) -> MapData:
    placed = [r for r in rows if r.first is not None and r.last is not None]
    best, worst = _front(placed), _front(placed, rear=True)
    highest, lowest = (best, worst) if direction >= 0 else (worst, best)
    middle = sum(r.standing == LEVEL for r in rows)
    return MapData(rows, sum(r.value is not None for r in rows), highest, lowest, middle, years)


def _front(placed: Sequence[Mapped], rear: bool = False) -> tuple[Mapped, ...]:
    """Those that are not clearly behind the first (or, at the rear, ahead of the last)."""
    if not placed:
        return ()
    if rear:
        edge = max(r.first or 0 for r in placed)
        return tuple(r for r in reversed(placed) if (r.last or 0) >= edge)
    edge = min(r.last or 0 for r in placed)
    return tuple(r for r in placed if (r.first or 0) <= edge)


def _span(periods: Sequence[str]) -> str:
    """``2018–2021``: from the first year to the last; ``2021`` where there is only one."""
    years = sorted({year for period in periods for year in period.split("–")})
    if not years:
        return ""
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
