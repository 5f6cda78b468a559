"""Numbers and texts in templates; see ``library.saying``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from territoria_web.library.saying import (
    colon,
    day,
    money,
    numeral_of,
    percent,
    ranged,
    say,
    semicolon,
    spoken,
)

register = template.Library()

for _filter in (day, say, spoken, numeral_of, percent):
    register.filter(_filter)
for _tag in (ranged, colon, semicolon, money):
    register.simple_tag(_tag)


@register.simple_tag
def explained(text: str, address: str, url: str) -> SafeString:
    """A number as a link to its derivation."""
    return format_html('<a class="n" href="{}" data-reading="{}">{}</a>', url, address, text)


@register.filter
def item(held: Any, key: Any) -> Any:
    """``held[key]``, None where there is none."""
    if held is None:
        return None
    if isinstance(held, dict):
        return held.get(key)
    return held[key] if -len(held) <= key < len(held) else None


@register.simple_tag
def data_rows(rows: Iterable[Sequence[Any]], explain: str) -> SafeString:
    """Rows of ``territoria.pictures.Label`` as rows of a table, written in one go.

    The first cell names the row; a number with an address leads to its derivation, if ``explain``,
    the beginning of that page's address, is given.
    """
    return mark_safe("".join(_data_row(row, escape(explain)) for row in rows))


def _data_row(row: Sequence[Any], explain: str) -> str:
    cells = "".join(f"<td>{_data_cell(cell, explain)}</td>" for cell in row[1:])
    return f'<tr><th scope="row">{escape(row[0].text)}</th>{cells}</tr>\n' if row else "<tr></tr>\n"


def _data_cell(cell: Any, explain: str) -> str:
    if not (cell.address and explain):
        return escape(cell.text)
    url = f"{explain}{escape(quote(cell.address))}"
    return f'<a class="number" href="{url}">{escape(cell.text)}</a>'


@register.filter
def section(path: str | None) -> str:
    """The part of the site that a path lies in, with ``+`` when it is below its first page."""
    lang, name, rest = (*str(path or "/").split("/", 3)[1:], "", "")[:3]
    return f"/{lang}/{name}/{'+' if rest else ''}"


@register.simple_tag(takes_context=True)
def way(context: Context, href: str) -> SafeString | str:
    """Marks a link of the navigation when the reader is on its page or below it."""
    here = context["request"].path if "request" in context else ""
    if here == href:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if href in here else ""


__all__ = [
    "data_rows",
    "day",
    "explained",
    "item",
    "numeral_of",
    "percent",
    "ranged",
    "say",
    "section",
    "spoken",
    "way",
]
