from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from territoria.conversion.matrix import (
    LEVELS,
    VERSIONS,
    WEIGHTS,
    Overlaps,
    known_codes,
    overlaps,
    unchanged,
)
from territoria.errors import DataError

PAIRS = [(level, *pair) for level in LEVELS for pair in combinations(VERSIONS, 2)]


def _matrix(origin, target, weight, area=None):
    """A small matrix of places A, B, … and a, b, …, sorted as the real ones are."""
    order = np.lexsort((origin, target))
    origin, target = np.array(origin)[order], np.array(target)[order]
    weights = {name: np.array(weight, dtype=float)[order] for name in WEIGHTS}
    if area is not None:
        weights["areaKm"] = np.array(area, dtype=float)[order]
    return Overlaps(
        2,
        "2016",
        "2021",
        tuple("ABCDEFGH"[: origin.max() + 1]),
        tuple("abcdefgh"[: target.max() + 1]),
        origin,
        target,
        weights,
    )


# A goes to a (3 parts) and b (1 part); B goes wholly to b (3 parts)
SMALL = _matrix([0, 0, 1], [0, 1, 1], [3, 1, 3])


def _change(matrix, weight="pop21"):
    return dict(zip(matrix.targets, matrix.changes(weight).tolist(), strict=True))


def _origins(matrix, weight="pop21"):
    return dict(zip(matrix.targets, matrix.origin_names(weight).tolist(), strict=True))


# ── formulas ──────────────────────────────────────────────────────────────────────────────────


def test_counts_are_shared_out_by_the_weights_of_their_origin():
    carried = SMALL.carry(np.array([100.0, 10.0]), "absolute")
    assert carried.values.tolist() == [75, 35]


def test_rates_are_averaged_by_the_weights_of_the_target():
    carried = SMALL.carry(np.array([100.0, 20.0]), "relative")
    assert carried.values.tolist() == [100, 40]


def test_errors_of_counts_and_rates_add_up_by_squares():
    errors = np.array([4.0, 3.0])
    values = np.array([100.0, 10.0])
    counts = SMALL.carry(values, "absolute", standard_error=errors).standard_error
    rates = SMALL.carry(values, "relative", standard_error=errors).standard_error
    assert_allclose(counts, [3, np.hypot(1, 3)])
    assert_allclose(rates, [4, np.hypot(1, 2.25)])


def test_an_unknown_error_stays_unknown():
    carried = SMALL.carry(
        np.array([100.0, 10.0]), "absolute", standard_error=np.array([4.0, np.nan])
    )
    assert_allclose(carried.standard_error, [3, np.nan])


def test_a_missing_origin_makes_its_targets_missing_and_the_share_of_weight_is_told():
    carried = SMALL.carry(np.array([np.nan, 10.0]), "absolute")
    assert_allclose(carried.values, [np.nan, np.nan])
    assert_allclose(carried.missing_weight, [1, 0.25])
    assert carried.touched.tolist() == [False, True]


def test_the_available_parts_are_summed_or_averaged_where_asked():
    values, errors = np.array([np.nan, 10.0]), np.array([np.nan, 3.0])
    counts = SMALL.carry(values, "absolute", missing="available", standard_error=errors)
    rates = SMALL.carry(values, "relative", missing="available", standard_error=errors)
    assert_allclose(counts.values, [np.nan, 10])
    assert_allclose(rates.values, [np.nan, 10])
    assert_allclose(counts.standard_error, [np.nan, 3])
    assert_allclose(rates.standard_error, [np.nan, 3])
    assert_allclose(rates.missing_weight, [1, 0.25])


def test_zero_is_not_missing():
    carried = SMALL.carry(np.array([0.0, 0.0]), "absolute")
    assert carried.values.tolist() == [0, 0]
    assert carried.missing_weight.tolist() == [0, 0]


def test_what_is_not_convertible_is_kept_only_where_the_place_is_the_same():
    matrix = _matrix([0, 0, 1, 2], [0, 1, 1, 2], [3, 1, 3, 5])
    carried = matrix.carry(np.array([1.0, 2.0, 3.0]), "not-convertible")
    assert_allclose(carried.values, [np.nan, np.nan, 3])


