"""Ranking: best to worst with ranges, and how many cannot be told apart from the reader's own."""

from __future__ import annotations

from typing import Any, Literal, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.pictures.picture import Label, Picture
from territoria.pictures.ranking import RankedRow, ranking
from territoria_web.measure.queries.apart import word_of
from territoria_web.measure.queries.explored import Cell, Variable
from territoria_web.public.drawn import SLIM, drawn_once
from territoria_web.public.explore.gathered import Gathered
from territoria_web.public.explore.view import View, source_of, sure_of, where, wide_table
from territoria_web.territories.models import Territory

AROUND = 5
FIRST = 30
"""Without a chosen one so many of the best are drawn; the table has them all."""


def show_ranking(held: Gathered) -> View:
    """The first figure as a ranking."""
    variable = held.figures[0]
    title, finding = _said(held, variable)
    rows = tuple(_rows(held, variable))

    def drawn(key: str, width: int) -> Picture:
        return drawn_once(
            ranking,
            key,
            title,
            finding,
            rows,
            variable.unit,
            direction=cast(Literal[1, 0, -1], variable.direction),
            around=AROUND if held.chosen else None,
            width=width,
            table=width != SLIM,
        )

    return View(
        finding=finding,
        title=title,
        shown=_("%(figure)s, %(where)s") % {"figure": variable.title, "where": where(held)},
        table=wide_table(held, "ranking"),
        broad=drawn("ranking", 640),
        slim=drawn("ranking-slim", SLIM),
        sure=sure_of(held, [variable]),
        source=source_of([variable], held),
        facts={"left_out": max(0, len(held.shown) - len(rows))},
    )


def _best_first(held: Gathered, variable: Variable) -> list[Territory]:
    sign = 1 if variable.direction < 0 else -1
    cells = held.cells[variable.id]
    return sorted(held.known(variable), key=lambda t: (sign * cells[t.pk].value, t.code))


def _rows(held: Gathered, variable: Variable) -> list[RankedRow]:
    """All with a chosen one, as the drawing leaves out what is far; else the best."""
    ordered = _best_first(held, variable)
    known = {t.pk for t in ordered}
    unknown = [t for t in held.shown if t.pk not in known]
    shown = [*ordered, *unknown] if held.chosen else ordered[:FIRST]
    marked = {t.pk for t in held.chosen}
    return [_row(held, variable, t, t.pk in marked) for t in shown]


def _row(held: Gathered, v: Variable, t: Territory, marked: bool) -> RankedRow:
    cell = held.cell(v, t)
    if cell is None:
        return RankedRow(held.names[t.pk], None, None, None, Label(""), Label(""), marked)
    return RankedRow(
        name=held.names[t.pk],
        value=cell.value,
        low=cell.low,
        high=cell.high,
        label=Label(v.said(cell.value), held.address(v, t)),
        place=Label(cell.places),
        chosen=marked,
        same=held.same(v, t),
    )


def _said(held: Gathered, v: Variable) -> tuple[str, str]:
    """The finding in short, as a title, and with its figures."""
    own = held.own
    if own is None:
        return _of_the_first(held, v)
    cell = held.cell(v, own)
    words: dict[str, Any] = {"figure": v.short, "name": held.names[own.pk], "unit": v.unit}
    if cell is None:
        said = _("%(figure)s: %(name)s is unknown, so it has no place.") % words
        return _("%(figure)s: %(name)s is unknown") % words, said
    same = sum(held.same(v, t) for t in held.shown if t.pk != own.pk)
    words |= {"value": held.ranged(v, cell), "count": same}
    return _placed(cell, words), _beside(same, words)


def _placed(cell: Cell, words: dict[str, Any]) -> str:
    """A title with the places that the doubt allows; a single one only where there is no other."""
    words |= {"of": cell.of, "place": cell.places, "low": cell.rank_low, "high": cell.rank_high}
    if not cell.places:
        return _("%(figure)s: %(name)s has %(value)s %(unit)s") % words
    if cell.rank_low == cell.rank_high:
        return _("%(figure)s: %(name)s stands at place %(place)s of %(of)s") % words
    return _("%(figure)s: %(name)s stands between place %(low)s and %(high)s of %(of)s") % words


def _beside(same: int, words: dict[str, Any]) -> str:
    if not same:
        return _("%(name)s has %(value)s %(unit)s, clearly apart from all others shown.") % words
    return (
        ngettext(
            "%(name)s has %(value)s %(unit)s; one other is about the same.",
            "%(name)s has %(value)s %(unit)s; %(count)s others are about the same.",
            same,
        )
        % words
    )


def _of_the_first(held: Gathered, v: Variable) -> tuple[str, str]:
    ordered = _best_first(held, v)
    words: dict[str, Any] = {"figure": v.short, "unit": v.unit}
    if not ordered:
        said = _("%(figure)s is unknown for all of them.") % words
        return _("%(figure)s: unknown for all of them") % words, said
    first = held.cells[v.id][ordered[0].pk]
    level = sum(word_of(held.cells[v.id][t.pk], first, v.direction) == "level" for t in ordered[1:])
    words |= {
        "name": held.names[ordered[0].pk],
        "value": held.ranged(v, first),
        "count": level,
        "all": level + 1,
    }
    if not level:
        title = _("%(figure)s: %(name)s comes first, clearly apart from all others") % words
        return title, _("%(name)s has %(value)s %(unit)s.") % words
    title = (
        _("%(figure)s: nobody is clearly first; %(all)s are about the same at the front") % words
    )
    return title, _in_front(level, words)


def _in_front(level: int, words: dict[str, Any]) -> str:
    return (
        ngettext(
            "%(name)s has %(value)s %(unit)s, and one other is about the same.",
            "%(name)s has %(value)s %(unit)s, and %(count)s others are about the same.",
            level,
        )
        % words
    )
