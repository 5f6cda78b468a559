"""Where the middle of many values lies, and who stands clearly apart."""

from __future__ import annotations

import random

from territoria_web.measure.queries.spread import middle_of, outliers, quarters


def cloud(count: int = 200) -> dict[int, tuple[float, float]]:
    draw = random.Random(4)
    return {n: (draw.gauss(30, 8), draw.gauss(2, 0.5)) for n in range(count)}


def test_a_round_cloud_has_none():
    assert outliers(cloud(), 0.0) == []


def test_at_most_three_are_named_the_farthest_first():
    far = {900 + n: (30.0, 10.0 + n) for n in range(5)}
    assert outliers(cloud() | far, 0.0) == [904, 903, 902]


def test_what_follows_the_link_is_less_unusual_than_what_runs_against_it():
    draw = random.Random(5)
    line = {n: (x, x + draw.gauss(0, 0.3)) for n in range(200) for x in [draw.gauss(0, 1)]}
    assert outliers(line | {900: (3.0, 3.0), 901: (3.0, -3.0)}, 0.95) == [901]


def test_few_dots_and_equal_ones_have_none():
    assert outliers({n: (float(n), n * 99.0) for n in range(5)}, None) == []
    assert outliers({n: (1.0, float(n)) for n in range(50)}, None) == []


def test_the_middle_half_needs_four_values():
    assert quarters([1.0, 2.0, 3.0]) is None
    assert quarters([1.0, 5.0, 2.0, 3.0, 4.0]) == (2.0, 3.0, 4.0)


def test_the_middle_of_nothing_is_unknown():
    assert (middle_of([]), middle_of([3.0, 1.0, 2.0, 10.0])) == (None, 2.5)
