"""Files are what their content says."""

from __future__ import annotations

import io
import zipfile

import pytest

from territoria_web.invite.files import DOCX, JPEG, ODT, PDF, PNG, kind_of_file, tidy_file_name


def packed(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return held.getvalue()


WORD = {"[Content_Types].xml": "", "word__document.xml": ""}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", PDF),
        (b"\x89PNG\r\n\x1a\n...", PNG),
        (b"\xff\xd8\xff\xe0...", JPEG),
        (packed(**WORD), DOCX),
        (packed(mimetype=ODT), ODT),
        (packed(**WORD, **{"word__vbaProject.bin": "x"}), None),
        (packed(mimetype=ODT, Basic__script="x"), None),
        (packed(mimetype="application/zip"), None),
        (packed(mimetype="x" * 300), None),
        (b"PK\x03\x04 broken", None),
        (b"<html><script>alert(1)</script>", None),
        (b"MZ\x90", None),
        (b"", None),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: str | None):
    assert kind_of_file(content) == kind


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("letter.pdf", "letter.pdf"),
        ("..\\..\\evil.exe", "evil.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("fdp.\u202eexe", "fdp.pdf"),
        ("", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_name_has_no_folders_no_hidden_signs_and_the_ending_of_its_content(name: str, tidy: str):
    assert tidy_file_name(name, PDF) == tidy
