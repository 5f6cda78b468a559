from dataclasses import replace

import numpy as np
import pytest

from territoria import content
from territoria.compare import find_peers
from territoria.compare.peers import peers_of
from territoria.compare.search import structural_space
from territoria.compare.space_draws import draw_space
from territoria.errors import DataError, MethodError, UnknownTerritory

VARIABLES = (
    "population",
    "population_density",
    "median_age",
    "net_migration",
    "population_growth",
    "gdp_per_head_pps",
    "employment_industry",
    "employment_trade_transport_hospitality",
    "employment_professional_admin",
)


def _words(peers):
    return [(p.territory.code, p.firmness) for p in peers.members]


def test_the_peers_of_nord_pas_de_calais(bundled):
    """Golden: whoever changes the method, the figures or the draws changes this list."""
    peers = find_peers(bundled.observations, territory="FRE1", k=10, seed=1)
    assert _words(peers) == [
        ("FRD2", "firm"),
        ("FRE2", "firm"),
        ("FRF1", "firm"),
        ("FRF3", "firm"),
        ("PL21", "firm"),
        ("PL51", "likely"),
        ("FRG0", "likely"),
        ("FRK2", "likely"),
        ("PL41", "likely"),
        ("FRB0", "likely"),
        ("FRL0", "arguable"),
        ("PL22", "arguable"),
        ("PL92", "arguable"),
        ("FRH0", "arguable"),
    ]
    assert [round(p.distance, 4) for p in peers.members[:5]] == [
        0.0136,
        0.0206,
        0.0218,
        0.0228,
        0.0259,
    ]


def test_its_peers_abroad(bundled):
    peers = find_peers(bundled.observations, territory="FRE1", where="abroad")
    assert _words(peers) == [
        ("PL21", "firm"),
        ("PL51", "firm"),
        ("PL41", "firm"),
        ("PL63", "firm"),
        ("PL22", "firm"),
        ("PL92", "firm"),
        ("PL71", "firm"),
        ("BE32", "likely"),
        ("ITF3", "likely"),
        ("DEA3", "likely"),
        ("BE33", "arguable"),
        ("PL61", "arguable"),
    ]


def test_the_search_gives_what_its_steps_give(bundled, fre1):
    found = find_peers(bundled.observations, "FRE1")
    assert found.members == fre1.members
    assert found.inclusion.tolist() == fre1.inclusion.tolist()
    assert (found.isolated, found.ratio, found.where) == (fre1.isolated, fre1.ratio, "all")


@pytest.mark.parametrize(
    "wanted", ["fre1", "FRE1@2021", "Nord-Pas de Calais", "nord-pas de calais"]
)
def test_a_territory_is_found_by_code_or_name(bundled, fre1, wanted):
    assert find_peers(bundled.observations, wanted).members == fre1.members


def test_k_replaces_the_length_of_the_list(bundled):
    peers = find_peers(bundled.observations, "FRE1", k=3)
    assert peers.space.preset.k == 3
    assert peers.inclusion.sum(axis=1).tolist() == [3] * 1000


@pytest.mark.parametrize("seed", [0, 2])
def test_another_seed_moves_the_shares_a_little_and_the_distances_not_at_all(bundled, fre1, seed):
    other = find_peers(bundled.observations, "FRE1", seed=seed)
    assert (fre1.space.preset.seed, other.space.preset.seed) == (1, seed)
    assert other.nearest.tolist() == fre1.nearest.tolist()
    difference = np.abs(other.inclusion.mean(axis=0) - fre1.inclusion.mean(axis=0))
    assert 0 < difference.max() < 0.08


@pytest.mark.parametrize("name", VARIABLES)
def test_a_figure_in_another_unit_of_measure_gives_the_same_peers(bundled, fre1, name):
    """P2, on the release: its last printed digit moves with the unit."""
    release = bundled.observations
    factor = np.where(np.array(release.indicators) == name, 100.0, 1.0)
    precision = release.precision | {name: release.precision[name] * 100}
    moved = replace(release, values=release.values * factor, precision=precision)
    space, errors = structural_space(
        bundled.framework.peers, moved, bundled.indicators, bundled.framework.reference_year
    )
    peers = peers_of(space, moved.territory("FRE1"), draw_space(space, errors))
    assert [(p.territory, p.inclusion) for p in peers.members] == [
        (p.territory, p.inclusion) for p in fre1.members
    ]
    np.testing.assert_allclose(peers.nearest, fre1.nearest, rtol=0, atol=1e-12)


def test_the_variables_are_those_of_the_edition_and_all_structural(bundled):
    assert bundled.space.variables == VARIABLES
    assert bundled.space.transforms == ("log", "log", *["none"] * 3, "log", *["none"] * 3)
    assert {bundled.indicators[v].role for v in VARIABLES} == {"structural"}


@pytest.mark.parametrize(("name", "role"), [("tertiary_25_64", "scored"), ("eqi", "context")])
def test_a_scored_or_context_indicator_in_the_preset_is_refused_by_name(bundled, name, role):
    """P12, on the release."""
    preset = bundled.framework.peers
    last = preset.elements[-1]
    wrong = last.model_copy(
        update={"variables": (last.variables[0].model_copy(update={"indicator": name}),)}
    )
    preset = preset.model_copy(update={"elements": (*preset.elements[:-1], wrong)})
    with pytest.raises(MethodError) as refusal:
        structural_space(preset, bundled.observations, bundled.indicators, 2021)
    assert str(refusal.value) == (
        f"peers: {name}: its role is {role}, and peers may only be chosen by structure. "
        "Take it out of the elements."
    )


def test_a_region_that_is_not_comparable_says_so(bundled):
    with pytest.raises(DataError) as refusal:
        find_peers(bundled.observations, "Åland")
    assert str(refusal.value) == (
        "FI20 (Åland): not comparable: too few structural figures. "
        "Peers can be found as soon as a release has at least 80% of them."
    )


def test_a_country_is_told_to_name_one_of_its_regions(bundled):
    with pytest.raises(MethodError) as refusal:
        find_peers(bundled.observations, "FR")
    assert str(refusal.value) == (
        "FR (France): it is a country or a larger region; peers are found at the finest level. "
        "Name one of its regions."
    )


def test_an_unknown_territory_is_told_which_ones_are_close(bundled):
    with pytest.raises(UnknownTerritory) as refusal:
        find_peers(bundled.observations, "Nord-Pas de Calai")
    assert "FRE1 (Nord-Pas de Calais)" in str(refusal.value)


def test_a_framework_without_a_word_about_peers_is_refused(bundled, monkeypatch):
    silent = bundled.framework.model_copy(update={"peers": None})
    monkeypatch.setattr(content, "load_framework", lambda name: silent)
    with pytest.raises(MethodError) as refusal:
        find_peers(bundled.observations, "FRE1", framework="silent")
    assert str(refusal.value) == (
        "framework silent: it says nothing about peers. Add a peers section."
    )