def test_all_other_axes_stay_as_they_are():
    values = np.arange(12.0).reshape(2, 3, 2)
    carried = SMALL.carry(values, "absolute")
    assert carried.values.shape == (2, 3, 2)
    assert_allclose(carried.values[1, 2], SMALL.carry(values[1, 2], "absolute").values)


def test_where_nobody_lives_the_area_decides():
    matrix = _matrix([0, 0, 1], [0, 1, 1], [0, 0, 3], area=[1, 3, 4])
    carried = matrix.carry(np.array([8.0, 5.0]), "absolute")
    assert carried.values.tolist() == [2, 11]
    assert matrix.carry(np.array([8.0, 5.0]), "relative").values.tolist() == [8, 5]


# ── what happened to a territory ──────────────────────────────────────────────────────────────


def test_a_change_is_told_by_the_parts_of_the_origins():
    origin = [0, 1, 2, 3, 3, 4, 4, 5]
    target = [0, 1, 1, 2, 3, 3, 4, 5]
    matrix = _matrix(origin, target, [1] * 8)
    assert _change(matrix) == {
        "a": "renamed", "b": "merged", "c": "split", "d": "redrawn", "e": "split", "f": "renamed",
    }  # fmt: skip


def test_a_strip_without_people_changes_the_land_and_not_the_people():
    matrix = overlaps(2, "2016", "2021")
    assert (_change(matrix)["BE23"], _origins(matrix)["BE23"]) == ("unchanged", "BE23")
    assert _change(matrix, "areaKm")["BE23"] == "redrawn"
    assert _origins(matrix, "areaKm")["BE23"] == "BE21+BE23"


def test_pure_renames_are_known():
    matrix = overlaps(2, "2021", "2024")
    renamed = {t: o for t, o in _origins(matrix).items() if _change(matrix)[t] == "renamed"}
    assert renamed == {"NL35": "NL31", "NL36": "NL33"}


def test_a_territory_that_goes_wholly_into_a_larger_one_is_not_renamed():
    """NO01 went into NO08 and UKN1 into UKN0, but not alone."""
    matrix = overlaps(2, "2016", "2021")
    assert (_change(matrix)["NO08"], _origins(matrix)["NO08"]) == ("redrawn", "NO01+NO02+NO03")
    assert (_change(matrix)["UKN0"], _origins(matrix)["UKN0"]) == ("merged", "UKN0+UKN1")


def test_nl33_is_another_place_in_2021_and_gone_in_2024():
    matrix = overlaps(2, "2016", "2021")
    assert _change(matrix)["NL33"] == "split"
    assert (_change(matrix)["NL31"], _origins(matrix)["NL31"]) == ("redrawn", "NL31+NL33")
    assert "NL33" in known_codes("2021")
    assert "NL33" not in known_codes("2024")


@pytest.mark.parametrize(("pair", "count"), [(("2016", "2021"), 12), (("2021", "2024"), 4)])
def test_as_many_regions_of_level_2_are_split_as_the_publisher_says(pair, count):
    matrix = overlaps(2, *pair)
    assert (np.bincount(matrix.origin) > 1).sum() == count


# ── the table ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("level", "old", "new"), PAIRS)
def test_every_pair_of_versions_is_there_in_order_and_whole(level, old, new):
    matrix = overlaps(level, old, new)
    assert {len(c) for c in matrix.origins + matrix.targets} == {level + 2}
    assert set(matrix.origin) == set(range(len(matrix.origins)))
    assert set(matrix.target) == set(range(len(matrix.targets)))
    places = matrix.target * len(matrix.origins) + matrix.origin
    assert (np.diff(places) > 0).all()
    assert (matrix.weights["areaKm"] > 0).all()
    assert all((matrix.weights[w] >= 0).all() for w in WEIGHTS)


def test_one_published_overlap_is_read_as_it_is():
    matrix = overlaps(2, "2016", "2021")
    (n,) = np.flatnonzero(
        (matrix.origin == matrix.origins.index("NL33"))
        & (matrix.target == matrix.targets.index("NL31"))
    )
    found = [matrix.weights[w][n] for w in WEIGHTS]
    assert_allclose(found, [110.81585, 34014.44144, 35916, 1608, 1691, 10331201], atol=5e-5)


