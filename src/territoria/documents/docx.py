"""The DOCX writer: real styles, contents, alternative texts, the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx as word_files
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from territoria.documents import look
from territoria.documents.annex import (
    EndRow,
    end_rows,
    figures_of,
    number_span,
    shared_parts,
    source_rows,
)
from territoria.documents.document import Document, Plain, number_readings, text_of
from territoria.documents.docx_blocks import DocxBlocks
from territoria.documents.docx_styles import border, dress
from territoria.documents.docx_tables import Addressed, Cell, add_table
from territoria.documents.docx_text import (
    add_inner_link,
    begin_field,
    end_field,
    write_field,
)
from territoria.documents.paper_png import pngs_of
from territoria.documents.words import clean, day_of, word


def render_docx(document: Document) -> bytes:
    """The document as an editable DOCX.

    Dates come from ``document.day``; parts are packed in a fixed order with a fixed time, so that
    the same document gives the same bytes.
    """
    docx: Any = word_files.Document()
    _properties(docx, document)
    dress(docx, document.lang)
    numbers = number_readings(document)
    pngs = pngs_of([figure.picture for figure in figures_of(document.blocks)])
    writer = DocxBlocks(docx, document, numbers, pngs)
    _page(docx.sections[0], document)
    _cover(docx, document)
    writer.write_with_contents(document.blocks)
    _annex(docx, document, numbers, writer)
    _contents(writer.contents, writer.headings)
    buffer = BytesIO()
    docx.save(buffer)
    return _repack(buffer.getvalue(), document)


def _properties(docx: Any, document: Document) -> None:
    day = datetime(document.day.year, document.day.month, document.day.day)
    core = docx.core_properties
    core.title, core.subject = (clean(document.title)[:255], clean(document.subtitle)[:255])
    core.author = core.last_modified_by = look.AUTHOR
    core.created = core.modified = core.last_printed = day
    core.language, core.comments, core.keywords = document.lang, "", ""
    core.revision, core.version = 1, ""
    relations = docx.part.package.rels
    for key in [k for k, relation in relations.items() if relation.reltype.endswith("thumbnail")]:
        del relations[key]
    settings = docx.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.append(compat)
    mode = OxmlElement("w:compatSetting")
    for name, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        mode.set(qn(f"w:{name}"), value)
    compat.append(mode)


def _page(section: Any, document: Document) -> None:
    section.page_width, section.page_height = Mm(look.PAGE_MM[0]), Mm(look.PAGE_MM[1])
    right = look.PAGE_MM[0] - look.LEFT_MM - look.WIDE_MM
    section.left_margin, section.right_margin = Mm(look.LEFT_MM), Mm(right)
    section.top_margin, section.bottom_margin = Mm(look.TOP_MM), Mm(look.BOTTOM_MM)
    section.footer_distance = Mm(11)
    paragraph = section.footer.paragraphs[0]
    paragraph.style = "Footer"
    paragraph.add_run(clean(document.footer) + "\t" + word("page", document.lang) + "\u00a0")
    write_field(paragraph, "PAGE", "1")
    paragraph.add_run(f"\u00a0{word('of', document.lang)}\u00a0")
    write_field(paragraph, "NUMPAGES", "1")


def _cover(docx: Any, document: Document) -> None:
    mark = docx.add_paragraph(style="Cover line")
    mark.add_run(look.AUTHOR).bold = True
    mark.add_run("\t" + day_of(document.day, document.lang))
    sides = OxmlElement("w:pBdr")
    sides.append(border("top", 3, look.INK, 6))
    mark._p.pPr.append(sides)
    docx.add_paragraph(clean(document.title), style="Title")
    if document.subtitle:
        docx.add_paragraph(clean(document.subtitle), style="Subtitle")
    for label, value in document.facts:
        paragraph = docx.add_paragraph(style="Facts")
        paragraph.add_run(clean(label), style="Label").bold = False
        paragraph.add_run("\t")
        paragraph.add_run(clean(value)).bold = True


def _contents(place: Any | None, headings: list[tuple[str, int, str]]) -> None:
    """A field that Word can update, filled with the headings as they are."""
    entries = [entry for entry in headings if entry[1] == 1] or headings[:1]
    if not entries or place is None:
        return
    begin_field(place, 'TOC \\o "1-1" \\h \\z \\u')
    paragraph = place
    for index, (name, _, text) in enumerate(entries):
        if index:
            following = place._parent.add_paragraph(style="TOC 1")
            paragraph._p.addnext(following._p)
            paragraph = following
        add_inner_link(paragraph, name, text)
    end_field(paragraph)


def _annex(docx: Any, document: Document, numbers: dict[str, int], writer: DocxBlocks) -> None:
    lang = document.lang
    figures = [f for f in figures_of(document.blocks) if f.picture.rows]
    rows, quotes = end_rows(document), source_rows(document)
    if not figures and not rows and not quotes:
        return
    writer.breaking = True
    if figures:
        writer.heading(1, word("annex", lang))
    for figure in figures:
        picture = figure.picture
        writer.heading(2, f"{word('data-of', lang)} {figure.key}")
        cells = tuple(tuple((Plain(label.text),) for label in row) for row in picture.rows)
        span = number_span(
            numbers[x.address] for r in picture.rows for x in r if x.address in numbers
        )
        writer.add("Note", (Plain(text_of(figure.caption)),), span)
        add_table(docx, picture.header, cells, look.WIDE_MM, small=True)
    if rows:
        _numbers(docx, rows, lang, writer)
    if quotes:
        _quotes(docx, quotes, lang, writer)


def _numbers(docx: Any, rows: Sequence[EndRow], lang: str, writer: DocxBlocks) -> None:
    """Where every number comes from."""
    _titled("numbers", lang, writer)
    shared = shared_parts(rows)
    if shared.head:
        said = word("short", lang).format(head=shared.head, tail=shared.tail)
        writer.add("Note", (Plain(said),))
    header = [word(k, lang) for k in ("number", "value", "period", "badge", "sentence")]
    lines: list[list[Cell]] = [
        [
            *((Plain(x),) for x in (str(row.number), row.value, row.period, row.badge)),
            Addressed((Plain(row.sentence),), shared.short(row.address)),
        ]
        for row in rows
    ]
    add_table(
        docx, header, lines, look.WIDE_MM, small=True, widths_mm=(9, 32, 17, 13, 95), size=7.5
    )


def _quotes(docx: Any, rows: Sequence[EndRow], lang: str, writer: DocxBlocks) -> None:
    """What is only quoted, each source once."""
    _titled("quotes", lang, writer)
    header = [word(k, lang) for k in ("number", "quoted-words", "quoted-source")]
    lines: list[list[Cell]] = [
        [
            (Plain(str(row.number)),),
            (Plain(row.value),),
            Addressed((Plain(row.sentence),), row.address),
        ]
        for row in rows
    ]
    add_table(docx, header, lines, look.WIDE_MM, small=True, widths_mm=(9, 58, 99), size=7.5)


def _titled(key: str, lang: str, writer: DocxBlocks) -> None:
    writer.heading(1, word(key, lang))
    writer.add("Note", (Plain(word(f"{key}-intro", lang)),))


def _repack(data: bytes, document: Document) -> bytes:
    """The same parts in a fixed order with a fixed time."""
    day = document.day
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return out.getvalue()
