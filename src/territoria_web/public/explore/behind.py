"""The table behind a picture, written in one go: hundreds of rows would take a template longer
than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from territoria.pictures.picture import Label, Picture

LINKED = 60
"""Rows from the top whose numbers lead to their derivation; with all, the page would be heavy."""


def table_behind(picture: Picture, explain: str) -> SafeString:
    """Head and rows of a picture's data table; the chosen ones stand on top, linked."""
    head = format_html_join("", '<th scope="col">{}</th>', ((word,) for word in picture.header))
    # what names a row: its first column, or the second where the first may be empty (places)
    at = 0 if all(row[0].text for row in picture.rows) else 1
    rows = format_html_join(
        "\n",
        '<tr>{}<th scope="row">{}</th>{}</tr>',
        (
            (
                _cells(row[:at], ""),
                row[at].text,
                _cells(row[at + 1 :], explain if number < LINKED else ""),
            )
            for number, row in enumerate(picture.rows)
        ),
    )
    return format_html("<thead><tr>{}</tr></thead>\n<tbody>{}</tbody>", head, rows)


def _cells(labels: Sequence[Label], explain: str) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((_cell(label, explain),) for label in labels))


def _cell(label: Label, explain: str) -> SafeString | str:
    if not (label.address and explain):
        return label.text
    return format_html(
        '<a class="number" href="{}">{}</a>', explain + quote(label.address, safe=":@"), label.text
    )