def test_the_other_direction_is_the_transposed_matrix():
    forth, back = overlaps(2, "2016", "2021"), overlaps(2, "2021", "2016")
    assert (back.origins, back.targets) == (forth.targets, forth.origins)
    assert (back.origin_version, back.target_version) == ("2021", "2016")
    assert (np.diff(back.target * len(back.origins) + back.origin) > 0).all()
    assert_allclose(back.reversed().weights["pop21"], forth.weights["pop21"], rtol=0)


def test_wrong_levels_and_versions_are_told_at_once():
    with pytest.raises(DataError) as refused:
        overlaps(4, "2015", "2021")
    assert [str(p) for p in refused.value.problems] == [
        "version 2015: no overlaps are known for it. Known: 2010, 2013, 2016, 2021, 2024.",
        "level 4: overlaps are known for NUTS 1, 2 and 3.",
    ]


def test_the_same_version_needs_no_conversion():
    with pytest.raises(DataError, match="this is the same version"):
        overlaps(2, "2021", "2021")


def test_countries_stay_as_they_are():
    matrix = unchanged(("AT", "BE"), "2016", "2021")
    assert matrix.changes("pop21").tolist() == ["unchanged", "unchanged"]
    assert matrix.carry(np.array([1.0, np.nan]), "absolute").values.tolist()[0] == 1


# ── properties ────────────────────────────────────────────────────────────────────────────────

pairs = st.sampled_from(PAIRS).flatmap(
    lambda p: st.sampled_from([overlaps(*p), overlaps(*p).reversed()])
)
seeds = st.integers(0, 2**32 - 1)


@settings(max_examples=60, deadline=None)
@given(pairs, st.sampled_from(WEIGHTS), seeds)
def test_totals_of_counts_are_kept(matrix, weight, seed):
    values = np.random.default_rng(seed).uniform(0, 1e6, len(matrix.origins))
    assert_allclose(
        matrix.carry(values, "absolute", weight=weight).values.sum(), values.sum(), rtol=1e-9
    )


@settings(max_examples=60, deadline=None)
@given(pairs, st.sampled_from(WEIGHTS), st.integers(-(10**9), 10**9).map(lambda n: n / 1000))
def test_a_constant_rate_stays_constant(matrix, weight, constant):
    values = np.full(len(matrix.origins), constant)
    assert_allclose(matrix.carry(values, "relative", weight=weight).values, constant, rtol=1e-12)


@settings(max_examples=60, deadline=None)
@given(pairs, st.sampled_from(WEIGHTS), seeds)
def test_a_rate_stays_between_those_of_its_origins(matrix, weight, seed):
    values = np.random.default_rng(seed).normal(size=len(matrix.origins))
    carried = matrix.carry(values, "relative", weight=weight).values
    assert carried.min() >= values.min() - 1e-12
    assert carried.max() <= values.max() + 1e-12


@settings(max_examples=40, deadline=None)
@given(pairs, st.sampled_from(WEIGHTS), seeds)
def test_missing_weight_is_1_exactly_where_nothing_is_known(matrix, weight, seed):
    rng = np.random.default_rng(seed)
    values = np.where(rng.random(len(matrix.origins)) < 0.5, np.nan, 1.0)
    carried = matrix.carry(values, "relative", weight=weight, missing="available")
    assert ((carried.missing_weight >= 0) & (carried.missing_weight <= 1 + 1e-12)).all()
    assert np.isnan(carried.values).tolist() == np.isclose(carried.missing_weight, 1, rtol=0, atol=1e-15).tolist()  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PAIRS), st.sampled_from(WEIGHTS), st.sampled_from(["absolute", "relative"]), seeds)  # fmt: skip
def test_there_and_back_unsplit_territories_are_identical(pair, weight, kind, seed):
    forth = overlaps(*pair)
    values = np.random.default_rng(seed).uniform(0, 1e6, len(forth.origins))
    there = forth.carry(values, kind, weight=weight).values
    back = forth.reversed().carry(there, kind, weight=weight).values
    same = np.isin(forth.changes(weight), ("unchanged", "renamed"))
    kept = forth.only_origin(weight)[same]
    assert len(kept) > 50
    assert back[kept].tolist() == values[kept].tolist()
