from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError
from territoria.listen.rating_counts import Rating, count_codes, count_ratings

SERVICES, WAYS = ("bus", "desk"), ("web", "paper")
ratings = st.lists(
    st.builds(
        Rating,
        service=st.sampled_from(SERVICES),
        channel=st.sampled_from(WAYS),
        satisfaction=st.none() | st.integers(1, 5),
        solved=st.none() | st.sampled_from(["no", "partly", "yes"]),
    )
)


@given(ratings)
def test_every_rating_is_counted_in_its_cell(given_ratings):
    expected = np.zeros((2, 2, 6, 4), int)
    for one in given_ratings:
        solved = [None, "no", "partly", "yes"].index(one.solved)
        at = (SERVICES.index(one.service), WAYS.index(one.channel), one.satisfaction or 0, solved)
        expected[at] += 1
    assert np.array_equal(count_ratings(given_ratings, SERVICES, WAYS).cells, expected)


def test_all_that_is_wrong_is_named_at_once():
    with pytest.raises(DataError) as caught:
        count_ratings([Rating("buss", "web", 6), Rating("bus", "fax", 1, "maybe")], SERVICES, WAYS)
    assert [(p.where, p.what) for p in caught.value.problems] == [
        ("rating 1", "there is no such service: buss."),
        ("rating 1", "the satisfaction 6 is none."),
        ("rating 2", "there is no such channel: fax."),
        ("rating 2", "maybe is no answer to: was it solved?"),
    ]


def test_codes_outside_are_refused():
    none = np.zeros(2, int)
    with pytest.raises(DataError, match=r"satisfaction: a code is outside 0 to 5\."):
        count_codes(none, none, np.array([1, 6]), none, SERVICES, WAYS)
