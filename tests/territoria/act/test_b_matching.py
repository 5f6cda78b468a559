"""The best choice of pairs, against trying all of them."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from territoria.act.b_matching import best_b_matching, shortfalls

PEOPLE = 5
PAIRS = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)).filter(lambda p: p[0] < p[1]),
    max_size=7,
    unique=True,
)


def by_trying(ends: np.ndarray, weights: np.ndarray, room: np.ndarray, most: int) -> int:
    best = 0
    for chosen in product([False, True], repeat=len(ends)):
        on = np.array(chosen, dtype=bool)
        counts = np.bincount(ends[on].ravel(), minlength=PEOPLE)
        if on.sum() <= most and (counts <= room).all():
            best = max(best, int(weights[on].sum()))
    return best


@given(PAIRS, st.data())
def test_no_other_choice_is_worth_more(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    weights = np.array([data.draw(st.integers(1, 8)) for _ in pairs], dtype=np.int64)
    room = np.array([data.draw(st.integers(0, 3)) for _ in range(PEOPLE)], dtype=np.int64)
    limits = [(np.arange(len(pairs)), 3)]
    found = best_b_matching(ends, weights, room, limits=limits)
    assert found.value == found.bound == by_trying(ends, weights, room, 3)
    assert (np.bincount(ends[found.chosen].ravel(), minlength=PEOPLE) <= room).all()
    short = shortfalls(ends, weights, room, limits=limits)
    assert short.shape == (len(pairs),)
    assert (short >= 0).all()


def test_held_pairs_are_chosen_whatever_they_are_worth() -> None:
    ends = np.array([[0, 1], [0, 2]])
    found = best_b_matching(
        ends, np.array([1, 5]), np.array([1, 1, 1]), held=np.array([True, False])
    )
    assert (found.chosen.tolist(), found.value, found.bound) == ([True, False], 1, 1)


def test_without_pairs_there_is_nothing_to_choose() -> None:
    none = np.zeros((0, 2), dtype=np.int64)
    found = best_b_matching(none, np.zeros(0, dtype=np.int64), np.array([1]))
    assert (found.chosen.tolist(), found.value, found.bound) == ([], 0, 0)
    assert shortfalls(none, np.zeros(0, dtype=np.int64), np.array([1])).tolist() == []
