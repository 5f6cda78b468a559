"""Texts as HTML: paragraphs, lists, emphasis and references; everything else is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

STRONG = re.compile(r"\*\*(.+?)\*\*")
SLANTED = re.compile(r"\*(.+?)\*")
REFERENCE = re.compile(r"\[(\d{1,3})\]")
ITEM = re.compile(r"^[-*] +")


def prose(text: str, sources: str = "") -> SafeString:
    """A text in the few signs that the library uses. ``sources``: address of the page that lists
    the references; empty: this page.
    """
    blocks = (_block(kind, lines, sources) for kind, lines in _blocks(text))
    return mark_safe("\n".join(blocks))


def inline(text: str, sources: str = "") -> SafeString:
    """One line of a text: emphasis, and each [n] leads to its reference."""
    said = STRONG.sub(r"<strong>\1</strong>", escape(text))
    said = SLANTED.sub(r"<em>\1</em>", said)
    linked = REFERENCE.sub(rf'<a href="{escape(sources)}#source-\1">[\1]</a>', said)
    return mark_safe(linked)


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Paragraphs and lists, each with its lines or items."""
    kind, lines = "p", list[str]()
    for line in [*text.splitlines(), ""]:
        item = ITEM.match(line)
        if lines and (not line.strip() or (item and kind == "p") or _ends_list(line, kind)):
            yield kind, lines
            lines = []
        if item:
            kind, lines = "ul", [*lines, line[item.end() :]]
        elif line.strip():
            kind = kind if lines else "p"
            lines = _continued(lines, line.strip(), kind)


def _ends_list(line: str, kind: str) -> bool:
    return kind == "ul" and not ITEM.match(line) and not line.startswith(" ")


def _continued(lines: list[str], line: str, kind: str) -> list[str]:
    if kind == "ul" and lines:
        return [*lines[:-1], f"{lines[-1]} {line}"]
    return [*lines, line]


def _block(kind: str, lines: list[str], sources: str) -> str:
    if kind == "p":
        return f"<p>{inline(' '.join(lines), sources)}</p>"
    return f"<ul>{''.join(f'<li>{inline(item, sources)}</li>' for item in lines)}</ul>"
