from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import synthetic_advice as small
from territoria.compare.peers import Peer, PeerSet, firmness_of
from territoria.model import Grade
from territoria.recommend.fit import Fit, fits_of, grade_here

HERE = small.territory("HERE")
# code → (distance, share of the draws in which it is among the nearest)
AROUND = {"FIRM": (0.1, 0.9), "LIKE": (0.2, 0.6), "ARGU": (0.3, 0.3), "FARR": (0.5, 0.0)}


@pytest.fixture(scope="module")
def peers() -> PeerSet:
    """Three peers, one comparable region that is unlike, and one that cannot be compared."""
    places = [HERE, *map(small.territory, AROUND), small.territory("NONE")]
    distances = [np.inf, *(distance for distance, _ in AROUND.values())]
    members = [
        Peer(
            territory=place, distance=distance, inclusion=share, firmness=firmness_of(share),
            rank=1, shares=(1.0,), reciprocal=True, hub=1.0, partial=False, home=True,
            most_alike=(), most_different=(),
        )
        for place, (distance, share) in zip(places[1:], AROUND.values())
        if share >= 0.2
    ]  # fmt: skip
    space = SimpleNamespace(by_key={place.key: n for n, place in enumerate(places[:-1])})
    return PeerSet(
        territory=HERE,
        space=space,  # type: ignore[arg-type]
        where="all",
        members=tuple(members),
        nearest=np.array(distances),
        inclusion=np.zeros((1, len(places)), dtype=bool),
        isolated=False,
        ratio=1.0,
    )


def fit(peers: PeerSet | None, *codes: str) -> Fit:
    text = small.recommendation(practices=["p"])
    known = {"p": small.practice("p", *(f"{code}@2021" for code in codes))}
    (found,) = fits_of(text, known, peers)
    return found


@pytest.mark.parametrize(
    ("code", "relation", "ratio"),
    [
        ("HERE", "here", 0.0),
        ("FIRM", "firm", 1.0),
        ("LIKE", "likely", 2.0),
        ("ARGU", "arguable", 3.0),
        ("FARR", "unlike", 5.0),
    ],
)
def test_the_relation_to_a_place_is_that_of_the_peers(peers, code, relation, ratio):
    found = fit(peers, code)
    assert found.relation == relation
    assert found.ratio == pytest.approx(ratio)


def test_a_place_that_cannot_be_compared_is_unknown(peers):
    assert (fit(peers, "NONE").relation, fit(peers, "GONE").relation) == ("unknown", "unknown")


def test_a_practice_without_a_place_is_unknown(peers):
    assert fit(peers).relation == "unknown"


def test_without_peers_every_relation_is_unknown():
    assert fit(None, "FIRM").relation == "unknown"


def test_of_several_places_the_most_alike_counts(peers):
    assert fit(peers, "FARR", "LIKE", "NONE").relation == "likely"
    assert fit(peers, "LIKE", "FARR", "HERE").relation == "here"
    assert fit(peers, "NONE", "FARR").ratio == pytest.approx(5.0)


def test_another_version_of_a_code_is_another_place(peers):
    known = {"p": small.practice("p", "FIRM@2016")}
    (found,) = fits_of(small.recommendation(practices=["p"]), known, peers)
    assert found.relation == "unknown"


def test_the_peer_that_stands_behind_a_practice_is_named(peers):
    assert fit(peers, "LIKE").peer is peers.members[1]
    assert fit(peers, "FARR").peer is None


def test_a_region_without_a_distance_does_not_spoil_the_others(peers):
    nearest = np.array([*peers.nearest[:-1], 0.5])
    nearest[2] = np.nan
    assert fit(replace(peers, nearest=nearest), "FIRM").ratio == pytest.approx(1.0)


def test_the_most_alike_practice_stands_first(peers):
    codes = {
        "a": "FARR",
        "b": "ARGU",
        "c": "NONE",
        "d": "FIRM",
        "e": "HERE",
        "f": "LIKE",
        "g": "FIRM",
    }
    known = {i: small.practice(i, f"{code}@2021") for i, code in codes.items()}
    text = small.recommendation(practices=list(codes))
    assert [f.practice.id for f in fits_of(text, known, peers)] == list("edgfbac")


# ── the grade here ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("grade", "places", "here"),
    [
        ("E3", ["FIRM"], "E3"),
        ("E3", ["ARGU"], "E3"),
        ("E3", ["HERE"], "E3"),
        ("E3", ["FARR"], "E2"),
        ("E3", ["NONE"], "E2"),
        ("E3", ["FARR", "LIKE"], "E3"),
        ("E2", ["FARR"], "E1"),
        ("E1", ["FARR"], "E1"),
        ("E0", ["FARR"], "E0"),
        ("E2", [], "E1"),
    ],
)
def test_an_effect_seen_only_in_places_unlike_this_counts_one_grade_less(
    peers, grade, places, here
):
    known = {code: small.practice(code, f"{code}@2021") for code in places}
    text = small.recommendation(grade=grade, practices=places)
    found, why = grade_here(text, fits_of(text, known, peers))
    assert found == here
    assert why == ("" if here == grade else "one grade less: it was shown in places unlike yours")


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    grade=st.sampled_from(Grade.__args__),
    places=st.lists(st.sampled_from(["HERE", *AROUND, "NONE"]), unique=True),
    more=st.sampled_from(["HERE", *AROUND, "NONE"]),
)
def test_one_more_place_never_lowers_the_grade(peers, grade, places, more):
    known = {c: small.practice(c, f"{c}@2021") for c in [*places, more]}
    text = small.recommendation(grade=grade, practices=places)
    wider = small.recommendation(grade=grade, practices=[*places, more])
    before, _ = grade_here(text, fits_of(text, known, peers))
    after, _ = grade_here(wider, fits_of(wider, known, peers))
    assert before <= after <= grade
    assert after >= min(grade, "E1")
