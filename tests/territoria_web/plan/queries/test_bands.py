"""Baselines and bands by the real figures: prefilled with their address, judged with a sentence."""

from __future__ import annotations

import pytest

from planned import a_plan
from territoria_web.plan.queries.bands import ground_of, judged, proposed_band
from territoria_web.plan.queries.sources import told_of
from territoria_web.plan.rules import Draft
from territoria_web.recommend.queries.derivations import derivation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_baseline_comes_with_its_address_and_the_band_with_a_label():
    p = a_plan("FRE1")
    ground = ground_of(p.cycle, ["hrst", "nothing"])
    told = told_of("hrst", ground)
    assert told["baseline_source"].startswith("observation:blueprint@")
    assert len(derivation_of(told["baseline_source"])) > 0
    low, high, year = proposed_band("hrst", ground)
    assert low <= high
    assert year == int(told["baseline_period"]) + 5
    label = {
        band.label: band.said.split(" similar")[0]
        for band in (
            judged(Draft(**{**told, "target_low": value, "target_high": value}), ground)
            for value in (0.0, told["baseline"] + 0.01, 99.0)
        )
    }
    assert sorted(label) == ["by-waiting", "done-before", "never-seen"]
    assert label["never-seen"].startswith("None of ")


def test_own_indicators_and_half_told_targets_cannot_be_judged():
    p = a_plan("FRE1")
    ground = ground_of(p.cycle, ["hrst"])
    own = Draft(indicator="Loans", target_low=1.0, target_high=2.0)
    assert judged(own, ground).said == (
        "You count this yourselves; nobody else does, so there is no pace to compare with."
    )
    half = Draft(indicator="hrst", target_low=1.0, target_high=2.0)
    assert judged(half, ground).said == (
        "Give the baseline with its year and the year of the target; then it can be told."
    )
    assert judged(Draft(indicator="hrst"), ground).said == ""


def test_an_adopted_baseline_says_whether_everybody_can_look_it_up():
    p = a_plan("FRE1")
    told = told_of("hrst", ground_of(p.cycle, ["hrst"]))
    p.add(**told)
    p.add(indicator="Loans", baseline=1.0, baseline_source="our register")
    body = p.adopt().body
    assert [a["baseline_public"] for a in body["actions"]] == [True, False]
    assert sorted(body["actions"][0]["target_said"]) == ["de", "en", "fr"]
    assert body["actions"][0]["target_label"] == p.one(1).target_label
