"""A framework with weights of one's own."""

from __future__ import annotations

import math

import pytest

from territoria.errors import MethodError
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.what_if import _asked, reweigh

pytestmark = pytest.mark.usefixtures("site_data")


def made(framework: str = "blueprint") -> Assessment:
    return current(framework)


@pytest.mark.parametrize(
    ("framework", "weights"),
    [
        ("blueprint", {"A2": 3.0}),
        ("blueprint", {"A2.1": 0.0, "A4": 2.0}),
        ("blueprint", {"A1": 0.0, "A3.3": 4.0, "A2": 0.25}),
        ("country", {"E1": 4.0, "E3": 0.0}),
    ],
)
def test_the_stored_scores_give_what_the_engine_gives(framework: str, weights: dict[str, float]):
    found = {o.territory: o.after for o in reweigh(made(framework), weights).outcomes}
    places = sorted(found)
    asked = _asked(made(framework), weights, places)
    for place, value in zip(places, asked.tolist(), strict=True):
        after = found[place]
        assert (after is None) == math.isnan(value)
        assert after is None or after == pytest.approx(value, abs=1e-9)


def test_the_editions_own_weights_move_nobody():
    found = reweigh(made(), {})
    assert {o.moved for o in found.outcomes} == {0, None}
    assert [lever.moved for lever in found.levers] == [False] * len(found.levers)


def test_a_move_inside_the_range_of_places_is_inside_the_doubt():
    found = reweigh(made(), {"A2": 4.0})
    for o in found.outcomes:
        if o.rank_after is not None and o.rank_low is not None and o.rank_high is not None:
            assert o.beyond == (not o.rank_low <= o.rank_after <= o.rank_high)
    assert 0 < found.beyond < found.known


def test_levers_are_dimensions_first_and_then_their_factors():
    levers = reweigh(made(), {"A2": 3.0}).levers
    assert [lever.node for lever in levers[:4]] == ["A1", "A2", "A3", "A4"]
    assert levers[1].share == pytest.approx(0.5)
    assert {lever.of for lever in levers[4:]} <= {"A1", "A2", "A3", "A4"}


def test_what_does_not_hold_is_refused_all_at_once():
    with pytest.raises(MethodError) as caught:
        reweigh(made(), {"A9": 1.0, "A2": 9.0})
    assert [p.where for p in caught.value.problems] == ["A9", "A2"]


def test_one_weight_has_to_stay_above_nothing():
    with pytest.raises(MethodError, match="Leave one above 0"):
        reweigh(made(), {"A1": 0.0, "A2": 0.0, "A3": 0.0, "A4": 0.0})


def test_it_takes_one_query_once_warm(django_assert_num_queries):
    assessment = made()
    reweigh(assessment, {"A2": 2.0})
    with django_assert_num_queries(1):
        reweigh(assessment, {"A2": 3.0})
