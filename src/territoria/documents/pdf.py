"""The PDF writer: A4, PDF/UA-1, the same bytes for the same document."""

from __future__ import annotations

from datetime import UTC, datetime

from territoria.documents import look
from territoria.documents.document import Document
from territoria.documents.glyphs import compile_printable
from territoria.documents.pdf_source import typst_source


def render_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1 with bookmarks, tags and alternative texts.

    Fonts come with the package and the date from ``document.day``: no clock, no system font. A
    character that no font can draw is printed as its code point, e.g. ``[U+4E2D]``. Raises
    ``typst.TypstError`` where the document breaks a rule of PDF/UA-1.
    """
    import typst

    compiler = typst.Compiler(font_paths=[look.font_directory()], ignore_system_fonts=True)
    midnight = datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC)

    def compile_pdf(source: str) -> bytes:
        pdf = compiler.compile(
            input=source.encode(),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(midnight.timestamp()),
        )
        assert isinstance(pdf, bytes)
        return pdf

    return compile_printable(typst_source(document), compile_pdf)
