"""Deferred acceptance: stable, and the best of all stable assignments for every mentee."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from territoria.act.mentoring.deferred import accept_deferred, blocking_pairs

MENTEES, MENTORS = "abcd", "xyz"
Case = tuple[dict[str, list[str]], dict[str, list[str]], dict[str, int]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Lists in which each pair is either named by both or by nobody."""
    fits = {(a, x) for a in MENTEES for x in MENTORS if draw(st.booleans())}
    wishes = {a: draw(st.permutations([x for x in MENTORS if (a, x) in fits])) for a in MENTEES}
    likings = {x: draw(st.permutations([a for a in MENTEES if (a, x) in fits])) for x in MENTORS}
    return wishes, likings, {x: draw(st.integers(0, 2)) for x in MENTORS}


@given(cases())
def test_nobody_would_rather_have_each_other_and_no_mentee_can_fare_better(case: Case) -> None:
    wishes, likings, capacity = case
    found = accept_deferred(wishes, likings, capacity)
    assert blocking_pairs(found, wishes, likings, capacity) == ()
    for choice in product(*([None, *wishes[a]] for a in MENTEES)):
        other = {a: x for a, x in zip(MENTEES, choice, strict=True) if x is not None}
        if any(list(other.values()).count(x) > capacity[x] for x in MENTORS):
            continue
        if blocking_pairs(other, wishes, likings, capacity):
            continue
        for a in MENTEES:
            order = [*wishes[a], None]
            assert order.index(found.get(a)) <= order.index(other.get(a))


def test_the_example_with_one_place_each() -> None:
    wishes = {"a": ["x", "y"], "b": ["x", "y"], "c": ["y", "x"]}
    likings = {"x": ["c", "b", "a"], "y": ["a", "b", "c"]}
    capacity = {"x": 1, "y": 1}
    assert accept_deferred(wishes, likings, capacity) == {"a": "y", "c": "x"}
    assert blocking_pairs({"a": "x"}, wishes, likings, capacity) == (
        ("b", "x"),
        ("b", "y"),
        ("c", "y"),
        ("c", "x"),
    )


def test_who_is_named_by_one_side_only_is_not_paired() -> None:
    assert accept_deferred({"a": ["x", "y"]}, {"x": [], "y": ["a"]}, {"x": 1, "y": 1}) == {"a": "y"}
