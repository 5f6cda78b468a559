"""The HTML writer: one self-contained, accessible file without scripts or outside resources."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from territoria.documents import look
from territoria.documents.annex import EndRow, end_rows, source_rows
from territoria.documents.document import Document, Heading, number_readings
from territoria.documents.html_blocks import Blocks, anchor_of, attribute
from territoria.documents.html_tables import escape
from territoria.documents.words import day_of, word


def render_html(document: Document) -> str:
    """The document as one HTML5 file (WCAG 2.2 AA).

    Every ``Number`` and ``Cited`` is a ``<span data-reading="ADDRESS">``. The text never depends
    on the clock: the same document gives the same string.
    """
    lang = document.lang
    body = Blocks(document, number_readings(document)).render(document.blocks)
    title = document.title + (f": {document.subtitle}" if document.subtitle else "")
    parts = (
        f'<!DOCTYPE html>\n<html lang="{attribute(lang)}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f'<meta name="author" content="{look.AUTHOR}">',
        f'<meta name="dcterms.date" content="{document.day.isoformat()}">',
        f"<style>{_style()}</style>\n</head>\n<body>",
        f'<a class="skip" href="#text">{escape(word("skip", lang))}</a>',
        _header(document),
        _contents(document),
        f'<main id="text">\n{body}\n{_end_table(document)}{_quotes(document)}\n</main>',
        f"<footer><p>{escape(document.footer)}</p></footer>\n</body>\n</html>\n",
    )
    return "\n".join(part for part in parts if part)


def _style() -> str:
    """Custom properties from the tokens, then the style sheet."""
    css = files("territoria.documents").joinpath("document.css").read_text(encoding="utf-8")
    light = ";".join(f"--{name}:{value}" for name, value in look.LIGHT.items())
    dark = ";".join(f"--{name}:{value}" for name, value in look.DARK.items())
    # Pictures carry the light values as attributes; in the dark each is given its dark partner.
    pictures = "".join(
        f'figure svg [{kind}="{light_value}"]{{{kind}:{dark_value}}}'
        for light_value, dark_value in look.PICTURE_DARK.items()
        for kind in ("fill", "stroke")
    )
    return (
        f":root{{{light}}}\n{css}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}"
        f"figure svg text:not([fill]){{fill:var(--ink)}}{pictures}}}"
    )


def _header(document: Document) -> str:
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>"
        for label, value in document.facts
    )
    subtitle = f'<p class="sub">{escape(document.subtitle)}</p>' if document.subtitle else ""
    return (
        f'<header>\n<p class="mark"><b>{look.AUTHOR}</b> '
        f'<time datetime="{document.day.isoformat()}">{day_of(document.day, document.lang)}</time>'
        f"</p>\n<h1>{escape(document.title)}</h1>\n{subtitle}\n"
        + (f'<dl class="facts">{facts}</dl>\n' if facts else "")
        + "</header>"
    )


def _contents(document: Document) -> str:
    entries = [
        (anchor_of(index, block), block.section, block.text)
        for index, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.level == 1
    ]
    if end_rows(document):
        entries.append(("numbers", "", word("numbers", document.lang)))
    if source_rows(document):
        entries.append(("quotes", "", word("quotes", document.lang)))
    if len(entries) < 2:
        return ""
    numbered = any(section for _, section, _ in entries)
    items = "".join(
        f'<li><a href="#{anchor}">'
        + (f'<span class="sec">{escape(section)}</span> ' if numbered else "")
        + f"<span>{escape(text)}</span></a></li>"
        for anchor, section, text in entries
    )
    title = escape(word("contents", document.lang))
    return f'<nav aria-labelledby="contents"><h2 id="contents">{title}</h2><ul>{items}</ul></nav>'


def _end_table(document: Document) -> str:
    rows = end_rows(document)
    if not rows:
        return ""
    heads = ("number", "value", "period", "badge", "sentence")
    return _folded(document.lang, "numbers", heads, map(_end_row, rows), len(rows))


def _quotes(document: Document) -> str:
    """What is only quoted, apart from the figures."""
    rows = source_rows(document)
    if not rows:
        return ""
    heads = ("number", "quoted-words", "quoted-source")
    return "\n" + _folded(document.lang, "quotes", heads, map(_source_row, rows), len(rows))


def _folded(lang: str, key: str, heads: Iterable[str], rows: Iterable[str], count: int) -> str:
    title = escape(word(key, lang))
    head = "".join(f'<th scope="col">{escape(word(name, lang))}</th>' for name in heads)
    return (
        f'<h2 id="{key}">{title}</h2>\n<p>{escape(word(f"{key}-intro", lang))}</p>\n'
        f'<details class="wide end"><summary>{title} ({count})</summary>'
        f'<div class="scroll" role="region" aria-labelledby="{key}" tabindex="0"><table>'
        f'<caption class="hid">{title}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{''.join(rows)}</tbody></table></div></details>"
    )


def _end_row(row: EndRow) -> str:
    return (
        f'<tr id="r{row.number}"><th scope="row">{row.number}</th><td>{escape(row.value)}</td>'
        f"<td>{escape(row.period)}</td><td>{escape(row.badge)}</td><td>{escape(row.sentence)}"
        f'<span class="addr">{escape(row.address)}</span></td></tr>\n'
    )


def _source_row(row: EndRow) -> str:
    return (
        f'<tr id="r{row.number}"><th scope="row">{row.number}</th><td>{escape(row.value)}</td>'
        f'<td>{escape(row.sentence)}<span class="addr">{escape(row.address)}</span></td></tr>\n'
    )
