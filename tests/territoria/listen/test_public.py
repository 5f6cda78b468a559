from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.content import load_library
from territoria.errors import DataError
from territoria.listen.answers import Answer, panel_of
from territoria.listen.public import groups_of, public
from territoria.listen.tabulate import tabulate

GROUPS = groups_of(load_library().roles)


def table(**roles: list[int]):
    return tabulate(
        panel_of(
            Answer(f"{role}{n}", role, "q", level)
            for role, levels in roles.items()
            for n, level in enumerate(levels)
        )
    )


def test_the_groups_are_those_of_the_library():
    assert {role for role, group in GROUPS.items() if group == "authority"} == {
        "MAY",
        "CMG",
        "OFF",
        "DEV",
    }
    assert (GROUPS["FIN"], GROUPS["EDU"], GROUPS["SOC"]) == ("business", "knowledge", "society")


def test_roles_are_merged_to_groups_before_anything_is_hidden():
    shown = public(table(MAY=[4, 4], OFF=[0, 0, 0, 0], SME=[2] * 6), GROUPS).questions[0]
    assert [(g.group, g.n, g.mean) for g in shown.groups] == [
        ("authority", 6, 50.0),
        ("business", 6, 50.0),
    ]
    assert (shown.n, shown.hidden, shown.gap) == (12, (), 0.0)


def test_a_small_group_is_hidden_and_another_with_it():
    shown = public(table(MAY=[4] * 5, SME=[2] * 7, UNI=[0] * 2), GROUPS).questions[0]
    assert shown.hidden == ("authority", "knowledge")
    assert [g.group for g in shown.groups] == ["business"]
    assert (shown.gap, shown.disagree) == (None, False)
    assert shown.n == 14


def test_fewer_than_k_answers_leave_nothing_but_the_question():
    shown = public(table(MAY=[4] * 2, SME=[2] * 2), GROUPS)
    only = shown.questions[0]
    assert shown.respondents is None
    assert (only.n, only.score, only.low, only.counts, only.groups) == (None, None, None, None, ())
    assert only.hidden == ("authority", "business")


def test_levels_are_counted_only_where_each_was_said_by_enough():
    assert public(table(MAY=[4] * 5, SME=[2] * 5), GROUPS).questions[0].counts == (0, 0, 5, 0, 5)
    assert public(table(MAY=[4] * 5, SME=[2] * 4 + [1]), GROUPS).questions[0].counts is None


def test_a_role_without_group_is_an_error():
    with pytest.raises(DataError, match="belongs to no actor group"):
        public(table(XYZ=[1]), GROUPS)


@given(
    st.dictionaries(
        st.sampled_from(["MAY", "OFF", "SME", "UNI", "CIT"]),
        st.lists(st.integers(0, 4), min_size=1, max_size=9),
        min_size=1,
    ),
    st.integers(3, 6),
)
def test_no_published_count_and_no_difference_of_two_is_below_k(roles, k):
    shown = public(table(**roles), GROUPS, k).questions[0]
    seen = [group.n for group in shown.groups]
    assert all(n >= k for n in seen)
    if shown.n is not None:
        left = shown.n - sum(seen)
        assert left == 0 or left >= k
        assert not (left and len(shown.hidden) < 2 and shown.groups)
    if shown.counts is not None:
        assert all(n == 0 or n >= k for n in shown.counts)
    assert asdict(shown)["question"] == "q"
