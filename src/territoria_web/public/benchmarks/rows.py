"""The rows of the matrix, written in one go: a template takes ten times as long for as many cells.

Every text and address is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from territoria_web.compare.queries.benchmark_pages import Entry, ReadBenchmark, ReadCell
from territoria_web.public.benchmarks.cells import STATES, entry_url, level_said, span_said


def matrix_rows(read: ReadBenchmark, entries: Sequence[Entry]) -> SafeString:
    """A row an initiative: its name, the grade of its evidence, a cell a criterion."""
    return mark_safe("".join(_row(read, entry) for entry in entries))


def cell_shown(cell: ReadCell) -> SafeString:
    """A level with its range and state; what cannot be told is hatched and said."""
    state = escape(str(STATES.get(cell.state, "")))
    if cell.value is None:
        span = span_said(cell.low, cell.high) if cell.state == "disputed" else ""
        return mark_safe(
            f'<span class="unknown">{escape(" ".join(filter(None, (span, state))))}</span>'
        )
    span = span_said(cell.low, cell.high)
    said = f' <span class="span">({escape(span)})</span>' if span else ""
    more = f' <span class="quiet small">{state}</span>' if state else ""
    return mark_safe(f"<b>{escape(level_said(cell.value))}</b>{said}{more}")


def short_mark(grade: str) -> SafeString:
    """Bars and letter of a grade of evidence, made once a language."""
    return _made(grade, get_language() or "en")


@lru_cache(maxsize=64)
def _made(grade: str, lang: str) -> SafeString:
    return render_to_string("public/parts/grade_short.html", {"grade": grade})


def _row(read: ReadBenchmark, entry: Entry) -> str:
    url, title = escape(entry_url(read.row, entry)), entry.title
    cells = "".join(f'<td class="r">{cell_shown(entry.cells[c.id])}</td>' for c in read.criteria)
    return (
        f'<tr><th scope="row"><a href="{url}" lang="{escape(title.lang)}">{escape(title.text)}</a>'
        f'<br><span class="quiet small">{escape(entry.place.text)}</span></th>'
        f"<td>{short_mark(entry.grade)}</td>{cells}</tr>\n"
    )
