import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal
from scipy.stats import beta, norm

from territoria.compare.peers import (
    firmness_of,
    nearest_distances,
    neighbour_lists,
)
from territoria.errors import DataError

SURE = 1e12  # so large an alpha that the element weights are the given ones in every draw
ONE = {"only": {"x": "none"}}
TWO = {"across": {"x": "none"}, "up": {"y": "none"}}
ELEMENTS = {"size": {"a": "log", "b": "sqrt"}, "age": {"c": "none"}, "trades": {"d": "log1p"}}
NOT_COMPARABLE = {
    "FI20": "Åland",
    "FRY1": "Guadeloupe",
    "FRY2": "Martinique",
    "FRY3": "Guyane",
    "FRY4": "La Réunion",
    "FRY5": "Mayotte",
    "HR02": "Panonska Hrvatska",
    "HR03": "Jadranska Hrvatska",
    "HR05": "Grad Zagreb",
    "HR06": "Sjeverna Hrvatska",
}

seeds = st.integers(0, 10_000)


def _codes(peers):
    return [p.territory.code for p in peers.members]


def _figures(seed, places=12):
    random = np.random.default_rng(seed)
    return {name: random.lognormal(2.0, 0.7, places) for name in "abcd"}


def _inclusion(peers):
    """Share of the draws by code, of all places of the cut."""
    shares = peers.inclusion.mean(axis=0)
    return {t.code: float(s) for t, s in zip(peers.space.cut.territories, shares, strict=True)}


# ── four places by hand ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "peer", "distance", "shares", "home"),
    [
        ("A", "D", 1 / 64, (0.0, 1.0), False),
        ("B", "D", 13 / 64, (8 / 13, 5 / 13), False),
        ("C", "B", 1 / 4, (0.5, 0.5), False),
        ("D", "A", 1 / 64, (0.0, 1.0), False),
    ],
)
def test_the_nearest_of_four_places_worked_out_by_hand(small, code, peer, distance, shares, home):
    """P6: with the part of size and of trades in each distance."""
    (found,) = small.peers(small.by_hand(k=1, alpha=SURE), code).members
    assert (found.territory.code, found.rank, found.inclusion) == (peer, 1, 1.0)
    assert found.distance == pytest.approx(distance, abs=1e-15)
    assert_allclose(found.shares, shares, rtol=0, atol=1e-15)
    assert (found.home, found.partial) == (home, False)


def test_the_variables_most_alike_and_most_different_stand_in_order(small):
    """A and D agree in population and mines and differ by a quarter in farms."""
    (found,) = small.peers(small.by_hand(k=1, alpha=SURE), "A").members
    assert found.most_alike == ("population", "mines", "farms")
    assert found.most_different == ("farms", "mines", "population")


def test_no_more_than_three_variables_are_named_on_either_side(small):
    """The places differ by 0, 1/5, 2/5 … of the range of a, b, c …"""
    rows = {n: [0.0, step / 5, 1.0] for step, n in enumerate("abcdef")}
    peers = small.peers(
        small.space({"all": dict.fromkeys("abcdef", "none")}, rows, k=1, alpha=SURE), "A"
    )
    assert peers.members[0].most_alike == ("a", "b", "c")
    assert peers.members[0].most_different == ("f", "e", "d")


def test_reciprocity_worked_out_by_hand(small):
    """Nearest: A–D each other; B picks D and C picks B, and neither is picked back."""
    space = small.by_hand(k=1, alpha=SURE)
    picks = {code: small.peers(space, code).members[0] for code in "ABCD"}
    assert {code: p.territory.code for code, p in picks.items()} == {
        "A": "D",
        "B": "D",
        "C": "B",
        "D": "A",
    }
    assert {code: p.reciprocal for code, p in picks.items()} == {
        "A": True, "B": False, "C": False, "D": True,
    }  # fmt: skip


