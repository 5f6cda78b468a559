"""A table of ratings is read whole, and all that is wrong is said by line."""

from __future__ import annotations

from datetime import date

from territoria_web.listen.queries.rating_file import FileRow, ratings_in


def test_columns_in_any_order_with_either_sign_between_them():
    read = ratings_in(b"satisfaction;solved;day\n4;Partly;2026-11-02\n\n", "AAAAAA")
    assert (read.rows, read.faults) == ((FileRow(date(2026, 11, 2), "partly", 4, ""),), ())


def test_the_same_file_of_another_service_is_another_file():
    content = b"day,solved,satisfaction\n"
    assert ratings_in(content, "AAAAAA").digest == ratings_in(content, "AAAAAA").digest
    assert ratings_in(content, "AAAAAA").digest != ratings_in(content, "BBBBBB").digest


def test_what_is_wrong_is_said_by_line():
    text = "day,solved,satisfaction\n2026-11-02,yes,5\n2.11.2026,yes,5\n2026-11-02,perhaps,5\n"
    read = ratings_in(text.encode(), "AAAAAA")
    assert read.faults == ((3, "Give the day as 2026-11-23."), (4, "Solved is yes, partly or no."))
    assert [what for _line, what in ratings_in(b"a,b\n", "AAAAAA").faults] == [
        "There is no column “Day”.",
        "There is no column “Solved”.",
        "There is no column “Satisfaction”.",
    ]
    assert ratings_in(b"\xff\xfe", "AAAAAA").faults[0][0] == 1


def test_lines_that_end_as_on_an_old_machine_are_lines():
    read = ratings_in(b"day,solved,satisfaction\r2026-11-02,yes,5\r", "AAAAAA")
    assert (read.rows, read.faults) == ((FileRow(date(2026, 11, 2), "yes", 5, ""),), ())


def test_a_row_that_does_not_end_is_said():
    text = f'day,solved,satisfaction\n2026-11-02,yes,"{200_000 * "5"}'
    assert ratings_in(text.encode(), "AAAAAA").faults == (
        (2, "Row 2 does not end. Close its quotation mark, or take it out."),
    )
