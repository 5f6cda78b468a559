from __future__ import annotations

from dataclasses import replace

import pytest

from territoria.listen.rating_counts import Rating, count_ratings
from territoria.listen.rating_trends import Trend, trend
from territoria.listen.ratings import RatedService, Share, rate
from territoria.listen.reach import wilson


def service(satisfied: int, n: int, channel: str = "web") -> RatedService:
    values = [5] * satisfied + [2] * (n - satisfied)
    ratings = [Rating("bus", channel, value) for value in values]
    return rate(count_ratings(ratings, ("bus",), ("web", "paper")), seed=1).services[0]


def test_the_range_of_a_difference_agrees_with_the_published_one():
    # Newcombe 1998, Statistics in Medicine 17, 873: 56 of 70 less 48 of 80, with 95 %
    earlier, later = (
        replace(service(part, n), satisfied=Share(n, part, part / n, *wilson(part, n, 1.959964)))
        for part, n in ((48, 80), (56, 70))
    )
    found = trend(earlier, later, instrument="v1", before="v1")
    assert found.change == pytest.approx(0.2)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)
    assert (found.moved, found.why_not) == (True, "")


def test_a_change_within_chance_has_not_moved():
    assert not trend(service(20, 40), service(22, 40), instrument="v1", before="v1").moved


@pytest.mark.parametrize(
    ("earlier", "later", "before", "why"),
    [
        (
            service(9, 40),
            service(9, 40),
            "v0",
            "The question was another one, so there is no trend.",
        ),
        (
            service(9, 40),
            service(9, 40),
            None,
            "The question was another one, so there is no trend.",
        ),
        (
            service(9, 9),
            service(9, 40),
            "v1",
            "Too few ratings for a trend: at least 10 each time are needed.",
        ),
        (
            service(9, 40),
            service(9, 40, "paper"),
            "v1",
            "The ratings came by other channels than before; compare each alone.",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(earlier, later, before, why):
    found = trend(earlier, later, instrument="v1", before=before)
    assert (found, found.moved) == (Trend(None, None, None, why), False)