def test_lists_of_neighbours_worked_out_by_hand(small):
    """With k = 2: D is nearest to B; A and C tie at 1/4 but for rounding, and A comes first."""
    lists = neighbour_lists(small.by_hand(k=2))
    picks = [["ABCD"[n] for n in np.flatnonzero(row)] for row in lists]
    assert picks == [["B", "D"], ["A", "D"], ["B", "D"], ["A", "B"]]


def test_hub_scores_worked_out_by_hand(small):
    """With k = 1 D stands in two lists, A and B in one each, C in none."""
    space = small.by_hand(k=1, alpha=SURE)
    hubs = {p.territory.code: p.hub for code in "ABCD" for p in small.peers(space, code).members}
    assert hubs == {"D": 2.0, "A": 1.0, "B": 1.0}


def test_the_centre_of_a_star_is_a_hub_and_its_arms_are_not(small):
    """Four arms have the centre as nearest; the centre picks the first of four equally far arms."""
    space = small.space(
        TWO, {"x": [0.5, 0, 1, 0.5, 0.5], "y": [0.5, 0.5, 0.5, 0, 1]}, k=1, alpha=SURE
    )
    (centre,) = small.peers(space, "C").members
    assert (centre.territory.code, centre.hub, centre.is_hub) == ("A", 4.0, True)
    assert centre.reciprocal is False
    assert neighbour_lists(space)[0].tolist() == [False, True, False, False, False]


def test_a_hub_stands_in_more_than_three_times_its_share_of_the_lists(small):
    """A star with three arms: a hub score of 3 is not yet a hub."""
    space = small.space(TWO, {"x": [0.5, 0, 1, 0.5], "y": [0.5, 0.5, 0.5, 1]}, k=1, alpha=SURE)
    (centre,) = small.peers(space, "C").members
    assert (centre.hub, centre.is_hub) == (3.0, False)


# ── isolation ─────────────────────────────────────────────────────────────────────────────────


def test_isolation_and_its_ratio_worked_out_by_hand(small):
    """Nearest: 1/64, 13/64, 1/4, 1/64, median 7/64; the 95th percentile is 0.243, below C's 1/4."""
    space = small.by_hand(k=1)
    assert_allclose(nearest_distances(space), [1 / 64, 13 / 64, 1 / 4, 1 / 64], rtol=0, atol=1e-15)
    found = {code: small.peers(space, code) for code in "ABCD"}
    assert [code for code, p in found.items() if p.isolated] == ["C"]
    assert found["C"].ratio == pytest.approx(16 / 7)
    assert found["A"].ratio == pytest.approx(1 / 7)


@pytest.mark.parametrize("places", [40, 60])
def test_a_synthetic_outlier_is_isolated_and_an_ordinary_place_is_not(small, places):
    """P7, on the full and on the trimmed range: places on a diagonal, one off in the corner."""
    line = np.linspace(0, 1, places)
    space = small.space(TWO, {"x": np.append(line, 1.0), "y": np.append(line, 0.0)})
    outlier = small.peers(space, f"P{places:03}")
    assert outlier.isolated
    assert outlier.ratio > 100
    ordinary = small.peers(space, f"P{places // 2:03}")
    assert not ordinary.isolated
    assert ordinary.ratio == pytest.approx(1.0)


# ── stability ─────────────────────────────────────────────────────────────────────────────────


@given(seeds)
def test_without_variation_a_place_is_always_or_never_among_the_nearest(small, seed):
    """P8: alpha → ∞ and no errors of the figures."""
    space = small.space(ELEMENTS, _figures(seed), k=4, draws=20, alpha=SURE)
    peers = small.peers(space, "A")
    shares = _inclusion(peers)
    nearest = np.argsort(peers.nearest, kind="stable")[:4]
    assert shares == {code: float(n in nearest) for n, code in enumerate("ABCDEFGHIJKL")}
    assert _codes(peers) == ["ABCDEFGHIJKL"[n] for n in nearest]
    assert {p.firmness for p in peers.members} == {"firm"}


