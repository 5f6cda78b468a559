"""The template of a table of answers gathered on paper."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from openpyxl import load_workbook

from a_self_check import a_check
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.listen.queries.paper_columns import (
    columns_of,
    name_in,
    template_csv,
    template_workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_firm_has_a_column_for_all_that_it_is_asked():
    check = a_check()
    columns = columns_of(check)
    assert [c.name for c in columns[:4]] == ["firm", "day", "size", "sector"]
    kinds = Counter(c.kind for c in columns[4:])
    assert kinds == {"level": 12, "yes-no": 12, "obstacles": 1, "severity": 13}
    assert [name_in(c.head) for c in columns] == [c.name for c in columns]
    first = read_frozen(check).questions["firm_plan"].text.root["en"]
    assert columns[4].head == f"firm_plan: {first}"


def test_a_public_body_has_neither_sector_nor_obstacles():
    kinds = Counter(c.kind for c in columns_of(a_check(audience="public")))
    assert kinds == {"firm": 1, "day": 1, "size": 1, "level": 12}


def test_both_templates_have_the_heads_and_the_workbook_says_what_to_write():
    check = a_check()
    heads = [column.head for column in columns_of(check)]
    assert template_csv(check).decode("utf-8-sig").count("\n") == 1
    book = load_workbook(io.BytesIO(template_workbook(check)))
    assert [cell.value for cell in book["sittings"][1]] == heads
    answers = [row[:2] for row in book["answers"].values]
    assert answers[1] == ("size", "self-employed")
    assert [value for name, value in answers if name == "firm_plan"] == [*"01234", "unknown"]
