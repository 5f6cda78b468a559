"""What a file beside an expression is, by its content and never by its name."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", ODT: ".odt", DOCX: ".docx"}
LONGEST_NAME = 100
MOST_PARTS = 2_000


def kind_of_file(content: bytes) -> str | None:
    """The media type of a PDF, PNG, JPEG, DOCX or ODT; None for anything else, or with macros."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    return _kind_of_zip(content) if content.startswith(b"PK\x03\x04") else None


def _kind_of_zip(content: bytes) -> str | None:
    """Names are read, nothing is unpacked but the few bytes in which an ODT says what it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            names = set(held.namelist())
            if len(names) > MOST_PARTS or any(n.lower().endswith("vbaproject.bin") for n in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return DOCX
            if "mimetype" not in names or held.getinfo("mimetype").file_size > 200:
                return None
            if any(n.startswith("Basic/") for n in names):
                return None
            return ODT if held.read("mimetype").decode("ascii", "replace").strip() == ODT else None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError):
        return None


def tidy_file_name(name: str, kind: str) -> str:
    """Without folders, control and direction signs, and with the ending that its content has."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(s for s in last if unicodedata.category(s)[0] != "C")
    stem = re.sub(r'[\s"<>|:*?]+', " ", plain.rpartition(".")[0] or plain).strip(" .")
    return (stem or "file")[:LONGEST_NAME].rstrip(" .") + ENDINGS[kind]
