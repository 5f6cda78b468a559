"""What all self-checks of a place say, as the newest look shows it: figures with names, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria.listen.self_check.changes import Change, change_of
from territoria.listen.self_check.told_figures import LEVELS
from territoria_web.library.saying import say
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_texts import CheckTexts, read_frozen
from territoria_web.listen.sitting_rules import sectors_for, sizes_for
from territoria_web.territories.models import Cycle

LEVEL_NAMES: Final[Mapping[str, Promise]] = {
    "very-low": gettext_lazy("very low"),
    "low": gettext_lazy("low"),
    "high": gettext_lazy("high"),
    "very-high": gettext_lazy("very high"),
}


@dataclass(frozen=True)
class Line:
    """One figure. ``kind``: overall, dimensions, bands, basic, intensity or obstacles; ``value``: points
    of 100 for the first two, else a share of 1; None where fewer than ten firms are behind it.
    ``severity`` 1 to 4 with its range among the ``severity_n`` that name it.
    """

    kind: str
    id: str
    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    severity: float | None = None
    severity_low: float | None = None
    severity_high: float | None = None
    severity_n: int | None = None


@dataclass(frozen=True)
class Figures:
    """The figures of a year, or of one size or sector in it. ``firms``: None where not shown;
    ``whole``: of them, those that went through all questions.
    """

    firms: int | None
    whole: int | None
    overall: Line
    dimensions: tuple[Line, ...]
    bands: tuple[Line, ...]
    basic: Line
    intensity: tuple[Line, ...]
    obstacles: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them."""
        own = (self.overall, *self.dimensions, *self.bands, self.basic)
        return (*own, *self.intensity, *self.obstacles)

    @property
    def named_most(self) -> tuple[Line, ...]:
        """The obstacles that are shown, those named most first."""
        shown = [line for line in self.obstacles if line.value]
        return tuple(sorted(shown, key=lambda line: (-(line.value or 0), line.name)))


@dataclass(frozen=True)
class Cell:
    """A size or a sector; ``figures`` None: hidden."""

    id: str
    name: str
    figures: Figures | None


@dataclass(frozen=True)
class Year:
    """One year. ``why_not``: why it is not weighted, as the engine names it; ``worth``: how many equal
    answers the weighted ones are worth.
    """

    year: str
    figures: Figures
    weighted: bool
    why_not: str
    worth: float
    sizes: tuple[Cell, ...]
    sectors: tuple[Cell, ...]


@dataclass(frozen=True)
class CheckResults:
    """The newest look. ``years``: the oldest first; ``unusual``: sittings counted apart, None: a few."""

    check: SelfCheck
    texts: CheckTexts
    made: datetime
    years: tuple[Year, ...]
    unusual: int | None

    @property
    def now(self) -> Year:
        """The newest year."""
        return self.years[-1]

    def changes(self) -> dict[tuple[str, str], Change]:
        """What changed from the year before the newest one, by kind and id; nothing in the first year."""
        if len(self.years) < 2:
            return {}
        before = {(line.kind, line.id): line for line in self.years[-2].figures.lines}
        found = {
            (line.kind, line.id): change_of(_plain(before.get((line.kind, line.id))), _plain(line))
            for line in self.now.figures.lines
        }
        return {key: change for key, change in found.items() if change is not None}


def results_of(check: SelfCheck) -> CheckResults | None:
    """What is shown of a check; None below ten firms."""
    look = check.looks.first()
    if look is None:
        return None
    texts, body = read_frozen(check), look.body
    years = tuple(_year(check, texts, year, held) for year, held in sorted(body["years"].items()))
    return CheckResults(check, texts, look.made, years, body.get("unusual"))


def checks_at(code: str) -> tuple[tuple[str, str], ...]:
    """Code and audience of the checks of a territory, the latest first."""
    held = SelfCheck.objects.filter(cycle__territory__code=code)
    return tuple(held.order_by("-made").values_list("code", "audience"))


