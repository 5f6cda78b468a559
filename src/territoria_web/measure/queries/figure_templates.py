"""The table that a team fills in: its framework's indicators, the published figures beside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.conf import settings

from territoria_web.library.queries import library
from territoria_web.measure.queries.figures import figures_in, reference_release
from territoria_web.measure.queries.team_releases import indicators_asked
from territoria_web.territories.models import Cycle

HEAD = (
    "territory",
    "indicator",
    "period",
    "value",
    "source",
    "name",
    "unit",
    "published_value",
    "published_year",
)
WIDTHS = (10, 26, 8, 12, 24, 44, 32, 16, 16)


def template_rows(cycle: Cycle) -> Iterator[tuple[str | int | float | None, ...]]:
    """One row an indicator; year and value are left to the team."""
    published = figures_in(reference_release(settings.RELEASE), cycle.territory)
    texts = library().indicators
    for indicator in indicators_asked(cycle):
        text, held = texts[indicator], published.get(indicator)
        yield (
            cycle.territory.code,
            indicator,
            None,
            None,
            None,
            text.name.say(),
            text.unit_of_measure.say(),
            held.value if held else None,
            held.period if held else None,
        )


def csv_template(cycle: Cycle) -> bytes:
    """As CSV that spreadsheets open with the right letters."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(["" if c is None else c for c in row] for row in template_rows(cycle))
    return ("\ufeff" + file.getvalue()).encode()


def xlsx_template(cycle: Cycle) -> bytes:
    """As an Excel workbook."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "figures"
    sheet.append(HEAD)
    for row in template_rows(cycle):
        sheet.append(row)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