@given(seeds)
def test_the_same_seed_gives_the_same_stability_and_another_seed_does_not(small, seed):
    """P8."""
    figures = _figures(seed)
    errors = np.array([0.3 * v for v in figures.values()])

    def draws(chosen):
        space = small.space(ELEMENTS, figures, k=3, draws=100, seed=chosen)
        return small.peers(space, "A", errors).inclusion

    assert_array_equal(draws(seed), draws(seed))
    assert (draws(seed) != draws(seed + 1)).any()


@given(seeds)
def test_every_draw_picks_k_others(small, seed):
    space = small.space(ELEMENTS, _figures(seed), k=5, draws=50)
    peers = small.peers(space, "D")
    assert peers.inclusion.shape == (50, 12)
    assert peers.inclusion.sum(axis=1).tolist() == [5] * 50
    assert not peers.inclusion[:, 3].any()


@pytest.mark.parametrize(("others", "listed"), [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (9, 3)])
def test_of_few_candidates_half_at_most_are_near(small, others, listed):
    """A list that held all candidates would call every one of them firm. Here k is 3."""
    space = small.space(ONE, {"x": np.arange(others + 1.0)}, k=3, draws=5, alpha=SURE)
    peers = small.peers(space, "A")
    assert _codes(peers) == list("BCD"[:listed])
    assert peers.inclusion.sum(axis=1).tolist() == [listed] * 5


@pytest.mark.parametrize(("weights", "alpha"), [((1, 1), 30), ((1.2, 1), 30), ((1.2, 1), 3)])
def test_element_weights_are_drawn_from_a_dirichlet_distribution(small, weights, alpha):
    """B differs across, C up: B is the nearer one when less than half of the weight lies across."""
    space = small.space(
        TWO, {"x": [0.0, 1.0, 0.0], "y": [0.0, 0.0, 1.0]}, weights=weights, alpha=alpha, k=1,
        draws=4000,
    )  # fmt: skip
    shares = _inclusion(small.peers(space, "A"))
    across, up = (alpha * w / sum(weights) for w in weights)
    assert shares["B"] == pytest.approx(beta.cdf(0.5, across, up), abs=0.025)
    assert shares["B"] + shares["C"] == 1.0


def test_figures_are_drawn_within_their_errors(small):
    """C lies a fifth farther off than B; an error of a fifth brings it nearer in Φ(-1) of draws."""
    space = small.space(ONE, {"x": [0.0, 0.4, 0.6, 1.0]}, k=1, draws=4000)
    errors = np.array([[0.0, 0.0, 0.2, 0.0]])
    shares = _inclusion(small.peers(space, "A", errors))
    assert shares["C"] == pytest.approx(norm.cdf(-1.0), abs=0.02)
    assert shares["B"] + shares["C"] == 1.0


def test_the_own_figures_are_drawn_too(small):
    """C at 0.8 is nearer than B at 0.3 when the own 0.5 is drawn above 0.55: half an error up."""
    space = small.space(ONE, {"x": [0.5, 0.3, 0.8, 0.0, 1.0]}, k=1, draws=4000)
    shares = _inclusion(small.peers(space, "A", np.array([[0.1, 0.0, 0.0, 0.0, 0.0]])))
    assert shares["C"] == pytest.approx(norm.cdf(-0.5), abs=0.025)


def test_an_unknown_error_counts_as_none(small):
    space = small.by_hand(k=2)
    unknown = small.peers(space, "A", np.full((3, 4), nan))
    none = small.peers(space, "A", np.zeros((3, 4)))
    assert _inclusion(unknown) == _inclusion(none)


