"""Scatter: two figures, a dot a territory, and how far they go together; never a word about cause."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from territoria.pictures.picture import Label, Picture
from territoria.pictures.plane import Axis
from territoria.pictures.scatter import Figure, ScatterPoint, scatter
from territoria_web.measure.queries.correlations import Correlation, rank_correlation
from territoria_web.measure.queries.explored import Variable
from territoria_web.measure.queries.spread import middle_of, outliers
from territoria_web.public.compare_words import list_of
from territoria_web.public.drawn import SLIM, drawn_once
from territoria_web.public.explore.gathered import Gathered
from territoria_web.public.explore.view import (
    View,
    source_of,
    sure_of,
    where,
    wide_table,
)
from territoria_web.territories.models import Territory


def show_scatter(held: Gathered) -> View:
    """The first two figures, the first across; asks for a second where there is only one."""
    if len(held.figures) < 2:
        return View(
            finding=_("A scatter needs two figures: choose a second one."),
            table=wide_table(held, "scatter"),
        )
    across, up = held.figures[:2]
    found = _correlation(held, across, up)
    apart = _apart(held, across, up, found)
    title = _headline(across, up, found)
    finding = _finding(held, (across, up), found, apart)
    points = tuple(_points(held, across, up, apart))
    axes = (_axis(held, across), _axis(held, up))

    def drawn(key: str, width: int) -> Picture:
        return drawn_once(scatter, key, title, finding, points, *axes, width=width)

    return View(
        finding=finding,
        title=title,
        shown=_shown(held, across, up, found.count),
        table=wide_table(held, "scatter"),
        broad=drawn("scatter", 640),
        slim=drawn("scatter-slim", SLIM),
        sure=sure_of(held, [across, up]),
        source=source_of([across, up], held),
        facts={
            "correlation": {
                "rho": found.value,
                "low": found.low,
                "high": found.high,
                "n": found.count,
            }
        },
    )


def _shown(held: Gathered, across: Variable, up: Variable, drawn: int) -> str:
    """Both figures, and how many of those asked for have a dot."""
    words = {"across": across.title, "up": up.title, "where": where(held), "drawn": drawn}
    if drawn == len(held.shown):
        return _("%(across)s and %(up)s, %(where)s") % words
    return _("%(across)s and %(up)s, %(drawn)s of %(where)s: the others lack a figure") % words


def _correlation(held: Gathered, across: Variable, up: Variable) -> Correlation:
    one, other = held.cells[across.id], held.cells[up.id]
    return rank_correlation(
        [(one[t.pk].value, other[t.pk].value) for t in held.shown if t.pk in one and t.pk in other]
    )


def _apart(held: Gathered, across: Variable, up: Variable, found: Correlation) -> list[int]:
    """Up to three that stand clearly apart from all others, the chosen ones left aside."""
    one, other = held.cells[across.id], held.cells[up.id]
    spots = {
        t.pk: (one[t.pk].value, other[t.pk].value)
        for t in held.shown
        if t.pk in one and t.pk in other
    }
    marked = {t.pk for t in held.chosen}
    return [key for key in outliers(spots, found.value) if key not in marked]


def _points(
    held: Gathered, across: Variable, up: Variable, apart: Sequence[int]
) -> list[ScatterPoint]:
    """The chosen ones first, so that the table behind begins with them."""
    marked = {t.pk for t in held.chosen}
    ordered = [*held.chosen, *(t for t in held.shown if t.pk not in marked)]
    return [
        ScatterPoint(
            held.names[t.pk],
            _figure(held, across, t),
            _figure(held, up, t),
            chosen=t.pk in marked,
            named=t.pk in apart,
        )
        for t in ordered
    ]


def _figure(held: Gathered, v: Variable, t: Territory) -> Figure:
    cell = held.cell(v, t)
    if cell is None:
        return Figure(None)
    return Figure(cell.value, cell.low, cell.high, Label(v.said(cell.value), held.address(v, t)))


def _axis(held: Gathered, v: Variable) -> Axis:
    middle = middle_of([held.cells[v.id][t.pk].value for t in held.known(v)])
    said = Label(_("median %(value)s") % {"value": v.said(middle)}) if middle is not None else None
    return Axis(v.short, v.unit, middle, said or Label(""))


def _headline(across: Variable, up: Variable, found: Correlation) -> str:
    """The finding in short: whether the two go together."""
    words = {"across": across.short, "up": up.short}
    if not _told(found):
        return _("“%(across)s” and “%(up)s”: too little is known to say whether they go together") % words  # fmt: skip
    if found.word == "loose":
        return _("“%(across)s” and “%(up)s”: no link can be told (rank correlation %(low)s to %(high)s)") % (words | found.said)  # fmt: skip
    words |= found.said
    if found.word == "together":
        return _("Where “%(across)s” is higher, “%(up)s” tends to be higher, too (rank correlation %(low)s to %(high)s)") % words  # fmt: skip
    return _("Where “%(across)s” is higher, “%(up)s” tends to be lower (rank correlation %(low)s to %(high)s)") % words  # fmt: skip


def _told(found: Correlation) -> bool:
    return found.value is not None and found.low is not None and found.high is not None


def _finding(
    held: Gathered, both: tuple[Variable, Variable], found: Correlation, apart: Sequence[int]
) -> str:
    """How firmly the two go together, where the reader's own stands, and who stands apart."""
    words = {"count": found.count, "unknown": len(held.shown) - found.count}
    if not _told(found):
        said = _("Only %(count)s territories have both figures with some spread.") % words
        return " ".join(filter(None, (said, _own_words(held, both))))
    said = _("Rank correlation %(rho)s (%(low)s to %(high)s) over %(count)s territories, %(unknown)s unknown.") % (words | found.said)  # fmt: skip
    names = [held.names[key] for key in apart]
    far = _("Far from the others: %(names)s.") % {"names": list_of(names)} if names else ""
    cause = _("This says nothing about cause.")
    return " ".join(filter(None, (said, _own_words(held, both), far, cause)))


def _own_words(held: Gathered, both: tuple[Variable, Variable]) -> str:
    """The reader's own values on both sides; nothing where nobody is chosen."""
    if held.own is None:
        return ""
    cells = [held.cell(v, held.own) for v in both]
    words = {"name": held.names[held.own.pk], "across": both[0].short, "up": both[1].short}
    if None in cells:
        return _("%(name)s has no figure for one of the two.") % words
    ranged = [held.ranged(v, c) for v, c in zip(both, cells, strict=True) if c is not None]
    words |= {"one": ranged[0], "other": ranged[1]}
    return _("%(name)s has %(one)s on “%(across)s” and %(other)s on “%(up)s”.") % words