def checks_of(cycle: Cycle) -> list[SelfCheck]:
    """All self-checks of a cycle."""
    held = list(cycle.self_checks.select_related("frozen"))
    for check in held:
        check.cycle = cycle
    return held


def _year(check: SelfCheck, texts: CheckTexts, year: str, held: Mapping[str, Any]) -> Year:
    by = held["by"]
    return Year(
        year,
        _figures(texts, held),
        held["weighted"],
        held["why_not"],
        held["effective"],
        _cells(texts, sizes_for(check.audience), by.get("size", {})),
        _cells(texts, sectors_for(check.audience), by.get("sector", {})),
    )


def _cells(
    texts: CheckTexts, names: Mapping[str, str], held: Mapping[str, Any]
) -> tuple[Cell, ...]:
    """In the order of the list; a table of one cell says no more than the whole."""
    every = {**{code: _(name) for code, name in names.items()}, "": _("not told")}
    found = tuple(
        Cell(code, name, _figures(texts, held[code]) if held[code] else None)
        for code, name in every.items()
        if code in held
    )
    return found if len(found) > 1 else ()


# ── figures ───────────────────────────────────────────────────────────────────────────────────


def _figures(texts: CheckTexts, held: Mapping[str, Any]) -> Figures:
    framework, intensity = texts.framework, texts.intensity is not None
    return Figures(
        firms=held["firms"],
        whole=held["whole"],
        overall=_line("overall", "overall", _("Overall"), held["overall"]),
        dimensions=_lines(
            "dimensions",
            ((node.id, say(node.short or node.title)) for node in framework.nodes),
            held["dimensions"],
        ),
        bands=_lines(
            "bands", ((band.id, say(band.title)) for band in framework.bands), held["bands"]
        ),
        basic=_line("basic", "basic", _("Basic level of digital intensity"), held["basic"]),
        intensity=_lines(
            "intensity", ((one, str(LEVEL_NAMES[one])) for one in LEVELS), held["intensity"]
        )
        if intensity
        else (),
        obstacles=_lines(
            "obstacles", ((one.id, say(one.title)) for one in texts.obstacles), held["obstacles"]
        ),
    )


def _lines(
    kind: str, names: Iterable[tuple[str, str]], held: Mapping[str, Any]
) -> tuple[Line, ...]:
    return tuple(_line(kind, one, name, held.get(one)) for one, name in names)


def _line(kind: str, one: str, name: str, held: Mapping[str, Any] | None) -> Line:
    if held is None:
        return Line(kind, one, name)
    told = {key: value for key, value in held.items() if key not in ("value", "share")}
    return Line(kind, one, name, held.get("value", held.get("share")), **told)


def _plain(line: Line | None) -> Mapping[str, Any] | None:
    """As the engine reads a figure."""
    if line is None or line.value is None:
        return None
    return {"value": line.value, "low": line.low, "high": line.high}


# ── as a table ────────────────────────────────────────────────────────────────────────────────

HEAD: Final = (
    *("year", "by", "group", "kind", "figure", "name", "value", "low", "high", "firms"),
    *("severity", "severity_low", "severity_high", "severity_firms", "weighted"),
)


def rows_of(results: CheckResults | None) -> list[tuple[Any, ...]]:
    """All that is shown, one line a figure; what is hidden has no value."""
    return [row for year in (results.years if results else ()) for row in _rows(year)]


def _rows(year: Year) -> list[tuple[Any, ...]]:
    tables: Sequence[tuple[str, tuple[Cell, ...]]] = (
        ("", (Cell("", "", year.figures),)),
        ("size", year.sizes),
        ("sector", year.sectors),
    )
    return [
        (year.year, by, cell.id, *_cells_of(line), year.weighted)
        for by, cells in tables
        for cell in cells
        for line in (cell.figures.lines if cell.figures else _HIDDEN)
    ]


_HIDDEN: Final = (Line("hidden", "", ""),)


def _cells_of(line: Line) -> tuple[Any, ...]:
    own = (line.kind, line.id, line.name, line.value, line.low, line.high, line.n)
    return (*own, line.severity, line.severity_low, line.severity_high, line.severity_n)