@given(seeds, st.sampled_from("abcd"))
def test_a_variable_in_another_unit_of_measure_gives_the_same_peers(small, seed, name):
    """P2, with errors in the same unit as the figures."""
    figures = _figures(seed)

    def members(factor):
        rows = {k: v * (factor if k == name else 1) for k, v in figures.items()}
        space = small.space(ELEMENTS, rows, k=4, draws=100)
        errors = np.array([0.1 * v for v in rows.values()])
        return small.peers(space, "A", errors).members

    plain, hundredfold = members(1), members(100)
    assert [(p.territory, p.inclusion, p.reciprocal, p.hub) for p in hundredfold] == [
        (p.territory, p.inclusion, p.reciprocal, p.hub) for p in plain
    ]
    assert_allclose([p.distance for p in hundredfold], [p.distance for p in plain], atol=1e-12)


@given(seeds, st.permutations(range(12)))
def test_the_order_of_the_places_changes_no_peer_and_no_share_of_draws(small, seed, order):
    """P5, permuting, with errors."""
    figures, codes = _figures(seed), [f"P{n:02}" for n in range(12)]
    errors = np.array([0.2 * v for v in figures.values()])
    plain = small.space(ELEMENTS, figures, codes=codes, k=4, draws=50)
    shuffled = small.space(
        ELEMENTS,
        {k: v[order] for k, v in figures.items()},
        codes=[codes[n] for n in order],
        k=4,
        draws=50,
    )
    one, other = (
        small.peers(plain, "P05", errors),
        small.peers(shuffled, "P05", errors[:, order]),
    )
    assert other.members == one.members
    assert _inclusion(other) == _inclusion(one)
    assert (other.isolated, other.ratio) == (one.isolated, one.ratio)


@given(seeds, st.permutations(range(12)))
def test_new_names_lead_to_the_same_peers_under_their_new_names(small, seed, order):
    """P5, renaming. Drawn figures follow the order of codes, so this holds for drawn weights only."""
    figures = _figures(seed)
    old, new = [f"P{n:02}" for n in range(12)], [f"P{n:02}" for n in order]
    before = small.peers(small.space(ELEMENTS, figures, codes=old, k=4, draws=50), old[0])
    after = small.peers(small.space(ELEMENTS, figures, codes=new, k=4, draws=50), new[0])
    renamed = dict(zip(old, new, strict=True))
    assert [(renamed[p.territory.code], p.inclusion, p.hub) for p in before.members] == [
        (p.territory.code, p.inclusion, p.hub) for p in after.members
    ]


# ── firmness ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("inclusion", "word"),
    [
        (1.0, "firm"),
        (0.8, "firm"),
        (0.799, "likely"),
        (0.5, "likely"),
        (0.499, "arguable"),
        (0.2, "arguable"),
    ],
)
def test_the_word_for_a_share_of_draws_at_its_borders(inclusion, word):
    assert firmness_of(inclusion) == word


@given(seeds)
def test_whoever_is_near_in_a_fifth_of_the_draws_is_listed_and_nobody_else(small, seed):
    space = small.space(ELEMENTS, _figures(seed), k=4, draws=10, alpha=5)
    peers = small.peers(space, "A")
    listed = {code for code, share in _inclusion(peers).items() if share >= 0.2}
    assert set(_codes(peers)) == listed


@given(seeds)
def test_sound_peers_are_the_firm_and_the_likely_ones(small, seed):
    space = small.space(ELEMENTS, _figures(seed), k=4, draws=50, alpha=5)
    peers = small.peers(space, "A")
    assert peers.sound == tuple(p for p in peers.members if p.inclusion >= 0.5)
    assert peers.chosen() == peers.members
    assert peers.chosen("arguable") == tuple(p for p in peers.members if p.inclusion < 0.5)


# ── order, shares, missing figures ────────────────────────────────────────────────────────────


