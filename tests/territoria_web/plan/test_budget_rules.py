"""What a budget and a ballot may hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from territoria_web.plan.budget_rules import (
    Frame,
    Item,
    check_choice,
    check_frame,
    check_item,
    choice_said,
    tidy_frame,
    too_many,
)
from territoria_web.plan.models import Budget


def test_a_frame_says_all_that_is_wrong_at_once():
    frame = Frame(title="", amount=Decimal(0), currency="euro", rule="lot", most_choices=0)
    with pytest.raises(ValidationError) as refused:
        check_frame(frame)
    assert sorted(refused.value.error_dict) == [
        *("amount", "currency", "most_choices", "rule", "title")
    ]


def test_a_frame_is_tidied_before_it_is_kept():
    frame = tidy_frame(Frame(title="  Green \n squares ", amount=Decimal(5), currency=" eur"))
    assert (frame.title, frame.currency) == ("Green squares", "EUR")


@pytest.mark.parametrize("cost", ["0", "-1", "NaN", "0.001", "101"])
def test_an_item_costs_something_that_can_be_paid(cost):
    with pytest.raises(ValidationError) as refused:
        check_item(Item("Trees", Decimal(cost)), Decimal(100))
    assert list(refused.value.error_dict) == ["cost"]


def test_a_choice_is_kept_once_and_in_order():
    assert check_choice(Budget(most_choices=2), [3, 1, 3], [1, 2, 3]) == [1, 3]


def test_too_many_says_how_many_to_take_out():
    assert too_many(7, 5) == "You ticked 7 items, and at most 5 count. Take 2 out."


def test_the_rule_of_a_ballot_is_told_in_a_sentence():
    assert [choice_said(None), choice_said(1), choice_said(3)] == [
        "Tick as many items as you like, at least one.",
        "Tick 1 item.",
        "Tick at least one and at most 3 items.",
    ]
