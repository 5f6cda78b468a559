"""Which actions somebody asked for: what an address says is read, what it makes up is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planned import a_plan
from territoria_web.track.queries.accounts import PlanAccount
from territoria_web.track.queries.chosen import chosen_in, chosen_said, is_chosen
from tracked import account, adopted, promised

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def two() -> PlanAccount:
    p = promised()
    p.add("Light the stops", owner="Works", indicator="x")
    adopted(p, date(2027, 1, 5))
    return account(p, date(2027, 3, 10))


def test_each_wish_leaves_what_it_names():
    held = two()
    wishes: list[tuple[dict[str, Any], list[int]]] = [
        ({}, [1, 2]),
        ({"delivery": "late"}, [1]),
        ({"effect": "unknown"}, [2]),
        ({"owner": "WORKS"}, [2]),
        ({"silent": "1"}, []),
        ({"numbers": [2]}, [2]),
        ({"delivery": "late", "owner": "Works"}, []),
    ]
    for wish, left in wishes:
        assert [r.action.number for r in held.rows if is_chosen(r, wish)] == left, wish


def test_an_address_is_read_and_what_it_makes_up_is_left_out():
    held = two()
    assert chosen_in({"delivery": "late", "owner": "Nobody", "node": "?", "silent": "2"}, held) == {
        "delivery": "late"
    }
    assert chosen_in({"numbers": "2 2 9 x 123456789"}, held) == {"numbers": [2]}


def test_a_wish_is_said_in_a_sentence():
    held = two()
    assert chosen_said({}, held) == "About all its 2 actions."
    assert chosen_said({"numbers": [2]}, held) == "About: 2 Light the stops"
    said = "About the actions with: Delivery: late; News: silent"
    assert chosen_said({"delivery": "late", "silent": "1"}, held) == said


def test_a_plan_of_one_action():
    p = a_plan("X2")
    p.add(indicator="x")
    p.adopt()
    assert chosen_said({}, account(p, date(2027, 3, 10))) == "About its 1 action."
