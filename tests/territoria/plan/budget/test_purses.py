from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from territoria.plan.budget.purses import Purses


def test_the_poor_give_all_and_the_others_the_same(made):
    """Example of equalshares.net, “How to split project costs equally”: two of five supporters have 5
    left of 30; a cost of 50 is split into 5, 5 and three times 40 / 3.
    """
    held = made(300, {"x": 50, "y": 50}, "xy", "xy", *["y"] * 3, *["x"] * 5)
    purses = Purses(held, Fraction(30))
    assert purses.payment(1, 0.0) == 10
    purses._held[held.counted.row_of["1"]] = 5  # as if an earlier project had taken 25
    assert math.isclose(purses.payment(1, 10.0), 40 / 3)


def test_the_same_split_exactly(made):
    held = made(300, {"z": 50, "x": 50}, "zx", "zx", *["x"] * 3)
    purses = Purses(held, Fraction(30))
    purses.pay(0, purses.payment(0, 0.0))  # the first two pay 25 each
    split = purses.split(1)
    assert split is not None
    assert split.payment == Fraction(40, 3)
    assert [split.poor.tolist(), split.emptied.tolist(), split.full_payers] == [[0], [0], 3]
    assert purses.payments() == [25]


def test_whoever_has_just_enough_pays_in_full_and_is_left_with_nothing(made):
    held = made(9, {"a": 9, "b": 1}, "ab", "ab", "ab")
    purses = Purses(held, Fraction(3))
    split = purses.split(0)
    assert split is not None
    assert (split.payment, split.poor.size, split.emptied.size, split.full_payers) == (3, 0, 1, 3)
    purses.pay(0, 3.0)
    assert purses.split(1) is None
    assert purses.payment(1, 0.0) == np.inf


def test_money_that_is_short_by_a_billionth_is_short(made):
    price = 3 * 10**12
    held = made(price, {"a": price}, "a", "a", "a")
    short = Fraction(price - 1, 3)
    assert Purses(held, short).payment(0, 0.0) == np.inf
    assert Purses(held, Fraction(price, 3)).payment(0, 0.0) == price / 3
