"""Territories side by side."""

from __future__ import annotations

import pytest

from territoria_web.compare.queries.side_by_side import side_by_side, sound_peers
from territoria_web.measure.queries.explored import opened
from territoria_web.territories.queries import territories_at

pytestmark = pytest.mark.usefixtures("site_data")


def test_dimensions_and_indicators_stand_in_the_order_of_the_framework():
    held = side_by_side(opened(), "blueprint", territories_at(["FRE1", "DED5"]))
    assert [line.variable.node for line in held.dimensions] == ["overall", "A1", "A2", "A3", "A4"]
    assert [line.dimension for line in held.indicators] == sorted(
        line.dimension for line in held.indicators
    )


def test_pairs_say_the_same_from_both_sides():
    held = side_by_side(opened(), "blueprint", territories_at(["FRE1", "DED5", "FI20"]))
    turned = {"above": "below", "below": "above", "level": "level", "unknown": "unknown"}
    for line in (*held.dimensions, *held.indicators):
        for one, other, word in line.pairs:
            assert line.word(other, one) == turned[word]
        assert sum(map(len, line.against().values())) == 2


def test_unlike_places_are_named_with_what_parts_them():
    held = side_by_side(opened(), "blueprint", territories_at(["FRE1", "FI20"]))
    assert [(pair.one.code, pair.other.code) for pair in held.unlike] == [("FRE1", "FI20")]
    assert "population" in [line.variable.id for line in held.unlike[0].most]


def test_peers_are_not_called_unlike():
    here = opened()
    own = territories_at(["FRE1"])
    peer = sound_peers(here, own)["FRE1"][0]
    assert side_by_side(here, "blueprint", territories_at(["FRE1", peer])).unlike == ()


def test_countries_are_compared_in_a_framework_of_countries():
    held = side_by_side(opened(), "country", territories_at(["FR", "DE"]))
    assert held.dimensions[0].known == 2
    assert held.peers_known is False


@pytest.mark.parametrize("codes", [["FRE1", "DED5"], ["FRE1", "DED5", "FI20", "RO42"]])
def test_it_takes_the_same_few_queries_for_two_and_for_four(
    django_assert_num_queries, codes: list[str]
):
    here = opened()
    places = territories_at(codes)
    side_by_side(here, "blueprint", places)
    with django_assert_num_queries(3):
        side_by_side(here, "blueprint", places)
