"""Results as a table to take along: what the page shows, never a row of one person."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Final

from territoria_web.listen.models import Look, Survey
from territoria_web.listen.queries.forms import form_of, group_names

HEAD: Final = (
    *("block", "item", "question", "of", "n", "value", "low", "high", "unit"),
    *("gap_levels", "people", "until"),
)
Row = tuple[Any, ...]


def result_rows(survey: Survey, look: Look) -> list[Row]:
    """All figures of a look under ``HEAD``; what stands on fewer than five people is empty."""
    form = form_of(survey)
    names = group_names(form)
    texts = {item.id: item.text.say() for item in form.items}
    options = {item.id: {o.id: o.text.say() for o in item.options} for item in form.items}
    tail = (look.people, look.body["last"])
    rows: list[Row] = []
    for row in look.body["questions"]:
        text = texts[row["item"]]
        ends = (row["n"], row["score"], row["low"], row["high"], "0 to 100", row["gap"])
        rows.append(("levels", row["item"], text, "", *ends, *tail))
        for one in row["groups"]:
            name = names.get(one["group"], one["group"])
            cells = (one["n"], one["mean"], None, None, "0 to 100", None)
            rows.append(("levels", row["item"], text, name, *cells, *tail))
    for ranking in look.body["rankings"]:
        item = ranking["item"]
        for row in ranking["rows"]:
            of = options[item].get(row["option"], row["option"])
            cells = (ranking["n"], row["share"], row["low"], row["high"], "share", None)
            rows.append((ranking["kind"], item, texts[item], of, *cells, *tail))
    rows += _counted(look, texts, options, tail)
    return rows


def _counted(
    look: Look, texts: dict[str, str], options: dict[str, dict[str, str]], tail: Row
) -> Iterable[Row]:
    for held in look.body["counts"]:
        item = held["item"]
        if held["kind"] == "number":
            cells = (held["n"], held["mean"], None, None, "mean", None)
            yield ("number", item, texts[item], "", *cells, *tail)
        for row in held["rows"]:
            of = options[item].get(row["option"], row["option"])
            cells = (held["n"], row["n"], None, None, "people", None)
            yield (held["kind"], item, texts[item], of, *cells, *tail)


def as_workbook(head: Iterable[str], rows: Iterable[Row]) -> bytes:
    """The rows as Excel; text stays text, whatever sign it begins with."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "results"
    for number, row in enumerate((tuple(head), *rows), start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
