"""What anyone may explore: every indicator of the release, every node of the frameworks opened on it.

Rows are read as plain tuples, a query a kind, whatever the number of territories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from territoria.documents.numerals import numeral, span
from territoria.errors import MethodError, Problem, did_you_mean
from territoria.model import Framework
from territoria.speech import language
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Release
from territoria_web.measure.queries.assessments import MAIN, NothingOpened, public_assessments
from territoria_web.measure.queries.variables import COUNTRIES as COUNTRIES
from territoria_web.measure.queries.variables import LEVEL_OF as LEVEL_OF
from territoria_web.measure.queries.variables import REGIONS as REGIONS
from territoria_web.measure.queries.variables import Variable as Variable
from territoria_web.measure.queries.variables import framework_at, variables_said
from territoria_web.territories.models import Territory


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one territory. Without ``low`` and ``high`` no range is known."""

    value: float
    low: float | None = None
    high: float | None = None
    rank: float | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    of: int = 0
    period: str = ""
    inherited: bool = False

    @property
    def places(self) -> str:
        """The range of its places: ``12–31``, or one place."""
        if self.rank_low is None or self.rank_high is None:
            return "" if self.rank is None else numeral(self.rank)
        if self.rank_low == self.rank_high:
            return numeral(self.rank_low)
        return span(self.rank_low, self.rank_high)


Cells = Mapping[int, Cell]
"""By key of the territory's row."""
Whose = Mapping[str, Any]
"""Which rows: those of a level, or of some territories."""


@dataclass(frozen=True)
class Opened:
    """What all questions stand on: the release, and the current assessments by framework."""

    release: Release
    assessments: Mapping[str, Assessment]

    @cached_property
    def variables(self) -> Mapping[str, Variable]:
        """Everything that may be asked for, by id, in the order of themes and trees."""
        named = sorted(self.assessments, key=lambda name: (name != MAIN, name))
        texts = tuple(self.assessments[name].text_id for name in named)
        return variables_said(language(), self.release.pk, self.release.digest, texts)

    def territories(self, level: int) -> Sequence[Territory]:
        """All territories of a level, by code."""
        return _territories(self.release.pk, self.release.digest, level)

    def framework(self, name: str) -> Framework:
        """The frozen text of a framework; MethodError says which are opened."""
        if name not in self.assessments:
            known = did_you_mean(name, self.assessments)
            raise MethodError(Problem(name, gettext("no such framework."), known))
        return framework_at(self.assessments[name].text_id)

    def variable(self, asked: str) -> Variable:
        """One of them; MethodError says which are close."""
        known = self.variables
        if asked not in known:
            hint = did_you_mean(asked, known)
            raise MethodError(Problem(asked, gettext("no such indicator or node here."), hint))
        return known[asked]

    def address(self, variable: Variable, territory: Territory) -> str:
        """The address of a value, for its derivation."""
        if variable.scored:
            made = self.assessments[variable.framework]
            return made.address("score", territory.key, variable.node)
        fitting = "country" if territory.level == COUNTRIES else MAIN
        any_of_them = next(iter(self.assessments.values()))
        opened = self.assessments.get(fitting, any_of_them)
        return opened.address("observation", territory.key, variable.node)


def opened() -> Opened:
    """The release of this site and what is opened on it; one query once warm.

    NothingOpened where it is not there, not in use, or nothing is opened on it.
    """
    assessments = public_assessments()  # those of releases in use only
    releases = (a.release for a in assessments.values() if a.release.name == settings.RELEASE)
    release = next(releases, None)
    if release is None:
        raise NothingOpened
    return Opened(release, assessments)


@lru_cache(maxsize=8)
def _territories(release: int, digest: str, level: int) -> Sequence[Territory]:
    """Read once for a release: territories come with it, and nobody edits them."""
    return tuple(Territory.objects.filter(level=level, added=False).order_by("code"))


# ── values ────────────────────────────────────────────────────────────────────────────────────


def cells_of(
    here: Opened,
    variables: Sequence[Variable],
    level: int,
    years: tuple[int, int] | None = None,
    places: Sequence[Territory] = (),
) -> dict[str, Cells]:
    """By variable: the latest value of every territory of a level; at most a query a framework.

    ``years``: of indicators the latest published in these years; it has no range, as ranges are
    worked out for the latest figures. ``places``: of these territories only.
    """
    whose = {"territory__in": places} if places else {"territory__level": level}
    found: dict[str, Cells] = {v.id: {} for v in variables}
    plain = [v.node for v in variables if not v.scored]
    if plain:
        found |= _published(here, plain, level, years) if years else _figures(here, plain, whose)
    for name in dict.fromkeys(v.framework for v in variables if v.scored):
        nodes = {v.node: v.id for v in variables if v.framework == name}
        found |= _scores(here.assessments[name], nodes, whose)
    return found


def _figures(here: Opened, indicators: Sequence[str], whose: Whose) -> dict[str, Cells]:
    rows = here.release.figures.filter(indicator__in=indicators, **whose)
    found: dict[str, dict[int, Cell]] = {i: {} for i in indicators}
    for place, indicator, value, low, high, rank, first, last, of, period, status in (
        rows.values_list("territory_id", "indicator", "value", "low", "high", "rank", "rank_low",
                         "rank_high", "of", "period", "status")
    ):  # fmt: skip
        found[indicator][place] = Cell(
            value, low, high, rank, first, last, of, str(period), status == "inherited"
        )
    return dict(found)


def _scores(made: Assessment, nodes: Mapping[str, str], whose: Whose) -> dict[str, Cells]:
    rows = made.scores.filter(node__in=nodes, value__isnull=False, **whose)
    found: dict[str, dict[int, Cell]] = {i: {} for i in nodes.values()}
    for place, node, value, low, high, rank, first, last, of, period, inherited in (
        rows.values_list("territory_id", "node", "value", "low", "high", "rank", "rank_low",
                         "rank_high", "of", "period", "inherited")
    ):  # fmt: skip
        assert value is not None  # asked for above
        found[nodes[node]][place] = Cell(
            value, low, high, rank, first, last, of, period, bool(inherited)
        )
    return dict(found)


def _published(
    here: Opened, indicators: Sequence[str], level: int, years: tuple[int, int]
) -> dict[str, Cells]:
    """The latest value in a span of years, with its place among those that have one."""
    rows = here.release.observations.filter(
        indicator__in=indicators, territory__level=level, period__range=years, value__isnull=False
    ).order_by("period")
    found: dict[str, dict[int, Cell]] = {i: {} for i in indicators}
    kept = rows.values_list("territory_id", "indicator", "value", "period", "status")
    for place, indicator, value, period, status in kept:
        assert value is not None  # asked for above
        found[indicator][place] = Cell(value, period=str(period), inherited=status == "inherited")
    return {i: _placed(cells, library().indicators[i].direction) for i, cells in found.items()}


def _placed(cells: Mapping[int, Cell], direction: int) -> Cells:
    """The same with places: the better first, ties share the better place."""
    sign = 1 if direction < 0 else -1
    ordered = sorted(cells.items(), key=lambda pair: sign * pair[1].value)
    placed: dict[int, Cell] = {}
    before: Cell | None = None
    for number, (place, cell) in enumerate(ordered, start=1):
        rank = before.rank if before and before.value == cell.value else float(number)
        before = placed[place] = Cell(
            cell.value, rank=rank, of=len(ordered), period=cell.period, inherited=cell.inherited
        )
    return placed
