"""Baselines and bands by the real figures: prefilled with their address, judged with a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planned import a_plan
from territoria_web.library.queries import library
from territoria_web.library.saying import said_in
from territoria_web.plan.queries.band_words import unit_said
from territoria_web.plan.queries.bands import ground_of, judged, proposed_band
from territoria_web.plan.queries.sources import told_of, too_old
from territoria_web.plan.queries.standing import standing_in
from territoria_web.plan.rules import Draft
from territoria_web.recommend.queries.derivations import derivation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_a_baseline_comes_with_its_address_and_the_band_with_a_label():
    p = a_plan("FRE1")
    ground = ground_of(p.cycle, ["hrst", "nothing"])
    told = told_of("hrst", ground, date(2020, 1, 1))
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
    told = told_of("hrst", ground_of(p.cycle, ["hrst"]), p.plan.begins)
    p.add(**told)
    p.add(indicator="Loans", baseline=1.0, baseline_source="our register")
    body = p.adopt().body
    assert [a["baseline_public"] for a in body["actions"]] == [True, False]
    assert body["actions"][0]["target_label"] == p.one(1).target_label


def test_no_target_is_proposed_that_lies_before_the_plan_and_it_is_said_why():
    p = a_plan("FRE1")
    ground = ground_of(p.cycle, ["hrst"])
    period = ground.today["hrst"].period
    soon, late = date(period + 4, 1, 1), date(period + 5, 1, 1)
    assert "target_low" in told_of("hrst", ground, soon)
    assert too_old("hrst", ground, soon) == ""
    assert "target_low" not in told_of("hrst", ground, late)
    assert told_of("hrst", ground, late)["baseline_period"] == str(period)
    assert too_old("hrst", ground, late) == (
        f"The last figure is of {period}: a target 5 years on would lie before the plan has begun. "
        "Set one yourselves, or count anew first."
    )
    assert too_old("nothing", ground, late) == ""


def test_a_version_keeps_why_a_band_has_its_label_and_says_it_in_the_language_spoken():
    p = a_plan("FRE1")
    told = told_of("hrst", ground_of(p.cycle, ["hrst"]), p.plan.begins)
    p.add(**{**told, "target_low": 0.0, "target_high": 0.0, "target_year": 2030})
    version = p.adopt()
    kept = version.body["actions"][0]["target_why"]
    assert (kept["why"], kept["indicator"], kept["baseline"]) == (
        "reached",
        "hrst",
        told["baseline"],
    )
    band = standing_in(version.body).actions[0]
    value = f"{told['baseline']:.1f}"
    said = f"The baseline of {value} {band.unit} reaches the nearer end already."
    assert band.band_said == said
    with said_in("fr"):
        assert value.replace(".", ",") in band.band_said
    old = replace(band, reason={}, said={"en": "As it was kept.", "fr": "Comme gardé.", "de": ""})
    with said_in("fr"):
        assert old.band_said == "Comme gardé."


def test_a_unit_is_said_from_the_library_unless_people_wrote_their_own():
    words = library().indicators["hrst"].unit_of_measure.root
    with said_in("de"):
        assert unit_said("hrst", words["en"][:40]) == words["de"]
        assert unit_said("hrst", "people we asked") == "people we asked"
        assert unit_said("our own", "loans") == "loans"
