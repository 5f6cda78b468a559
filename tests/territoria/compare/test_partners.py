"""The selection: at most so many partners, nobody left out in vain, and the best there is."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.compare.partners import choose_matches
from territoria.compare.reciprocal import FINE, Lesson, Match, Nearness
from territoria.errors import MethodError

ALIKE = Nearness(0.01, 1.0, 0.9)


def pair(one, other, score):
    """A match with this score: all in the poorer direction, as everybody is alike."""
    there = Lesson(one, other, (("f", score),), ALIKE)
    back = Lesson(other, one, (("g", score),), ALIKE)
    return Match(one, other, ALIKE, there, back)


def told(selection):
    return sorted((m.one + m.other) for m in selection.chosen)


def test_nobody_is_left_out_for_the_sake_of_a_better_pair():
    """B–C is the best pair, but then A and D have nobody."""
    held = [pair("B", "C", 0.9), pair("A", "B", 0.3), pair("C", "D", 0.3)]
    assert told(choose_matches(held, most=1)) == ["AB", "CD"]


def test_of_selections_that_serve_as_many_the_best_is_taken():
    held = [pair("A", "B", 0.9), pair("A", "C", 0.5), pair("B", "C", 0.4)]
    chosen = choose_matches(held, most=1)
    assert (told(chosen), chosen.alone) == (["AB"], ("C",))


def test_with_more_room_there_are_more_pairs():
    held = [pair("A", "B", 0.9), pair("A", "C", 0.5), pair("B", "C", 0.4)]
    assert told(choose_matches(held, most=2)) == ["AB", "AC", "BC"]


def test_only_members_count_as_served():
    """X and Y are outside: it is the members' turn that counts."""
    held = [pair("A", "X", 0.2), pair("X", "Y", 0.9), pair("A", "B", 0.1)]
    chosen = choose_matches(held, most=1, members=["A", "B"])
    assert (told(chosen), chosen.alone) == (["AB", "XY"], ())


def test_without_pairs_nothing_is_chosen():
    assert choose_matches([]).chosen == ()


def test_room_for_nobody_is_refused():
    with pytest.raises(MethodError, match="room for a partner"):
        choose_matches([pair("A", "B", 0.5)], most=0)


PAIRS = list(combinations("ABCDE", 2))
graphs = st.dictionaries(st.sampled_from(PAIRS), st.integers(1, 9), max_size=7)


def best_by_hand(scores, most):
    """Every subset: served first, then the sum."""
    held = list(scores)
    best = (0, 0)
    for count in range(len(held) + 1):
        for chosen in combinations(held, count):
            ends = [end for p in chosen for end in p]
            if max((ends.count(end) for end in ends), default=0) <= most:
                best = max(best, (len(set(ends)), sum(scores[p] for p in chosen)))
    return best


@settings(max_examples=40, deadline=None)
@given(graphs, st.integers(1, 3))
def test_no_selection_does_better_and_nobody_has_too_many(scores, most):
    chosen = choose_matches([pair(a, b, n / 10) for (a, b), n in scores.items()], most=most)
    ends = [end for m in chosen.chosen for end in (m.one, m.other)]
    assert all(ends.count(end) <= most for end in ends)
    total = sum(round(m.score * FINE) for m in chosen.chosen)
    assert (len(set(ends)), total) == (
        best_by_hand(scores, most)[0],
        best_by_hand(scores, most)[1] * 100,
    )


@settings(max_examples=20, deadline=None)
@given(graphs, st.randoms())
def test_the_order_of_the_pairs_changes_nothing(scores, chance):
    held = [pair(a, b, n / 10) for (a, b), n in scores.items()]
    again = list(held)
    chance.shuffle(again)
    assert told(choose_matches(held, most=1)) == told(choose_matches(again, most=1))


def test_sixty_territories_are_matched_at_once():
    names = [f"T{n:02}" for n in range(60)]
    held = [
        pair(a, b, ((7 * n) % 11 + 1) / 12)
        for n, (a, b) in enumerate(combinations(names, 2))
        if n % 3 == 0
    ]
    chosen = choose_matches(held, most=2)
    ends = [end for m in chosen.chosen for end in (m.one, m.other)]
    assert (max(ends.count(n) for n in names), chosen.alone) == (2, ())
