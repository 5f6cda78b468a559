"""Table: territories × figures with ranges and years; sorted by links, fifty a page."""

from __future__ import annotations

from html import escape
from typing import Any

from django.core.paginator import Paginator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from territoria_web.measure.queries.explored import Variable
from territoria_web.public.explore.asked import Refused
from territoria_web.public.explore.choosing import place_url
from territoria_web.public.explore.gathered import Gathered
from territoria_web.public.explore.view import (
    View,
    own_words,
    source_of,
    spread,
    sure_of,
    where,
    wide_table,
)
from territoria_web.territories.models import Territory

A_PAGE = 50


def show_table(held: Gathered) -> View:
    """The table, the reader's own first where nothing else is asked."""
    ordered = _ordered(held)
    pages = Paginator(ordered, A_PAGE)
    if held.asked.page > pages.num_pages:
        raise Refused(
            _("There is no page %(page)s.") % {"page": held.asked.page},
            _("The last one is page %(last)s.") % {"last": pages.num_pages},
            404,
        )
    page = pages.page(held.asked.page)
    marked = {t.pk for t in held.chosen}
    rows = mark_safe("".join(_row(held, t, t.pk in marked) for t in page.object_list))
    return View(
        finding=_finding(held),
        shown=_("%(where)s, latest figures") % {"where": where(held)}
        if held.asked.years is None
        else _("%(where)s, %(years)s")
        % {"where": where(held), "years": "–".join(map(str, dict.fromkeys(held.asked.years)))},
        table=wide_table(held, "table"),
        sure=sure_of(held, held.figures),
        source=source_of(held.figures, held),
        facts={"heads": _heads(held), "rows": rows, "of": page, "query": _query(held)},
    )


def _finding(held: Gathered) -> str:
    """The first figure; with one of the reader's own, what it is there."""
    first = held.figures[0]
    return " ".join(filter(None, (spread(held, first), own_words(held, first))))


def _query(held: Gathered) -> str:
    return held.asked.address()[1:] + "&"


def _ordered(held: Gathered) -> list[Territory]:
    """Sorted as asked: unknown last whichever way; chosen ones first where nothing is asked."""
    sort = held.asked.sort
    falling, name = sort.startswith("-"), sort.removeprefix("-")
    by_name = sorted(held.shown, key=lambda t: held.names[t.pk].casefold())
    if not name:
        marked = {t.pk: n for n, t in enumerate(held.chosen)}
        return sorted(by_name, key=lambda t: marked.get(t.pk, len(marked)))
    if name == "name":
        return by_name[::-1] if falling else by_name
    if name not in {v.id for v in held.figures}:
        raise Refused(
            _("The table cannot be sorted by “%(name)s”.") % {"name": name[:60]},
            _("Known: %(known)s.") % {"known": ", ".join(["name", *(v.id for v in held.figures)])},
        )
    cells, sign = held.cells[name], -1 if falling else 1
    return sorted(
        by_name,
        key=lambda t: (t.pk not in cells, sign * cells[t.pk].value if t.pk in cells else 0.0),
    )


def _heads(held: Gathered) -> list[dict[str, Any]]:
    names = [("name", _("Territory"), "", "")]
    names += [(v.id, v.short, v.unit, "r") for v in held.figures]
    return [_head(held, *name) for name in names]


def _head(held: Gathered, key: str, words: str, unit: str, kind: str) -> dict[str, Any]:
    """A head sorts by its column: first the way that a reader expects, then the other."""
    now = held.asked.sort
    first, second = (key, f"-{key}") if kind == "" else (f"-{key}", key)
    way = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return {
        "words": words,
        "unit": unit,
        "kind": kind,
        "way": way,
        "url": held.asked.address(sort=second if now == first else first),
    }


def _row(held: Gathered, t: Territory, marked: bool) -> str:
    """Written here: fifty rows take a template longer than the rest of the page."""
    name, url = escape(held.names[t.pk]), escape(place_url(t.code))
    cells = "".join(f'<td class="r">{_cell(held, v, t)}</td>' for v in held.figures)
    kind = ' class="here"' if marked else ""
    return f'<tr{kind}><th scope="row"><a href="{url}">{name}</a></th>{cells}</tr>\n'


def _cell(held: Gathered, v: Variable, t: Territory) -> str:
    cell = held.cell(v, t)
    if cell is None:
        return f'<span class="unknown">{escape(_("unknown"))}</span>'
    between = v.between(cell.low, cell.high)
    span = f' <span class="span">({escape(between)})</span>' if between else ""
    wider = f", {escape(_('wider area'))}" if cell.inherited and not v.scored else ""
    return (
        f'<a class="number" href="{escape(held.link(v, t))}">{escape(v.said(cell.value))}{span}</a>'
        f'<br><span class="quiet small">{escape(cell.period)}{wider}</span>'
    )
