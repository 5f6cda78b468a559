from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.errors import MethodError
from territoria.listen.opinion.disclosed import publishable
from territoria.listen.opinion.opinions import opinions
from territoria.listen.opinion.votes import votes_from


def held_of(votes):
    return [
        (p, s, int(votes.values[i, j]))
        for i, p in enumerate(votes.participants)
        for j, s in enumerate(votes.statements)
        if votes.said[i, j]
    ]


def shown(votes, k=5, **more):
    return publishable(opinions(votes, seed=1, gated=False, **more), k)


def simple(*counts, passed=0):
    """One statement with so many who agree, disagree and pass."""
    values = [v for v, n in zip((1, -1, 0), (*counts, passed), strict=True) for _ in range(n)]
    return votes_from([(f"p{n:03}", "a", v) for n, v in enumerate(values)])


def test_a_statement_few_saw_has_no_figure_and_no_verdict():
    (row,) = shown(simple(4, 0)).statements
    assert (row.seen, row.agree, row.passed, row.disagree, row.division) == (None,) * 5
    assert row.verdict == "open"
    assert shown(simple(4, 0)).participants is None


def test_a_small_count_is_hidden_with_the_next_smallest():
    (row,) = shown(simple(30, 12, passed=2)).statements
    assert (row.seen, row.agree, row.disagree, row.passed) == (44, 30, None, None)
    assert row.division is None
    assert row.verdict == "agree"


def test_a_word_or_a_list_that_would_give_a_hidden_count_away_stays_unsaid():
    found = shown(simple(6, 1))
    (row,) = found.statements
    assert (row.seen, row.agree, row.verdict, found.consensus) == (7, None, "open", ())
    more = shown(simple(40, 2, passed=1))
    assert (more.statements[0].agree, more.statements[0].verdict) == (None, "agree")
    assert more.consensus == ("a",)


def test_a_statement_that_few_saw_stands_for_no_group(camps):
    whole = opinions(camps(), seed=1, gated=False)
    name = (whole.groups or ())[0].representative[0].statement
    rows = tuple(
        replace(row, seen=4, agree=3, disagree=1, passed=0) if row.statement == name else row
        for row in whole.statements
    )
    found = publishable(replace(whole, statements=rows))
    told = {one.statement for group in found.groups or () for one in group.representative}
    assert name not in told
    assert len(told) > 0


def test_counts_of_nobody_or_enough_are_all_told():
    (row,) = shown(simple(30, 12)).statements
    assert (row.agree, row.disagree, row.passed) == (30, 12, 0)
    assert row.division == 4 * 30 * 12 / 42**2


def test_groups_are_told_with_their_sizes(camps):
    found = shown(camps())
    assert [(g.name, g.size) for g in found.groups or ()] == [("A", 40), ("B", 25)]
    assert found.participants == 65
    assert found.placed == 65


def test_one_group_of_few_takes_all_groups_with_it(camps):
    found = shown(camps((40, 4)), k=5)
    assert found.groups is None
    assert found.why_no_groups == "No groups are shown: one of them has fewer than 5 people."
    assert (found.bridging, found.splits) == ((), {})


def test_few_who_are_in_no_group_cannot_be_counted(camps):
    held = [*held_of(camps()), ("x", "s0", 1), ("y", "s0", 1)]
    found = shown(votes_from(held))
    assert (found.participants, found.placed) == (None, 65)
    assert "s0" not in found.splits  # two more people than in the groups saw it
    without = shown(votes_from(held_of(camps((60, 4))) + held[-2:]))
    assert (without.groups, without.participants, without.placed) == (None, 66, None)


def test_a_representative_statement_has_its_counts_where_they_may_be_told(camps):
    found = shown(camps(noise=0.0, blank=0.0))
    first = (found.groups or ())[0].representative[0]
    assert (first.side, first.votes, first.seen) == ("agree", 40, 40)


def test_statements_moderated_out_are_not_there(camps):
    votes = camps()
    out = votes_from(held_of(votes), statements=votes.statements, moderated_out=["s3"])
    assert "s3" not in {row.statement for row in shown(out).statements}


def test_it_is_json_and_k_has_a_least(camps):
    found = opinions(camps(), seed=1, gated=False)
    text = json.dumps(publishable(found).to_plain(), allow_nan=False)
    assert "0-000" not in text
    with pytest.raises(MethodError, match="cannot hide one another"):
        publishable(found, 2)


@given(st.integers(0, 10**6), st.sampled_from([3, 5]))
@settings(max_examples=25)
def test_no_figure_and_no_difference_of_figures_tells_of_few(seed, k):
    """All sums of the published cells of a statement, and what is left of the published wholes."""
    rng = np.random.default_rng(seed)
    held = []
    for camp, size in enumerate((int(rng.integers(8, 30)), int(rng.integers(8, 20)))):
        for person in range(size):
            for s in range(9):
                if rng.random() < 0.85:
                    lot = rng.random() < 0.3
                    value = rng.integers(-1, 2) if lot else (1 if (s + camp) % 2 else -1)
                    held.append((f"{camp}-{person}", f"s{s}", int(value)))
    held += [(f"x{n}", "s0", 1) for n in range(int(rng.integers(0, 8)))]
    whole = opinions(votes_from(held), seed=1, gated=False)
    found = publishable(whole, k)
    for row in found.statements:
        truth = whole.statement(row.statement)
        cells = {
            "agree": row.agree,
            "disagree": row.disagree,
            "passed": row.passed,
        }
        told = {name: n for name, n in cells.items() if n is not None}
        if row.seen is None:
            assert told == {}
            continue
        assert all(n == 0 or n >= k for n in (row.seen, *told.values()))
        if len(told) < 3:
            assert len(told) <= 1
            assert row.seen - sum(told.values()) >= k
        split = found.splits.get(row.statement, ())
        for answer in split[0].votes if split else ():
            parts = [group.votes[answer] for group in split]
            total = (
                getattr(truth, answer)
                if answer != "rest"
                else truth.seen - sum(getattr(truth, a) for a in split[0].votes if a != "rest")
            )
            for size in range(len(parts) + 1):
                for some in combinations(parts, size):
                    assert total - sum(some) == 0 or total - sum(some) >= k
            assert answer == "rest" or answer in told
