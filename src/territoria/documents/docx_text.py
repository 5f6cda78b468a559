"""Runs, fields, links and tables of a DOCX: the small parts python-docx leaves to its users."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from territoria.documents import look
from territoria.documents.document import Cited, Emphasis, Inline, Line, Link, Number, Plain, Strong
from territoria.documents.docx_styles import rgb
from territoria.documents.words import clean

_WEB = re.compile(r"^(https?|mailto):", re.IGNORECASE)
_RUN, _TEXT, _PROPERTIES = qn("w:r"), qn("w:t"), qn("w:rPr")
_STYLE, _VAL, _SPACE = qn("w:rStyle"), qn("w:val"), qn("xml:space")
_EXTERNAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def styled(paragraph: Any, style: str) -> Any:
    """Give a paragraph its style by id; python-docx's own look-up costs 3 ms each time."""
    paragraph._p.style = style_id(paragraph.part, style)
    return paragraph


def style_id(part: Any, name: str) -> str:
    """The id of a style, looked up once."""
    known: dict[str, str] = part.__dict__.setdefault("_territoria_style_ids", {})
    if name not in known:
        known[name] = part.document.styles[name].style_id
    return known[name]


def write_line(paragraph: Any, line: Line, refs: str = "") -> Any:
    """Append a line's inlines to a paragraph, then the small grey numbers of its readings."""
    for inline in line:
        _write_inline(paragraph, inline)
    if refs:
        add_text(paragraph, "\u00a0" + refs, style="Reading numbers")
    return paragraph


def add_text(paragraph: Any, text: str, mark: str = "", style: str = "") -> Any:
    """A run of plain text, bold with ``mark`` b, italic with i; python-docx needs ten times as long.

    ``text`` must be clean: without tabs and line ends.
    """
    element = paragraph._p
    run = element.makeelement(_RUN)
    if mark or style:
        properties = element.makeelement(_PROPERTIES)
        if style:
            properties.append(element.makeelement(_STYLE, {_VAL: style_id(paragraph.part, style)}))
        if mark:
            properties.append(element.makeelement(qn(f"w:{mark}")))
        run.append(properties)
    words = element.makeelement(_TEXT, {_SPACE: "preserve"})
    words.text = text
    run.append(words)
    element.append(run)
    return run


def _write_inline(paragraph: Any, inline: Inline) -> None:
    text = clean(inline.text)
    match inline:
        case Plain() | Cited():
            add_text(paragraph, text)
        case Strong():
            add_text(paragraph, text, "b")
        case Emphasis():
            add_text(paragraph, text, "i")
        case Number(strong=strong):
            add_text(paragraph, text, "b" if strong else "")
        case Link(target=target):
            if not is_web(target):
                paragraph.add_run(text)
                return
            run = paragraph.add_run(text)
            run.font.color.rgb, run.underline = rgb(look.ACCENT), True
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), relation_to(paragraph.part, target))
            paragraph._p.append(link)
            link.append(run._r)


def is_web(target: str) -> bool:
    """Whether a link leads to a page or a mailbox; nothing else may."""
    return bool(_WEB.match(target))


def relation_to(part: Any, target: str) -> str:
    """The id under which a part of the file knows an outside address."""
    return str(part.relate_to(clean(target), _EXTERNAL, True))


def write_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field with the text that stands there until the reader updates it."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Any, instruction: str) -> None:
    """Open a field; what follows until ``end_field`` is its content."""
    _field_mark(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    _field_mark(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    """Close the field."""
    _field_mark(paragraph, "end")


def _field_mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Let the table of contents lead to this heading."""
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), name)
            paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, mark)
        else:
            paragraph._p.append(mark)


def add_inner_link(paragraph: Any, name: str, text: str) -> None:
    """Text that leads to a bookmark."""
    run = paragraph.add_run(clean(text))
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    paragraph._p.append(link)
    link.append(run._r)
