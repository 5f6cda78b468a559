from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.opinion.representative import representative, side_tables
from territoria.listen.opinion.significance import adjusted, chance_of
from territoria.listen.opinion.votes import Counts

NAMES = tuple("abcdefgh")


def counts_of(agree, disagree, seen):
    return Counts(np.array(agree), np.array(disagree), np.array(seen))


@st.composite
def any_counts(draw):
    rows = st.lists(
        st.lists(st.tuples(*[st.integers(0, 30)] * 3), min_size=8, max_size=8),
        min_size=2,
        max_size=4,
    )
    cells = np.array(draw(rows))
    return Counts(cells[..., 0], cells[..., 1], cells.sum(axis=2))


def told(counts, out=()):
    found = representative(counts, NAMES, tuple(name in out for name in NAMES))
    return [[(r.statement, r.side) for r in group] for group in found]


@given(any_counts())
def test_the_tables_are_the_published_formulas_cell_by_cell(counts):
    agree, _ = side_tables(counts)
    groups, columns = counts.seen.shape
    for g in range(groups):
        for c in range(columns):
            a, s = int(counts.agree[g, c]), int(counts.seen[g, c])
            a_rest = int(counts.agree[:, c].sum()) - a
            s_rest = int(counts.seen[:, c].sum()) - s
            share = (a + 1) / (s + 2)
            assert math.isclose(agree.ratio[g, c], share / ((a_rest + 1) / (s_rest + 2)))
            pooled = (a + a_rest + 2) / (s + s_rest + 2)
            z = 0.0
            if pooled < 1:
                error = math.sqrt(pooled * (1 - pooled) * (1 / (s + 1) + 1 / (s_rest + 1)))
                z = ((a + 1) / (s + 1) - (a_rest + 1) / (s_rest + 1)) / error
            assert math.isclose(agree.z_ratio[g, c], z, abs_tol=1e-9)


@given(any_counts(), st.sets(st.sampled_from(NAMES)))
def test_a_list_is_short_ordered_and_never_empty(counts, out):
    for listed in told(counts, out):
        assert len(listed) <= 5
        assert not {name for name, _ in listed} & out
        sides = [side for _, side in listed]
        assert sides == sorted(sides)  # agree comes before disagree
        assert listed or len(out) == len(NAMES)
        assert len({name for name, _ in listed}) == len(listed)


def test_a_group_is_told_by_what_it_says_and_others_do_not():
    agree = [[20, 0, 15, 19, 1, 0, 0, 0], [2, 18, 14, 18, 1, 0, 0, 0]]
    disagree = [[0, 19, 3, 0, 1, 0, 0, 0], [17, 1, 4, 1, 1, 0, 0, 0]]
    seen = [[21, 20, 20, 20, 4, 0, 0, 0]] * 2
    assert told(counts_of(agree, disagree, seen)) == [
        [("a", "agree"), ("b", "disagree")],
        [("b", "agree"), ("a", "disagree")],
    ]


def test_the_best_agreed_leads_and_says_so():
    agree = [[20, 0, 0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0, 0]]
    nothing = [[0] * 8] * 2
    counts = counts_of(agree, nothing, [[20, 0, 0, 0, 0, 0, 0, 0]] * 2)
    (first,), (other,) = representative(counts, NAMES, (False,) * 8)
    assert (first.statement, first.first_agreed, first.significant) == ("a", True, True)
    assert (first.votes, first.seen) == (20, 20)
    assert first.q < 1e-5
    # the other group has nothing significant, but something is told of it
    assert (other.significant, other.first_agreed) == (False, False)


def test_a_lead_has_the_chance_of_agreeing_also_where_the_group_disagrees_more_tellingly():
    agree, disagree = [[20] + [0] * 7, [18] + [0] * 7], [[10] + [0] * 7, [4] + [0] * 7]
    counts = counts_of(agree, disagree, [[30] + [0] * 7, [40] + [0] * 7])
    for_agree, for_disagree = side_tables(counts)
    assert for_agree.z_ratio[0, 0] < for_disagree.z_ratio[0, 0]
    lead = representative(counts, NAMES, (False,) * 8)[0][0]
    assert (lead.side, lead.first_agreed, lead.significant) == ("agree", True, True)
    weakest = [np.minimum(side.z_ratio, side.z_share) for side in (for_agree, for_disagree)]
    q = adjusted(chance_of(np.array(weakest)), np.array([counts.seen > 0] * 2))
    assert lead.q == q[0, 0, 0] < 0.2


def test_without_anything_significant_the_most_telling_statement_is_told():
    agree = [[1, 0, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0]]
    disagree = [[1, 2, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0]]
    counts = counts_of(agree, disagree, [[2, 2, 0, 0, 0, 0, 0, 0], [2, 2, 0, 0, 0, 0, 0, 0]])
    first, second = told(counts)
    assert first == [("b", "disagree")]
    assert second == [("b", "agree")]


def test_many_statements_at_once_are_held_against_chance():
    """Of 200 statements on which two groups vote by lot, few are left once all of them are counted."""
    rng = np.random.default_rng(1)
    names = tuple(f"s{n}" for n in range(200))
    agree = rng.binomial(30, 0.5, size=(2, 200))
    counts = Counts(agree, 30 - agree, np.full((2, 200), 30))
    found = [r for group in representative(counts, names, (False,) * 200) for r in group]
    assert [r.significant for r in found] == [True] * 10
    assert [r.q <= 0.1 for r in found] == [False] * 10