@given(seeds)
def test_members_stand_by_distance_with_shares_that_sum_to_one(small, seed):
    """P3 as printed: share of each element × distance is its contribution."""
    space = small.space(ELEMENTS, _figures(seed), k=4, draws=20)
    peers = small.peers(space, "A")
    far = [p.distance for p in peers.members]
    assert far == sorted(far)
    assert [p.rank for p in peers.members] == sorted({p.rank for p in peers.members})
    for p in peers.members:
        other = "ABCDEFGHIJKL".index(p.territory.code)
        square = (space.points[:, 0] - space.points[:, other]) ** 2
        parts = [(square[0] + square[1]) / 6, square[2] / 3, square[3] / 3]
        assert_allclose(np.array(p.shares) * p.distance, parts, rtol=0, atol=1e-12)
        assert sum(p.shares) == pytest.approx(1.0, abs=1e-12)


def test_ties_stand_by_code(small):
    """B, C and Z are equally far from M, and the table has them the other way round."""
    space = small.space(
        ONE, {"x": [1.0, 0.0, 1.0, 1.0, 0.0]}, codes=["Z", "M", "C", "B", "Q"], k=2, alpha=SURE
    )
    peers = small.peers(space, "M")
    assert _codes(peers) == ["Q", "B"]
    assert [p.distance for p in peers.members] == [0.0, 1.0]


def test_ties_stand_by_code_also_where_rounding_would_part_them(small):
    """Seen from M, 10 and 1,000 are a logarithm of ten away; binary numbers make B a hair nearer."""
    space = small.space(
        {"only": {"x": "log"}}, {"x": [10, 1000, 1000, 10, 100]}, codes="ABCDM", k=2, alpha=SURE
    )
    peers = small.peers(space, "M")
    assert _codes(peers) == ["A", "B"]
    assert peers.nearest[1] < peers.nearest[0] == pytest.approx(0.25)


def test_a_twin_is_a_peer_at_no_distance_without_shares(small):
    space = small.space(ONE, {"x": [0.0, 0.0, 1.0]}, k=1, alpha=SURE)
    (twin,) = small.peers(space, "A").members
    assert (twin.territory.code, twin.distance, twin.shares) == ("B", 0.0, (0.0,))


def test_a_pair_that_lacks_an_element_is_partial_and_its_shares_sum_to_one(small):
    """B has one of three figures for up, so the whole weight lies across: 1/16. C: up only, 1/2."""
    rows = {
        "x": [0.0, 0.25, 0.0, 1.0, 1.0],
        "u": [0.0, nan, 1.0, 1.0, 1.0],
        "v": [0.0, nan, 1.0, 1.0, 1.0],
        "w": [0.0, 1.0, 1.0, 1.0, 1.0],
    }
    space = small.space(
        {"across": {"x": "none"}, "up": dict.fromkeys("uvw", "none")},
        rows,
        place_coverage=0.5,
        variable_coverage=0.5,
        k=2,
        alpha=SURE,
    )
    near, far = small.peers(space, "A").members
    assert (near.territory.code, near.partial, near.shares) == ("B", True, (1.0, 0.0))
    assert near.distance == pytest.approx(1 / 16)
    assert near.most_alike == ("x", "w")
    assert (far.territory.code, far.partial, far.shares) == ("C", False, (0.0, 1.0))
    assert far.distance == pytest.approx(1 / 2)


# ── at home and abroad ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("where", "codes", "home"),
    [
        ("all", ["D", "F"], [True, False]),
        ("home", ["D", "C"], [True, True]),
        ("abroad", ["F", "G"], [False, False]),
    ],
)
def test_a_list_at_home_abroad_or_everywhere(small, where, codes, home):
    """P11: ten places in a row, A to E in XX and F to J in YY; seen from E, k = 2."""
    space = small.space(
        ONE, {"x": np.arange(10.0)}, countries=["XX"] * 5 + ["YY"] * 5, k=2, alpha=SURE
    )
    peers = small.peers(space, "E", where=where)
    assert (peers.where, _codes(peers), [p.home for p in peers.members]) == (where, codes, home)
    assert [(p.inclusion, p.rank) for p in peers.members] == [(1.0, 1), (1.0, 2)]


