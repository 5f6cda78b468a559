"""Pictures on their way into a document: named and unique inside HTML, in our font on paper."""

from __future__ import annotations

import re

from territoria.documents import look
from territoria.documents.words import clean
from territoria.pictures.picture import Picture

_PROLOGUE = re.compile(r"^\s*(<\?xml[^>]*\?>|<!DOCTYPE[^>]*>|<!--.*?-->|\s)*", re.DOTALL)
_OPENING = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_TITLE = re.compile(r"<(title|desc)\b[^>]*>.*?</\1>", re.DOTALL)
_ID = re.compile(r'(?<=\sid=")([^"]+)(?=")')
_FONT_ATTRIBUTE = re.compile(r'font-family="[^"]*"')
_FONT_STYLE = re.compile(r"font-family:[^;}\"]*")


def inline_svg(picture: Picture, key: str) -> str:
    """The picture for an HTML page: role ``img``, named by its finding, then its title.

    Ids inside the picture get the figure's ``key`` in front, so that two pictures can stand in
    one page.
    """
    prefix = re.sub(r"[^A-Za-z0-9]", "", key) or "P"
    body = _PROLOGUE.sub("", clean(picture.svg))
    match = _OPENING.search(body)
    if match is None:
        return ""
    inner = _rename_ids(body[match.end() :], prefix)
    inner = _drop_own_title(inner)
    opening = re.sub(r'\s(role|aria-[a-z]+|id|font-family|tabindex)="[^"]*"', "", match.group(0))
    opening = (
        f'{opening[:-1].rstrip("/")} role="img" aria-labelledby="{prefix}-d {prefix}-t">'
        f'<title id="{prefix}-t">{_xml(picture.title)}</title>'
        f'<desc id="{prefix}-d">{_xml(picture.description)}</desc>'
    )
    return opening + inner


def paper_svg(picture: Picture) -> str:
    """The picture for PDF and DOCX, with the documents' font named in place of the web's."""
    svg = _PROLOGUE.sub("", clean(picture.svg))
    svg = _FONT_ATTRIBUTE.sub(f'font-family="{look.FONT}"', svg)
    svg = _FONT_STYLE.sub(f"font-family:{look.FONT}", svg)
    match = _OPENING.search(svg)
    if match is None:
        return svg
    opening = match.group(0)
    if "xmlns=" not in opening:
        opening = opening.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    if "font-family" not in opening:
        opening = opening.replace("<svg", f'<svg font-family="{look.FONT}"', 1)
    return svg[: match.start()] + opening + svg[match.end() :]


def alternative_text(picture: Picture) -> str:
    """The finding first, then what is drawn, as one text."""
    parts = (clean(text).strip() for text in (picture.description, picture.title))
    return " ".join(t if t.endswith((".", "!", "?")) else f"{t}." for t in parts if t)


def _rename_ids(svg: str, prefix: str) -> str:
    for name in sorted(set(_ID.findall(svg)), key=len, reverse=True):
        quoted = re.escape(name)
        svg = re.sub(rf'(?<=\sid="){quoted}(?=")', f"{prefix}-{name}", svg)
        svg = re.sub(rf"url\(#{quoted}\)", f"url(#{prefix}-{name})", svg)
        svg = re.sub(rf'href="#{quoted}"', f'href="#{prefix}-{name}"', svg)
    return svg


def _drop_own_title(inner: str) -> str:
    """The picture's own first title and description: the figure writes them itself."""
    for _ in range(2):
        match = _TITLE.match(inner.lstrip())
        if match is None:
            break
        inner = inner.lstrip()[match.end() :]
    return inner


def _xml(text: str) -> str:
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
