"""Advice to a territory for one kind of reader."""

from __future__ import annotations

import pytest

from territoria.errors import AddressError
from territoria_web.compare.queries.portrait import place_at, portrait_of
from territoria_web.recommend.models import Advised
from territoria_web.recommend.queries.advice_here import advice_here
from territoria_web.recommend.queries.advice_texts import advice_at
from territoria_web.recommend.queries.for_whom import ForWhom, advice_for
from territoria_web.recommend.queries.similar_places import similar_to

pytestmark = pytest.mark.usefixtures("site_data")


def advice(code: str, role: str = "", framework: str = "") -> ForWhom | None:
    p = portrait_of(place_at(code), framework)
    assert p.assessment is not None
    assert p.framework is not None
    return advice_for(p.assessment, p.territory, p.framework, p.gaps, role)


def test_all_twelve_roles_are_there_with_how_much_advice_each_has():
    found = advice("FRE1")
    held = Advised.objects.get(assessment__framework="blueprint", territory__code="FRE1")
    assert found is not None
    assert len(found.roles) == 12
    assert sum(r.count for r in found.roles) == len(held.body["advice"])


def test_without_a_role_the_first_of_the_diagnosis_are_given_in_order():
    found = advice("FRE1")
    held = Advised.objects.get(assessment__framework="blueprint", territory__code="FRE1")
    assert found is not None
    assert [c.id for c in found.cards] == held.body["first"]


def test_a_role_is_given_its_own_advice():
    found = advice("FRE1", "MAY")
    assert found is not None
    assert {c.role.say() for c in found.cards} == {"Mayors"}


def test_every_piece_has_tier_reason_first_step_and_address():
    found = advice("FRE1")
    assert found is not None
    for card in found.cards:
        assert card.tier in "ABCD"
        assert card.why
        assert card.step.say()
        assert card.address.startswith("robust:blueprint@2021:FRE1@2021:")


def test_a_territory_without_peers_is_given_advice_with_the_reason_that_nothing_is_known():
    found = advice("FI20")
    assert found is not None
    assert {c.tier for c in found.cards} <= set("ABCD")


def test_an_unknown_role_is_said_with_those_there_are():
    with pytest.raises(AddressError, match="no such role"):
        advice("FRE1", "KING")


def test_what_is_not_diagnosed_yet_has_no_advice():
    assert advice("FRE1", framework="smart-city") is None


def test_a_node_ahead_of_the_peers_is_no_reason_and_the_way_it_opens_is():
    found = advice("FRE1")
    assert found is not None
    why = {c.id: c.why for c in found.cards}
    assert why["every-actor-in"] == (
        "It opens the way for: Put a dated roadmap with owners and costs to a council vote."
    )
    assert why["user-feedback"].startswith("City or region as test-bed: 5 points; ")


def test_what_is_still_needed_is_named():
    found = advice("FRE1")
    assert found is not None
    assert {c.id: c.needs for c in found.cards}["user-feedback"] == (
        "One named person in the service answers every point by a fixed date.",
    )


def test_the_page_of_advice_gives_the_same_reasons_and_needs():
    found, here = advice("FRE1"), advice_here(similar_to("FRE1"))
    assert found is not None
    judged = [here.judged(advice_at(c.id)) for c in found.cards]
    assert [(h.reason, h.first) for h in judged] == [(c.why, c.needs) for c in found.cards]