def test_a_place_alone_in_its_country_has_no_peers_at_home(small):
    space = small.space(ONE, {"x": [0.0, 1.0, 2.0]}, countries=["XX", "YY", "YY"])
    peers = small.peers(space, "A", where="home")
    assert peers.members == ()
    assert peers.isolated
    assert not peers.inclusion.any()


def test_a_place_that_is_not_comparable_says_so(small):
    space = small.space(TWO, {"x": [0.0, 1.0, nan], "y": [0.0, 1.0, 2.0]})
    with pytest.raises(DataError) as refusal:
        small.peers(space, "C")
    assert str(refusal.value) == (
        "C (Place C): not comparable: too few structural figures. "
        "Peers can be found as soon as a release has at least 80% of them."
    )


# ── the bundled release ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("code", "name"), NOT_COMPARABLE.items())
def test_a_region_without_structural_figures_is_told_that_it_is_not_comparable(bundled, code, name):
    with pytest.raises(DataError) as refusal:
        bundled.peers(code)
    assert str(refusal.value) == (
        f"{code} ({name}): not comparable: too few structural figures. "
        "Peers can be found as soon as a release has at least 80% of them."
    )


def test_about_one_region_in_twenty_is_isolated_by_construction(bundled):
    near = nearest_distances(bundled.space)
    isolated = near > np.percentile(near, 95)
    codes = [bundled.space.cut.territories[m].code for m in bundled.space.members]
    assert [code for code, alone in zip(codes, isolated, strict=True) if alone] == [
        "AT34", "EL41", "EL42", "EL43", "EL53", "ES30", "ES61", "FR10", "FRM0", "LU00", "MT00",
        "SK01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "isolated", "ratio"),
    [
        ("EL41", True, 5.4),
        ("MT00", True, 5.2),
        ("AT34", True, 3.3),
        ("ITC2", False, 3.3),
        ("FRE1", False, 1.9),
    ],
)
def test_a_region_is_told_whether_it_is_isolated_and_how_far_its_nearest_is(
    bundled, code, isolated, ratio
):
    """AT34 is the least isolated of the isolated regions and ITC2 the next one."""
    found = bundled.peers(code)
    assert (found.isolated, round(found.ratio, 1)) == (isolated, ratio)


def test_hub_scores_average_to_one_and_no_region_is_in_everybodys_list(bundled):
    hubs = neighbour_lists(bundled.space).sum(axis=0) / 10
    assert hubs.mean() == pytest.approx(1.0)
    assert hubs.max() == pytest.approx(2.6)


def test_regions_of_the_own_country_crowd_the_lists(bundled):
    """P10, soft: neighbours at home share national traits; hence the list abroad beside it."""
    lists = neighbour_lists(bundled.space)
    countries = np.array([bundled.space.cut.territories[m].country for m in bundled.space.members])
    same = countries[:, None] == countries[None, :]
    share = (lists & same).sum(axis=1) / 10
    chance = (same.sum(axis=1) - 1) / (len(countries) - 1)
    assert share.mean() > 4 * chance.mean()
    large = [c for c in sorted(set(countries)) if (countries == c).sum() > 10]
    assert large == ["BE", "DE", "EL", "ES", "FR", "IT", "NL", "PL"]
    for country in large:
        there = countries == country
        assert share[there].mean() > 2 * chance[there].mean()


@pytest.mark.parametrize("code", ["FRE1", "DE91", "PL21"])
def test_the_list_abroad_names_no_region_of_the_own_country_and_that_at_home_no_other(
    bundled, code
):
    """P11."""
    country = code[:2]
    assert country not in {p.territory.country for p in bundled.peers(code, where="abroad").members}
    assert {p.territory.country for p in bundled.peers(code, where="home").members} == {country}
