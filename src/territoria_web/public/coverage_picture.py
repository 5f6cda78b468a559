"""Where there are figures: a country a row, a year a column; hatched where none is known."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import INK, MUTED, PAPER, SEQUENCE, SMALL
from territoria.pictures.svg import Drawing
from territoria_web.measure.queries.indicator_texts import CountryYears

LEFT, TOP, ROW = 44.0, 22.0, 17.0


def coverage_picture(
    key: str, years: Sequence[int], rows: Sequence[CountryYears], width: int
) -> Picture:
    """The share of a country's territories with a figure, darker for more."""
    drawing = Drawing(key, width)
    room = (width - LEFT) / max(len(years), 1)
    every = 1 if room > 40 else 2 if room > 20 else 4
    for column, year in enumerate(years):
        if column % every == 0:
            middle = LEFT + (column + 0.5) * room
            drawing.text(middle, TOP - 8, str(year), SMALL, MUTED, "middle")
    for place, row in enumerate(rows):
        y = TOP + place * ROW
        drawing.text(0, y + 12, row.country, SMALL, INK)
        for column, year in enumerate(years):
            _cell(drawing, row, year, (LEFT + column * room, y, room - 1.5, ROW - 1.5))
    title = _("Territories with a figure, by country and year")
    said = _(
        "A row is a country, a column a year; a stronger shade is more territories, hatched is unknown."
    )
    header = (_("Country"), *(str(year) for year in years))
    data = [(Label(row.country), *(Label(_words(row, year)) for year in years)) for row in rows]
    return drawing.picture(TOP + len(rows) * ROW + 4, title, said, header, data)


def coverage_says(rows: Sequence[CountryYears]) -> str:
    """The finding of the picture: which countries have no figure at all."""
    without = [row.country for row in rows if not row.known and not row.inherited]
    if not without:
        return _(
            "Every country has figures for some year. The stronger the shade, the more of its territories."
        )
    return ngettext(
        "One country has no figure at all: %(names)s. The stronger the shade, the more territories; hatched is unknown.",
        "%(count)d countries have no figure at all: %(names)s. The stronger the shade, the more territories; hatched is unknown.",
        len(without),
    ) % {"count": len(without), "names": ", ".join(without)}


def _cell(
    drawing: Drawing, row: CountryYears, year: int, box: tuple[float, float, float, float]
) -> None:
    known = row.known.get(year, 0) + row.inherited.get(year, 0)
    if not known or not row.of:
        drawing.hatch(*box)
        return
    shade = SEQUENCE[min(4, int(4 * known / row.of))]
    drawing.rect(*box, fill=shade, stroke=PAPER, stroke_width=0.5)


def _words(row: CountryYears, year: int) -> str:
    """``7 of 8``; how many of them are taken over from a larger region stands behind."""
    known, inherited = row.known.get(year, 0), row.inherited.get(year, 0)
    if not known + inherited:
        return _("unknown")
    counts = {"known": known + inherited, "all": row.of, "inherited": inherited}
    if inherited:
        return _("%(known)d of %(all)d, %(inherited)d of them taken over") % counts
    return _("%(known)d of %(all)d") % counts
