"""The advice judged for a territory, and how like it the places are where things were tried."""

from __future__ import annotations

import pytest

from territoria.errors import UnknownTerritory
from territoria_web.recommend.queries.advice_here import GIVEN, OUTSIDE, REFUSED, advice_here
from territoria_web.recommend.queries.advice_texts import advice_at, all_advice
from territoria_web.recommend.queries.similar_places import similar_to

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]


def test_every_advice_is_given_refused_or_outside():
    found = advice_here(similar_to("FRE1"))
    standings = {a.id: found.judged(a).standing for a in all_advice()}
    assert set(standings.values()) == {GIVEN, REFUSED, OUTSIDE}
    assert sum(count for _, _, count in found.counts()) == list(standings.values()).count(GIVEN)


def test_the_first_five_have_a_place_and_a_robustness():
    found = advice_here(similar_to("FRE1"))
    first = [found.judged(advice_at(i)) for i in found.first]
    assert [h.place for h in first] == [1, 2, 3, 4, 5]
    assert all(h.shown and h.robust.endswith(" of 500") for h in first)


def test_what_is_refused_says_why():
    found = advice_here(similar_to("FRE1"))
    refused = [h for a in all_advice() if (h := found.judged(a)).standing == REFUSED]
    assert all(h.why.endswith(".") and not h.tier for h in refused)


def test_reasons_have_numbers_with_ranges_and_addresses():
    found = advice_here(similar_to("FRE1"))
    reasons = found.reasons(advice_at(found.first[0]))
    assert all((r.value and r.address) or r.sentence for r in reasons)
    assert reasons[0].address.startswith("score:blueprint@2021:FRE1@2021:")
    assert reasons[0].range


def test_a_territory_without_diagnosis_is_said():
    found = advice_here(similar_to("DE1"))
    assert not found.known
    assert found.judged(all_advice()[0]).standing == OUTSIDE


def test_the_own_territory_and_its_peers_are_alike_and_others_are_not():
    similar = similar_to("FRE1")
    peer = similar.comparison.body["peers"]["members"][0]
    assert similar.to(["FRE1"]).word == "here"
    assert similar.to([peer["code"]]).word == peer["firmness"]
    assert similar.to([peer["code"]]).reason.startswith("Most alike in ")
    assert similar.to(["UKC1"]).word == "unknown"
    assert similar.to([]).word == "unknown"


def test_a_territory_is_found_by_its_code_and_an_unknown_one_told_with_guesses():
    assert similar_to("fre1").territory.code == "FRE1"
    with pytest.raises(UnknownTerritory) as caught:
        similar_to("Nord-Pas de Cala")
    assert "FRE1" in caught.value.problems[0].mend


def test_what_opens_the_way_has_no_score_ahead_of_the_peers_among_its_reasons():
    found = advice_here(similar_to("FRE1"))
    assert found.reasons(advice_at("every-actor-in")) == []
