from __future__ import annotations

import pytest

from territoria.listen.reach import wilson
from territoria.listen.self_check.changes import change_of


def share(part, n):
    low, high = wilson(part, n, 1.959964)
    return {"share": part / n, "low": low, "high": high, "n": n}


def test_the_range_of_a_difference_agrees_with_the_published_one():
    # Newcombe 1998, Statistics in Medicine 17, 873: 56 of 70 less 48 of 80, with 95 %
    found = change_of(share(48, 80), share(56, 70))
    assert found.change == pytest.approx(0.2)
    assert (round(found.low, 4), round(found.high, 4), found.moved) == (0.0524, 0.3339, True)


def test_means_are_compared_in_the_same_way():
    # distances of 3 and 4 to the ends that face each other: 10 ∓ 5
    found = change_of({"value": 40, "low": 35, "high": 43}, {"value": 50, "low": 46, "high": 60})
    assert (found.change, found.low, found.high) == (10, 5, 10 + 125**0.5)


def test_a_change_within_doubt_has_not_moved_and_nothing_is_said_of_what_is_not_shown():
    assert not change_of(share(20, 40), share(22, 40)).moved
    assert (change_of(None, share(3, 30)), change_of(share(3, 30), None)) == (None, None)
