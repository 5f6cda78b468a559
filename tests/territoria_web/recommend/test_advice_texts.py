"""The library's advice as entries."""

from __future__ import annotations

import pytest

from territoria.errors import AddressError
from territoria_web.recommend.queries.advice_texts import (
    advice_at,
    advice_for,
    advice_naming,
    advice_on,
    advice_resting_on,
    all_advice,
    counts_by_node,
    counts_by_role,
    role_at,
    roles_by_group,
)


def test_all_advice_is_there_the_best_supported_first():
    entries = all_advice()
    assert len(entries) == 108
    assert [e.grade for e in entries] == sorted((e.grade for e in entries), reverse=True)


def test_both_doors_lead_to_all_advice():
    by_role = [a.id for _, roles in roles_by_group() for r in roles for a in advice_for(r.id)]
    assert sorted(by_role) == sorted(a.id for a in all_advice())
    assert sum(counts_by_role().values()) == 108
    assert counts_by_node()["A3.2"] == len(advice_on("A3.2"))


def test_a_card_says_effort_and_what_is_needed_first():
    entry = advice_at("one-door-named-adviser")
    assert entry.person_months == "6–14 person-months"
    assert entry.cost == "5,000–30,000 euros"
    assert entry.first_effect == "3–6 months"
    assert [n.id for n in entry.needs] == ["desks-agree"]
    assert [s.indicator for s in entry.know_by] == ["first_answer_days", ""]


def test_advice_is_found_from_what_it_rests_on():
    assert "one-door-named-adviser" in {a.id for a in advice_resting_on("hautsdefrance-factory")}
    assert "one-door-named-adviser" in {a.id for a in advice_naming("dihnamic")}


def test_a_role_is_found_in_any_case_and_an_unknown_one_told():
    assert role_at("may").id == "MAY"
    with pytest.raises(AddressError):
        role_at("KING")
    with pytest.raises(AddressError):
        advice_at("no-such-advice")
