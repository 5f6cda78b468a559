"""What a table of answers gathered on paper would bring."""

from __future__ import annotations

from datetime import date

import pytest

from a_self_check import a_check
from on_paper import a_line, rows_of
from territoria_web.library.cell_faults import CellFault
from territoria_web.listen.queries.paper_sittings import (
    look_at_paper,
    mark_of,
    sizes_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_rows_of_one_firm_are_its_sittings_and_its_name_is_left_behind():
    check = a_check()
    lines = [
        a_line(check, firm="Bakery Smith", day="2025-03-02"),
        a_line(check, 3, firm="bakery  smith"),
        a_line(check, size="small"),
        a_line(check, size="small"),
    ]
    looked = look_at_paper(check, *rows_of(check, *lines))
    assert (looked.faults, len(looked.firms), looked.count) == ((), 3, 4)
    assert list(looked.firms[0].sittings) == [date(2025, 3, 2), date(2026, 3, 2)]
    assert "smith" not in repr(looked).casefold()
    assert sizes_in(check, looked.firms) == [("under 10 staff", 1, 2), ("10 to 49 staff", 2, 2)]


def test_one_wrong_cell_keeps_all_out_and_rows_of_a_firm_agree():
    check = a_check()
    lines = [
        a_line(check, firm="A"),
        a_line(check, firm="A"),
        a_line(check, firm="A", day="2025-03-02", size="small"),
        a_line(check, firm_plan="much"),
    ]
    looked = look_at_paper(check, *rows_of(check, *lines))
    assert looked.firms == ()
    assert looked.faults == (
        CellFault(3, "day", "Row 2 is of the same firm on the same day. Keep one of them."),
        CellFault(4, "size", "Row 2 says otherwise of the same firm. Write the latest in both."),
        CellFault(5, "firm_plan", "Write a number from 0 to 4, or unknown."),
    )


def test_the_head_is_told_what_it_lacks_and_what_is_strange():
    check = a_check(audience="public")
    head, rows = rows_of(check, a_line(check))
    head = ["name", *head[1:-1], "size"]
    missing = "This column is missing. Begin with the template."
    unknown = "This column is not known. Leave it out, or name it as the template does."
    assert look_at_paper(check, head, rows).faults == (
        CellFault(0, "public_devices", missing),
        CellFault(0, "name", unknown),
        CellFault(0, "size", "This column stands twice. Keep one of them."),
    )


def test_the_same_answers_in_another_order_have_the_same_mark():
    check = a_check()
    lines = [a_line(check, 1, firm="A"), a_line(check, "3", firm="B", firm_plan="unknown")]
    marks = [
        mark_of(check, look_at_paper(check, *rows_of(check, *order)).firms)
        for order in (lines, lines[::-1], lines[:1])
    ]
    assert (marks[0] == marks[1], marks[0] == marks[2]) == (True, False)
