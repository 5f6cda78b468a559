from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.listen.opinion.routing import next_statement, priorities
from territoria.listen.opinion.votes import Counts

chances = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 100), min_size=1)


def one(agree, disagree, seen, extremity=0.0, *, meta=False, out=False):
    counts = Counts(np.array([agree]), np.array([disagree]), np.array([seen]))
    return float(priorities(counts, np.array([extremity]), (meta,), (out,))[0])


def test_the_published_formula_by_hand():
    told = (1 - (2 + 1) / (20 + 2)) * (0.7 + 1) * (12 + 1) / (20 + 2) * (1 + 8 * 2**-4)
    np.testing.assert_allclose(one(12, 6, 20, 0.7), told**2)


def test_a_new_statement_comes_before_one_that_many_saw():
    assert one(0, 0, 0) == (1 / 2 * 1 / 2 * 9) ** 2
    assert one(0, 0, 0) > one(20, 20, 40)


def test_a_meta_statement_has_seven_squared_and_one_moderated_out_nothing():
    assert one(1, 2, 3, meta=True) == 49.0
    assert one(1, 2, 3, meta=True, out=True) == 0.0


def test_draws_come_in_proportion_to_priority():
    drawn = Counter(next_statement({"a": 3.0, "b": 1.0, "c": 0.0}, "abc", n) for n in range(2000))
    assert set(drawn) == {"a", "b"}
    assert abs(drawn["a"] / 2000 - 0.75) < 0.04


@given(chances, st.integers(0, 10**6))
def test_only_what_is_unseen_is_drawn_in_whatever_order_it_stands(known, seed):
    unseen = sorted(known)[::2]
    drawn = next_statement(known, unseen, seed)
    assert drawn == next_statement(known, unseen[::-1], seed)
    assert drawn is None or (drawn in unseen and known[drawn] > 0)
    assert (drawn is None) == all(known[name] == 0 for name in unseen)


def test_a_statement_without_priority_is_an_error():
    with pytest.raises(DataError, match="no priority"):
        next_statement({"a": 1.0}, ["a", "q"], 1)
