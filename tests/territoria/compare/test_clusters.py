"""Groups of similar territories: found where they stand apart, and not invented where they do not."""

from __future__ import annotations

import numpy as np
import pytest

from territoria.compare.clusters import group_territories, silhouettes

TWO = {"size": {"x": "none"}, "age": {"y": "none"}}


def _keys(space, codes=""):
    held = [t.key for t in space.cut.territories]
    return [k for k in held if not codes or k[0] in codes]


def test_two_heaps_are_two_groups_and_said_by_what_sets_them_apart(small):
    space = small.space(TWO, {"x": [0, 1, 2, 98, 99, 100], "y": [3, 0, 2, 100, 97, 98]}, k=1)
    found = group_territories(space, _keys(space))
    assert [[k[0] for k in g.members] for g in found.groups] == [["A", "B", "C"], ["D", "E", "F"]]
    assert found.groups[0].marked[0] == ("x", 1.0, 99.0)
    assert (found.clear, found.between, found.left_out) == (True, (), ())


def test_places_evenly_spread_are_no_groups(small):
    """A square: no corner belongs more to one neighbour than to the other."""
    space = small.space(TWO, {"x": [0, 0, 1, 1], "y": [0, 1, 0, 1]}, k=1)
    found = group_territories(space, _keys(space))
    assert (found.groups, found.silhouette < 0.3) == ((), True)


@pytest.mark.parametrize("codes", ["A", "AB", "ABC"])
def test_too_few_places_are_not_grouped(small, codes):
    found = group_territories(small.by_hand(), _keys(small.by_hand(), codes))
    assert (found.groups, found.silhouette) == ((), None)


def test_who_cannot_be_compared_is_named(small):
    space = small.by_hand()
    assert group_territories(space, [*_keys(space), "FI20@2021"]).left_out == ("FI20@2021",)


def test_one_odd_place_is_no_group(small):
    """Without it there are two heaps; it is said to stand alone."""
    space = small.space(TWO, {"x": [0, 1, 2, 48, 49, 50, 100], "y": [3, 0, 2, 3, 1, 2, 90]}, k=1)
    found = group_territories(space, _keys(space))
    assert [len(g.members) for g in found.groups] == [3, 3]
    assert [k[0] for k in found.alone] == ["G"]


def test_silhouettes_worked_out_by_hand():
    """Points 0, 1, 10 in two groups: 0 → (10 − 1)/10, 1 → (9 − 1)/9, alone → 0."""
    points = np.array([0.0, 1.0, 10.0])
    apart = abs(points[:, None] - points)
    assert silhouettes(apart, [1, 1, 2]).tolist() == pytest.approx([0.9, 8 / 9, 0.0])
