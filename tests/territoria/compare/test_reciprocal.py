"""Who should talk to whom, worked out by hand, and what must hold for any profiles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.compare.reciprocal import (
    Likeness,
    Nearness,
    Profile,
    find_matches,
    likeness_of,
    profile_of,
)
from territoria.errors import DataError

FACTORS = "fgh"
chances = st.none() | st.floats(0.0, 1.0)
KEYS = [f"{code}@2021" for code in "ABCD"]


@pytest.fixture
def likeness(small) -> Likeness:
    """D(A,D) = 1/64, D(B,D) = 13/64, D(A,B) = D(B,C) = 1/4, D(C,D) = 57/64, D(A,C) = 1."""
    space = small.by_hand()
    keys = {t.code: t.key for t in space.cut.territories}
    return likeness_of(space, {(keys["C"], keys["D"]): 0.6})


@pytest.fixture
def keys(likeness) -> dict[str, str]:
    return {t.code: t.key for t in likeness.space.cut.territories}


# ── profiles ──────────────────────────────────────────────────────────────────────────────────


def test_ahead_is_better_than_the_median_without_a_firm_gap_to_the_better_quarter():
    found = profile_of(
        "A", {"f": (0.9, 0.1), "g": (0.9, 0.7), "h": (0.3, 0.6), "i": (0.5, 0.5), "j": (None, None)}
    )
    assert found == Profile("A", {"f": 0.9}, {"g": 0.7, "h": 0.6}, True)


@given(st.dictionaries(st.sampled_from(FACTORS), st.tuples(chances, chances)))
def test_nobody_is_ahead_and_behind_in_the_same_factor(held):
    found = profile_of("A", held)
    assert set(found.ahead) & set(found.behind) == set()


# ── nearness ──────────────────────────────────────────────────────────────────────────────────


def test_nearness_counts_the_pairs_that_are_less_alike(likeness, keys):
    assert likeness.between(keys["A"], keys["D"]) == Nearness(1 / 64, 5 / 6, 0.0)
    assert likeness.between(keys["A"], keys["C"]) == Nearness(1.0, 0.0, 0.0)


def test_nearness_is_the_same_both_ways_and_takes_the_surer_list(likeness, keys):
    there, back = (likeness.between(keys[a], keys[b]) for a, b in ("CD", "DC"))
    assert there == back
    assert (there.inclusion, there.firmness, there.near) == (0.6, "likely", True)


def test_pairs_that_are_no_peers_are_near_when_nearer_than_three_quarters_of_all(likeness, keys):
    near = {a + b: likeness.between(keys[a], keys[b]).near for a, b in ("AD", "BD", "AB")}
    assert near == {"AD": True, "BD": False, "AB": False}


def test_a_territory_without_structural_figures_is_near_to_nobody(likeness, keys):
    assert likeness.between(keys["A"], "FI20@2021") is None
    assert likeness.between(keys["A"], keys["A"]) is None


# ── matches ───────────────────────────────────────────────────────────────────────────────────


def test_a_pair_in_which_each_is_ahead_where_the_other_is_behind(likeness, keys):
    a = Profile(keys["A"], {"f": 0.9, "h": 0.9}, {"g": 0.8})
    d = Profile(keys["D"], {"g": 1.0}, {"f": 0.7, "h": 0.8})
    (match,) = find_matches([d, a], likeness).both
    assert (match.one, match.other) == (keys["A"], keys["D"])
    assert match.first.factors == (("h", pytest.approx(0.72)), ("f", pytest.approx(0.63)))
    assert match.second.factors == (("g", pytest.approx(0.8)),)
    assert match.balance == pytest.approx(0.8)  # the poorer direction: one lesson, not two
    assert match.score == pytest.approx(0.8 * 5 / 6)


def test_one_way_is_listed_apart_with_its_learner(likeness, keys):
    a, d = Profile(keys["A"], {"f": 0.9}, {}), Profile(keys["D"], {}, {"f": 0.7})
    found = find_matches([a, d], likeness)
    assert found.both == ()
    assert [(w.teacher, w.learner) for w in found.one_way] == [(keys["A"], keys["D"])]


def test_places_that_are_unlike_are_counted_and_not_matched(likeness, keys):
    a, c = Profile(keys["A"], {"f": 0.9}, {"g": 0.9}), Profile(keys["C"], {"g": 0.9}, {"f": 0.9})
    lost = Profile("FI20@2021", {"g": 0.9}, {"f": 0.9})
    found = find_matches([a, c, lost], likeness)
    assert (found.both, found.one_way, found.unlike, found.unknown) == ((), (), 1, 1)


def test_two_that_are_both_outside_are_nobodys_business(likeness, keys):
    a = Profile(keys["A"], {"f": 0.9}, {"g": 0.9}, inside=False)
    d = Profile(keys["D"], {"g": 0.9}, {"f": 0.9}, inside=False)
    assert find_matches([a, d], likeness).both == ()


def test_nobody_outside_is_told_what_to_learn(likeness, keys):
    a = Profile(keys["A"], {"f": 0.9}, {})
    d = Profile(keys["D"], {}, {"f": 0.9}, inside=False)
    assert find_matches([a, d], likeness).one_way == ()


def test_a_territory_given_twice_is_refused(likeness, keys):
    with pytest.raises(DataError, match="stands twice"):
        find_matches([Profile(keys["A"], {}, {}), Profile(keys["A"], {}, {})], likeness)


profiles = st.lists(
    st.builds(
        Profile,
        st.sampled_from(KEYS),
        st.dictionaries(st.sampled_from(FACTORS), st.floats(0.8, 1.0)),
        st.dictionaries(st.sampled_from(FACTORS), st.floats(0.6, 1.0)),
        st.booleans(),
    ),
    unique_by=lambda p: p.territory,
    max_size=4,
)


@settings(max_examples=60)
@given(profiles, st.randoms())
def test_the_order_of_the_profiles_changes_nothing(held, chance):
    near = _EVERYONE_NEAR
    again = list(held)
    chance.shuffle(again)
    assert find_matches(held, near) == find_matches(again, near)


@settings(max_examples=60)
@given(profiles)
def test_a_match_read_from_the_other_side_is_the_same_match(held):
    """Names turned over: who is first changes, what each can teach and the score do not."""
    near = _EVERYONE_NEAR
    turned = dict(zip(KEYS, reversed(KEYS), strict=True))
    renamed = [Profile(turned[p.territory], p.ahead, p.behind, p.inside) for p in held]
    told = {
        (m.one, m.other): (m.first.factors, m.second.factors, round(m.score, 9))
        for m in find_matches(held, near).both
    }
    back = {
        (turned[m.other], turned[m.one]): (m.second.factors, m.first.factors, round(m.score, 9))
        for m in find_matches(renamed, near).both
    }
    assert told == back


class _EveryoneNear(Likeness):
    """All pairs equally near, so that only the profiles decide."""

    def between(self, one, other):
        return Nearness(0.1, 0.9, 0.9)


_EVERYONE_NEAR = _EveryoneNear(None, {}, np.zeros((0, 0)), np.zeros(0))
