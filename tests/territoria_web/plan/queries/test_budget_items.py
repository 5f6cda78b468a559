"""A pasted table, read line by line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from territoria_web.plan.budget_rules import Item
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budget_items import items_in

BUDGET = Budget(amount=Decimal(100_000))


def test_a_table_with_semicolons_is_read():
    found = items_in("Trees; 40.000 ;Green;Along the road\n\nBenches;1 200,50", BUDGET)
    assert found == [
        Item("Trees", Decimal("40000.00"), "Green", "Along the road"),
        Item("Benches", Decimal("1200.50"), "", ""),
    ]


def test_cells_of_a_spreadsheet_with_their_head_are_read():
    found = items_in("Title\tCost\tTheme\nTrees\t€ 400\tGreen", BUDGET)
    assert found == [Item("Trees", Decimal("400.00"), "Green", "")]


def test_every_line_that_cannot_be_read_is_told_by_its_number():
    with pytest.raises(ValidationError) as refused:
        items_in("Trees;400\nBenches;many1\nA tower;200000", BUDGET)
    assert [said.partition(":")[0] for said in refused.value.messages] == ["Line 2", "Line 3"]


def test_nothing_to_read_is_said():
    with pytest.raises(ValidationError, match="no line to read"):
        items_in(" \n", BUDGET)
