"""Files from outside: what can be read is read, what cannot says how to mend it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from desk_team import a_workbook
from territoria.errors import DataError
from territoria_web.measure.queries.received_tables import read_grid


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def refusal(content: bytes, name: str = "own.csv") -> list[tuple[str, str]]:
    with pytest.raises(DataError) as caught:
        read_grid(content, name)
    return [(p.where, p.what) for p in caught.value.problems]


@pytest.mark.parametrize(("separator", "line"), [(",", "a,b"), (";", "a;b"), ("\t", "a\tb")])
def test_commas_semicolons_and_tabs_part_columns(separator: str, line: str):
    grid = read_grid(f"{line}\n1{separator}2\n".encode(), "own.csv")
    assert (grid.head, grid.rows) == (("a", "b"), ((2, ("1", "2")),))


def test_a_row_keeps_its_line_when_lines_before_it_are_empty():
    grid = read_grid(b"a,b\n\n\n1,2\n", "own.csv")
    assert grid.place(grid.rows[0][0]) == "own.csv:4"


def test_rows_are_numbered_as_a_spreadsheet_shows_them_where_cells_have_several_lines():
    content = b'a,b\n"1\n2\n3",x\n\n4,y\n'
    assert [row for row, _cells in read_grid(content, "own.csv").rows] == [2, 6]
    assert [row for row, _cells in read_grid(content, "own.csv", as_sheet=True).rows] == [2, 4]


def test_utf_16_of_a_spreadsheet_is_read():
    grid = read_grid("a\tb\né\t2\n".encode("utf-16"), "own.txt")
    assert grid.rows == ((2, ("é", "2")),)


def test_western_european_text_is_read_and_said():
    grid = read_grid("a;b\né;2\n".encode("cp1252"), "own.csv")
    assert (grid.rows[0][1][0], len(grid.said)) == ("é", 1)


def test_a_workbook_is_read_like_a_csv():
    grid = read_grid(a_workbook(("a", "b"), (1.0, "x")), "own.xlsx")
    assert (grid.head, grid.rows) == (("a", "b"), ((2, ("1", "x")),))
    assert grid.place(2) == "own.xlsx, sheet Sheet, row 2"


def test_a_formula_without_a_computed_value_is_named_with_its_row():
    found = refusal(a_workbook(("a", "b"), (1, "=A2+1")), "own.xlsx")
    assert found == [("own.xlsx, sheet Sheet, row 2", "a formula here has no computed value.")]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty."),
        (b"\xef\xbb\xbf  \n", "the file is empty."),
        (b"a,b\n", "there is a header but no row."),
        (b",,\n,,\n", "the table is empty."),
        (b"\x00\x01\x02", "this is not a text file."),
        (b"PK\x03\x04 broken", "this is no Excel workbook, or it is damaged."),
        (b"\xd0\xcf\x11\xe0", "this is a workbook of an old kind (.xls), or one with a password."),
        (b"x" * 2_000_001, "the file is larger than 2 MB."),
        (b"a\n" + b"1\n" * 5_001, "it has more than 5,000 rows."),
        (b",".join([b"x"] * 61) + b"\n1\n", "it has more than 60 columns."),
        (b"a,b\n1,2,3\n", "the row has more cells than the header has columns."),
        (b'a,b\n1,"2\n', "the row that begins here does not end."),
    ],
)
def test_what_cannot_be_read_is_refused(content: bytes, what: str):
    assert [said for _, said in refusal(content)] == [what]


def test_a_zip_bomb_is_not_unpacked():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 8_000_001)
    assert refusal(held.getvalue(), "bomb.xlsx") == [
        ("bomb.xlsx", "the workbook unpacks to more than 8 MB.")
    ]


def test_a_cell_in_the_last_row_of_a_sheet_is_not_reached():
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"] = 1
    held = io.BytesIO()
    book.save(held)
    assert refusal(held.getvalue(), "far.xlsx") == [("far.xlsx", "there is a header but no row.")]


def test_a_workbook_of_a_version_that_nobody_knows_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("xl/workbook.xml", b"0")
    content = bytearray(held.getvalue())
    content[content.find(b"PK\x01\x02") + 6] = 200  # the version needed to open it
    assert refusal(bytes(content), "own.xlsx") == [
        ("own.xlsx", "this is no Excel workbook, or it is damaged.")
    ]
