from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.listen.opinion.votes import count, votes_from

RECORDS = [("bo", "x", 1), ("al", "x", -1), ("bo", "y", 0), ("bo", "x", -1)]
records = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("xyz"), st.sampled_from([-1, 0, 1]))
)


def test_the_last_vote_of_a_person_on_a_statement_counts():
    votes = votes_from(RECORDS)
    assert votes.participants == ("al", "bo")
    assert votes.statements == ("x", "y")
    np.testing.assert_array_equal(votes.values, [[-1, np.nan], [-1, 0]])


def test_a_statement_without_a_vote_has_a_column_where_it_is_named():
    votes = votes_from(RECORDS, statements=["y", "z", "x"], moderated_out=["z"], meta=["y"])
    assert votes.moderated_out == (False, True, False)
    assert votes.meta == (True, False, False)
    assert count(votes.values).seen.tolist() == [1, 0, 2]


def test_a_pass_is_a_vote_and_a_blank_is_none():
    counts = count(votes_from(RECORDS).values)
    assert counts.agree.tolist() == [0, 0]
    assert counts.disagree.tolist() == [2, 0]
    assert counts.passed.tolist() == [0, 1]


def test_counts_by_group_leave_out_who_is_in_none():
    counts = count(votes_from(RECORDS).values, np.array([-1, 0]), 2)
    assert counts.seen.tolist() == [[1, 1], [0, 0]]
    assert count(votes_from(RECORDS).values, np.array([-1, -1]), 0).seen.shape == (0, 2)


def test_every_value_that_is_no_vote_and_every_strange_statement_is_told_at_once():
    with pytest.raises(DataError) as caught:
        votes_from([("al", "x", 2), ("al", "q", 1)], statements=["x", "x"], meta=["r"])
    assert [str(p) for p in caught.value.problems] == [
        "statements: a statement is named twice. Name each once.",
        "q: there is no such statement. Name it among the statements.",
        "r: there is no such statement. Name it among the statements.",
        "al, x: 2 is no vote. Give 1 for agree, -1 for disagree, 0 for pass.",
    ]


@given(records)
def test_counts_are_those_of_a_plain_dictionary(held):
    votes = votes_from(held, statements="xyz")
    last = {(person, statement): value for person, statement, value in held}
    counts = count(votes.values)
    for n, name in enumerate("xyz"):
        said = [value for (_, statement), value in last.items() if statement == name]
        assert (counts.agree[n], counts.disagree[n]) == (said.count(1), said.count(-1))
        assert counts.seen[n] == len(said)
