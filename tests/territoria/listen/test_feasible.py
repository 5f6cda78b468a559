from __future__ import annotations

import numpy as np
import pytest

from territoria.errors import MethodError
from territoria.listen.feasible import Program, Quantity, Unknowns

LABELS = {"a": ("x", "y"), "b": ("p", "q", "r")}


def program(tables=(("a", "b"),), releases: int = 1) -> Program:
    return Program(Unknowns(LABELS, tables, releases, 50))


def ends(asking: Program, asked: Quantity) -> tuple[int, int]:
    places = asking.unknowns.places(asked)
    least, most = (asking.end(asked, most=top)[places].sum() for top in (False, True))
    return int(least), int(most)


def test_the_ends_of_a_cell_are_those_of_frechet():
    asking = program()
    for cell, attributes, n in ((("x",), ("a",), 7), (("p",), ("b",), 6), ((), (), 10)):
        asking.publish(Quantity(attributes, cell, 0, 0), n)
    assert ends(asking, Quantity(("a", "b"), ("x", "p"), 0, 0)) == (7 + 6 - 10, 6)
    assert ends(asking, Quantity(("b", "a"), ("q", "y"), 0, 0)) == (0, 3)
    assert asking.solved == 4


def test_tables_that_share_nothing_share_the_total():
    asking = program((("a",), ("b",)))
    for cell, n in (("p", 4), ("q", 5), ("r", 6)):
        asking.publish(Quantity(("b",), (cell,), 0, 0), n)
    asking.publish(Quantity(("a",), ("x",), 0, 0), 9)
    assert ends(asking, Quantity(("a",), ("y",), 0, 0)) == (6, 6)


def test_who_came_later_is_the_difference_of_two_releases():
    asking = program((("a",),), releases=2)
    asking.publish(Quantity(("a",), ("x",), 0, 0), 10)
    asking.publish(Quantity(("a",), ("x",), 0, 1), 12)
    assert ends(asking, Quantity(("a",), ("x",), 1, 1)) == (2, 2)


def test_the_cheapest_way_past_a_bound_changes_the_cheapest_counts():
    asking = program((("a",),))
    total, one, two = Quantity((), (), 0, 0), *(Quantity(("a",), (c,), 0, 0) for c in "xy")
    asking.publish(total, 20)
    asking.publish(two, 18)
    price, people = asking.past(one, 7, {two: 1.0, total: 9.0}, up=True)
    assert (price, people.tolist()) == (5.0, [7, 13])
    assert asking.past(one, 7, {}, up=True) is None
    assert (asking.knows(two), asking.knows(one)) == (18, None)
    asking.hide(two)
    assert ends(asking, one) == (0, 20)


def test_too_many_cells_are_refused():
    labels = {name: tuple(map(str, range(200))) for name in "ab"}
    with pytest.raises(MethodError, match="too many"):
        Unknowns(labels, [("a", "b")], 1, 10)


def test_counts_that_no_people_have_are_an_error():
    asking = program((("a",),))
    asking.publish(Quantity((), (), 0, 0), 5)
    asking.publish(Quantity(("a",), ("x",), 0, 0), 6)
    with pytest.raises(MethodError, match="contradict"):
        asking.end(Quantity(("a",), ("y",), 0, 0), most=True)


def test_each_unknown_stands_once_in_the_total():
    unknowns = program((("a", "b"),)).unknowns
    assert np.array_equal(np.sort(unknowns.places(Quantity((), (), 0, 0))), np.arange(6))
