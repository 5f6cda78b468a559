"""The table behind a picture, written in one go: hundreds of rows would take a template longer
than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from territoria.pictures.picture import Label, Picture

LINKED = 60
"""Rows from the top whose numbers lead to their derivation; with all, the page would be heavy."""


@lru_cache(maxsize=64)
def table_behind(picture: Picture, explain: str) -> SafeString:
    """Head and rows of a picture's data table; the chosen ones stand on top, linked."""
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in picture.header)
    rows = "\n".join(_rows(picture, explain))
    return mark_safe(f"<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody>")


def _rows(picture: Picture, explain: str) -> Iterator[str]:
    # what names a row: its first column, or the second where the first may be empty (places)
    at = 0 if all(row[0].text for row in picture.rows) else 1
    for number, row in enumerate(picture.rows):
        cells = [f"<td>{_cell(label, explain if number < LINKED else '')}</td>" for label in row]
        cells[:at] = [f"<td>{escape(label.text)}</td>" for label in row[:at]]
        cells[at] = f'<th scope="row">{escape(row[at].text)}</th>'
        yield f"<tr>{''.join(cells)}</tr>"


def _cell(label: Label, explain: str) -> str:
    if not (label.address and explain):
        return escape(label.text)
    url = explain + quote(label.address, safe=":@")
    return f'<a class="number" href="{escape(url)}">{escape(label.text)}</a>'
