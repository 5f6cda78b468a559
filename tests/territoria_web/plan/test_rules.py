"""What a plan may hold: each fault by its field, with the remedy."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from territoria_web.plan.rules import Dated, Draft, check_draft, check_plan, tidied, year_in

DAY = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("title", {"title": " \n "}),
        ("title", {"title": "x" * 201}),
        ("ends", {"begins": date(2027, 2, 1), "ends": DAY}),
        ("effort", {"effort": -1.0}),
        ("effort", {"effort": float("nan")}),
        ("money", {"money": Decimal("-1")}),
        ("money", {"money": Decimal("1e13")}),
        ("money_state", {"money": Decimal(5), "money_state": "none"}),
        ("money_state", {"money_state": "stolen"}),
        ("currency", {"currency": "euro"}),
        ("target_high", {"indicator": "x", "target_low": 60.0, "target_high": 40.0}),
        ("target_high", {"indicator": "x", "target_low": 60.0}),
        ("target_year", {"indicator": "x", "target_year": 2022, "baseline_period": "2022"}),
        ("target_year", {"indicator": "x", "target_year": 3000}),
        ("target_year", {"indicator": "x", "target_year": 2026, "ends": DAY}),
        ("target_year", {"indicator": "x", "target_year": 2026, "begins": DAY}),
        ("indicator", {"target_low": 1.0, "target_high": 2.0}),
        ("wave", {"wave": 4}),
        ("state", {"state": "dropped"}),
        ("partners", {"partners": tuple(f"Town {n}" for n in range(31))}),
        ("conditions", {"conditions": ("x" * 301,)}),
        ("milestones", {"milestones": (Dated("", DAY),)}),
        ("milestones", {"milestones": (Dated("x", date(1, 1, 1)),)}),
        ("milestones", {"ends": DAY, "milestones": (Dated("x", date(2027, 1, 2)),)}),
    ],
)
def test_a_fault_is_told_at_its_field(field, fields):
    with pytest.raises(ValidationError) as refused:
        check_draft(tidied(Draft(**{"title": "Open a desk", **fields})))
    assert list(refused.value.message_dict) == [field]


def test_texts_are_tidied_and_lists_hold_each_once():
    draft = tidied(
        Draft(
            title="  Open\x00 a\ndesk ",
            what="One\r\ntwo ",
            partners=("A", " A", ""),
            needs=(3, 1, 3),
            currency="eur",
            money=Decimal("1.239"),
        )
    )
    assert (draft.title, draft.what, draft.partners) == ("Open a desk", "One\ntwo", ("A",))
    assert (draft.needs, draft.currency, draft.money) == ((1, 3), "EUR", Decimal("1.24"))


def test_the_year_of_a_period():
    assert [year_in(p) for p in ("2022", "2022-Q3", "20222", "spring", "")] == [
        2022,
        2022,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize("capacity", [0.0, -1.0, float("nan"), float("inf"), 1e6])
def test_a_capacity_is_more_than_nothing(capacity):
    with pytest.raises(ValidationError) as refused:
        check_plan(capacity=capacity, begins=DAY, vision="")
    assert list(refused.value.message_dict) == ["capacity"]


def test_target_and_last_milestone_may_fall_into_the_end_of_the_action():
    steps = (Dated("Open it", DAY),)
    check_draft(
        Draft(title="Open", ends=DAY, milestones=steps, indicator="x", target_year=DAY.year)
    )
