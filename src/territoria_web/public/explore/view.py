"""What every view hands over, and the sentences and tables that several of them share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.pictures.picture import Picture
from territoria_web.measure.queries.explored import Variable
from territoria_web.measure.queries.spread import quarters
from territoria_web.public.explore.gathered import Gathered
from territoria_web.public.page import LaterRows, Table
from territoria_web.territories.models import Territory


@dataclass(frozen=True)
class View:
    """``title``: the finding in short; ``finding``: the finding with its figures; ``shown``: what
    is shown, without any judgement. ``broad`` and ``slim``: the picture for screens and phones.
    """

    finding: str
    table: Table
    title: str = ""
    shown: str = ""
    broad: Picture | None = None
    slim: Picture | None = None
    sure: str = ""
    source: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def where(held: Gathered) -> str:
    """Whom a view is about, for titles."""
    count = len(held.shown)
    if held.level == 0:
        return _("%(count)s countries") % {"count": count}
    return _("%(count)s regions") % {"count": count}


def spread(held: Gathered, variable: Variable) -> str:
    """Where the middle half stands, and how many are unknown, as one sentence."""
    values = sorted(held.cells[variable.id][t.pk].value for t in held.known(variable))
    words: dict[str, Any] = {
        "figure": variable.short,
        "count": len(held.shown),
        "unknown": len(held.shown) - len(values),
        "unit": variable.unit,
    }
    ends = quarters(values)
    if ends is None:
        return _("%(figure)s: %(unknown)s of %(count)s are unknown.") % words
    low, middle, high = ends
    words |= {
        "low": variable.said(low), "high": variable.said(high), "middle": variable.said(middle)
    }  # fmt: skip
    if words["unknown"]:
        return (
            ngettext(
                "%(figure)s: half of the %(count)s lie between %(low)s and %(high)s %(unit)s, the "
                "middle one at %(middle)s; one is unknown.",
                "%(figure)s: half of the %(count)s lie between %(low)s and %(high)s %(unit)s, the "
                "middle one at %(middle)s; %(unknown)s are unknown.",
                words["unknown"],
            )
            % words
        )
    return _("%(figure)s: half of the %(count)s lie between %(low)s and %(high)s %(unit)s, the middle one at %(middle)s.") % words  # fmt: skip


def own_words(held: Gathered, variable: Variable) -> str:
    """The reader's own value as one sentence; nothing where nobody is chosen."""
    return value_words(held, variable, held.own) if held.own else ""


def value_words(held: Gathered, variable: Variable, territory: Territory) -> str:
    """One value with range, unit and year as one sentence."""
    cell, words = held.cell(variable, territory), {"name": held.names[territory.pk]}
    if cell is None:
        return _("%(name)s is unknown.") % words
    values = {"value": held.ranged(variable, cell), "unit": variable.unit, "year": cell.period}
    return _("%(name)s: %(value)s %(unit)s, %(year)s.") % {**words, **values}


def sure_of(held: Gathered, variables: Sequence[Variable]) -> str:
    """What the ranges are, and whether any figure is that of a wider area."""
    if held.asked.years and not any(v.scored for v in variables):
        return ""
    said = [_("Ranges hold 90 % of the doubt that the figures themselves carry.")]
    if any(v.scored for v in variables):
        said = [_("Ranges hold 90 % of the variations of figures, weights and methods.")]
    wider = sum(
        cell.inherited for v in variables if not v.scored for cell in held.cells[v.id].values()
    )
    if wider:
        said.append(_("%(count)s figures are those of the wider area.") % {"count": wider})
    return " ".join(said)


def source_of(variables: Sequence[Variable], held: Gathered) -> str:
    """Publishers and years of what is shown."""
    years = sorted({c.period for v in variables for c in held.cells[v.id].values() if c.period})
    span = years[0] if len(years) == 1 else f"{years[0][:4]}–{years[-1][-4:]}" if years else ""
    publishers = dict.fromkeys(v.source for v in variables if v.source)
    editions = dict.fromkeys(
        f"{held.here.framework(v.framework).title.say()} "
        f"{held.here.assessments[v.framework].edition}"
        for v in variables
        if v.scored
    )
    return ", ".join([*publishers, *editions, *([span] if span else [])])


def wide_table(held: Gathered, name: str) -> Table:
    """Territories × figures with ranges, years and places: the download of most views."""
    head = ["territory", "name", "country"]
    for v in held.figures:
        head += [v.id, *(f"{v.id}.{part}" for part in PARTS)]
    return Table(f"explore-{name}", tuple(head), LaterRows(lambda: _wide_rows(held)))


def _wide_rows(held: Gathered) -> Iterator[Sequence[Any]]:
    for t in held.shown:
        row: list[Any] = [t.key, held.names[t.pk], t.country]
        for v in held.figures:
            c = held.cell(v, t)
            row += (
                [None] * (1 + len(PARTS))
                if c is None
                else [c.value, c.low, c.high, c.period, c.rank, c.rank_low, c.rank_high, c.of,
                      c.inherited]
            )  # fmt: skip
        yield row


PARTS = ("low", "high", "year", "place", "place_low", "place_high", "of", "inherited")
