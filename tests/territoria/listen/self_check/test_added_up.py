from __future__ import annotations

import pytest

from territoria.listen.self_check import added_up
from territoria.listen.self_check.added_up import tells_of_few


def block(first, count):
    """So many firms, a bit each."""
    return 2**count - 1 << first


def test_large_blocks_tell_of_nobody():
    assert not tells_of_few(frozenset({block(0, 20), block(0, 10), block(10, 20)}), 10)
    assert not tells_of_few(frozenset(), 10)


def test_one_set_in_another_tells_who_is_between():
    assert tells_of_few(frozenset({block(0, 20), block(0, 19)}), 10)
    assert not tells_of_few(frozenset({block(0, 20), block(0, 10)}), 10)


def test_three_sets_tell_of_one_firm_though_each_pair_differs_by_ten():
    whole, one, two = block(0, 31), block(0, 15), block(15, 15)
    pairs = [whole ^ one, whole ^ two, one ^ two]
    assert min(pair.bit_count() for pair in pairs) >= 10
    assert tells_of_few(frozenset({whole, one, two}), 10)


def test_two_firms_of_which_one_took_the_place_of_the_other_are_told():
    old, came = block(0, 20) | 1 << 50, block(30, 12)
    new = block(0, 20) | came | 1 << 51
    assert tells_of_few(frozenset({old, new, came}), 10)
    assert not tells_of_few(frozenset({old, new}), 10)


def test_three_firms_that_left_behind_those_who_came_are_told():
    left = [1 << 50 + n for n in range(3)]
    old, came = block(0, 20) | sum(left), block(30, 15)
    assert tells_of_few(frozenset({old, block(0, 20) | came, came}), 10)
    apart = [block(60 + 20 * n, 15) for n in range(3)]
    each = [one | other for one, other in zip(left, apart, strict=True)]
    assert tells_of_few(frozenset({*each, sum(apart)}), 10)


def test_too_many_sets_may_not_be_added_to(monkeypatch):
    monkeypatch.setattr(added_up, "MOST_SETS", 2)
    assert tells_of_few(frozenset({block(0, 10), block(10, 11), block(30, 12)}), 10)


@pytest.mark.parametrize(("k", "few"), [(3, False), (4, True)])
def test_the_number_may_be_another_one(k, few):
    assert tells_of_few(frozenset({block(0, 6), block(0, 3)}), k) == few
