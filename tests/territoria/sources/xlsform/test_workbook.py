from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from territoria.errors import DataError
from territoria.sources.xlsform import workbook
from territoria.sources.xlsform.workbook import read_sheets
from xlsforms import book, real


def test_cells_are_text_and_rows_keep_their_numbers():
    sheets = read_sheets(book([["a", 1.0, True], [], ["b", 2.5]]), "f.xlsx")
    assert sheets == {"survey": [(1, ["a", "1", "True"]), (3, ["b", "2.5"])]}


def test_a_sheet_that_says_it_is_huge_is_as_large_as_it_is():
    content = book([["a", "b"], ["c", "d"]])
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert read_sheets(out.getvalue(), "f.xlsx") == {"survey": [(1, ["a", "b"]), (2, ["c", "d"])]}


def test_an_old_workbook_is_read_alike():
    sheets = read_sheets(real("not_closed_group_test.xls"), "old.xls")
    assert sheets["survey"][0] == (1, ["type", "name", "label:English"])


@pytest.mark.parametrize(
    ("limit", "what"),
    [
        ("MOST_BYTES", "more than 0 megabytes"),
        ("MOST_ROWS", "more than 1 rows"),
        ("MOST_UNPACKED", "no Excel"),
    ],
)
def test_what_is_too_large_is_refused(monkeypatch, limit, what):
    content = book([["a"], ["b"], ["c"]])
    monkeypatch.setattr(workbook, limit, 1)
    with pytest.raises(DataError, match=what):
        read_sheets(content, "f.xlsx")


def test_a_zip_that_is_no_workbook_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(DataError, match="no Excel workbook"):
        read_sheets(out.getvalue(), "f.xlsx")
