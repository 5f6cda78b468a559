from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.errors import DataError, MethodError
from territoria.invite.ranking import Ranked, Ranking, rank_applications

Reviews = dict[str, dict[str, dict[str, float]]]
CRITERIA = ("clear", "ready")
EVEN = {"clear": 1.0, "ready": 1.0}


def mark(clear: float, ready: float) -> dict[str, float]:
    return {"clear": clear, "ready": ready}


HAND: Reviews = {
    "alpha": {"ann": mark(4, 3), "bob": mark(3, 3), "cyd": mark(4, 4)},
    "beta": {"ann": mark(4, 2), "bob": mark(2, 2)},
    "gamma": {"bob": mark(2, 3), "cyd": mark(3, 2)},
    "delta": {"ann": mark(0, 1), "cyd": mark(1, 1)},
    "eta": {"ann": mark(4, 4)},
}


def row(found: Ranking, name: str) -> Ranked:
    return next(r for r in found.rows if r.application == name)


marks = st.sampled_from([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4])
reviews = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(
        st.sampled_from("rstu"),
        st.dictionaries(st.sampled_from(CRITERIA), marks),
        max_size=4,
    ),
    max_size=6,
)
weights = st.fixed_dictionaries(
    {"clear": st.sampled_from([0.1, 0.3, 1.0, 2.5]), "ready": st.sampled_from([0.0, 0.2, 1.0, 3.0])}
)


def test_a_call_by_hand_is_ranked_to_the_digit() -> None:
    found = rank_applications(HAND, EVEN, places=2)
    assert [(r.application, r.rank) for r in found.rows] == [
        ("alpha", 1), ("beta", 2), ("gamma", 2), ("delta", 4), ("eta", None),
    ]  # fmt: skip
    alpha = row(found, "alpha")
    # clear 11/3, ready 10/3: (11/3 + 10/3) / 2 × 25
    assert alpha.score == 87.5
    # without cyd (3.5 + 3) / 2, without bob (4 + 3.5) / 2
    assert (alpha.low, alpha.high) == (81.25, 93.75)
    assert row(found, "beta").score == row(found, "gamma").score == 62.5
    assert row(found, "beta").tied == ("gamma",)
    # without ann beta has (2, 2): 50; without bob it has (4, 2): 75 and gamma (3, 2): 62.5
    assert (row(found, "beta").low, row(found, "beta").high) == (50.0, 75.0)
    assert (row(found, "gamma").rank_low, row(found, "gamma").rank_high) == (2, 3)
    assert [r.standing for r in found.rows] == [
        "inside", "contested", "contested", "outside", "incomplete",
    ]  # fmt: skip


def test_ties_at_the_border_are_named_and_never_broken() -> None:
    assert rank_applications(HAND, EVEN, places=2).border == ("beta", "gamma")
    assert rank_applications(HAND, EVEN, places=3).border == ()
    assert rank_applications(HAND, EVEN, places=0).border == ()


def test_an_application_with_one_reviewer_is_incomplete_and_takes_no_rank() -> None:
    found = rank_applications(HAND, EVEN, places=2)
    eta = row(found, "eta")
    assert found.incomplete == ("eta",)
    assert (eta.complete, eta.score, eta.rank, eta.low, eta.standing) == (
        False, 100.0, None, None, "incomplete",
    )  # fmt: skip


def test_a_criterion_without_any_mark_leaves_no_score_unless_it_has_no_weight() -> None:
    given_ = {"a": {"r": {"clear": 4.0}, "s": {"clear": 2.0}}}
    (found,) = rank_applications(given_, EVEN, places=1).rows
    assert (found.score, found.criteria[1].mean, found.complete) == (None, None, False)
    (found,) = rank_applications(given_, {"clear": 1.0, "ready": 0.0}, places=1).rows
    assert (found.score, found.rank, found.complete) == (75.0, 1, True)


def test_a_missing_mark_leaves_the_mean_of_its_criterion() -> None:
    given_ = {"a": {"r": mark(4, 4), "s": mark(2, 2), "t": {"clear": 3.0}}}
    (found,) = rank_applications(given_, EVEN, places=1).rows
    assert [(c.reviews, c.mean) for c in found.criteria] == [(3, 3.0), (2, 3.0)]


def test_reviewers_who_are_apart_are_named() -> None:
    given_ = {"a": {"r": mark(4, 3), "s": mark(2, 2), "t": mark(2, 1.5)}}
    (found,) = rank_applications(given_, EVEN, places=1).rows
    (apart,) = found.disagreements
    assert (apart.criterion, apart.spread) == ("clear", 2.0)
    assert (apart.lowest_by, apart.highest_by) == (("s", "t"), ("r",))
    assert rank_applications(given_, EVEN, places=1, apart=2.0).rows[0].disagreements == ()


def test_a_strict_reviewer_is_seen_by_the_difference_to_colleagues() -> None:
    found = {s.reviewer: s for s in rank_applications(HAND, EVEN, places=2).severities}
    # bob: alpha 3−4, 3−3.5; beta 2−4, 2−2; gamma 2−3, 3−2
    assert found["bob"].difference == pytest.approx((-1 - 0.5 - 2 + 0 - 1 + 1) / 6)
    assert (found["bob"].marks, found["bob"].applications) == (6, 3)
    alone = rank_applications({"a": {"r": mark(1, 1)}}, EVEN, places=1).severities[0]
    assert (alone.difference, alone.marks) == (None, 0)


def test_weights_count_in_any_unit() -> None:
    light = rank_applications(HAND, {"clear": 0.3, "ready": 0.1}, places=2)
    assert light == rank_applications(HAND, {"clear": 3, "ready": 1}, places=2)
    assert row(light, "beta").score == (3 * 3 + 2) / 4 * 25


@settings(deadline=None)
@given(reviews, weights, st.integers(0, 6))
def test_ranges_hold_what_they_are_ranges_of(
    given_: Reviews, weight: dict[str, float], places: int
) -> None:
    found = rank_applications(given_, weight, places=places)
    assert {r.application for r in found.rows} == set(given_)
    ranked = [r for r in found.rows if r.complete]
    for r in ranked:
        assert 0 <= r.low <= r.score <= r.high <= 100
        assert 1 <= r.rank_low <= r.rank <= r.rank_high <= len(ranked)
        assert r.rank == 1 + sum(other.score > r.score for other in ranked)
        assert set(r.tied) == {o.application for o in ranked if o.score == r.score and o is not r}
        if r.standing == "inside":
            assert r.rank_high <= places
        if r.standing == "outside":
            assert r.rank_low > places
    assert sum(r.standing == "inside" for r in ranked) <= places
    assert sum(r.standing != "outside" for r in ranked) >= min(places, len(ranked))


def plain_score(by: dict[str, dict[str, float]], weight: dict[str, float]) -> float:
    """The formula of the docs, in floats."""
    total = 0.0
    for criterion, share in weight.items():
        found = [given_[criterion] for given_ in by.values() if criterion in given_]
        total += share * sum(found) / len(found) if share else 0.0
    return 25 * total / sum(weight.values())


@settings(deadline=None)
@given(reviews, weights)
def test_a_range_is_what_the_formula_gives_without_each_reviewer(
    given_: Reviews, weight: dict[str, float]
) -> None:
    found = rank_applications(given_, weight, places=2)
    for r in found.rows:
        if r.complete:
            by = given_[r.application]
            scores = [plain_score(by, weight)] + [
                plain_score({name: m for name, m in by.items() if name != out}, weight)
                for out in by
            ]
            assert r.score == pytest.approx(scores[0])
            assert (r.low, r.high) == pytest.approx((min(scores), max(scores)))


@settings(deadline=None)
@given(reviews, weights, st.randoms(use_true_random=False))
def test_neither_names_nor_their_order_change_a_score(
    given_: Reviews, weight: dict[str, float], chance: object
) -> None:
    new = {a: f"{chance.random()}{a}" for a in "abcdef"}
    items = [
        (new[a], dict(chance.sample([(f"x{r}", m) for r, m in by.items()], len(by))))
        for a, by in given_.items()
    ]
    chance.shuffle(items)
    found = rank_applications(given_, weight, places=2)
    again = {r.application: r for r in rank_applications(dict(items), weight, places=2).rows}
    for r in found.rows:
        other = again[new[r.application]]
        assert (r.score, r.low, r.high, r.standing) == (
            other.score, other.low, other.high, other.standing,
        )  # fmt: skip
        assert (r.rank, r.rank_low, r.rank_high) == (other.rank, other.rank_low, other.rank_high)
        assert {new[a] for a in r.tied} == set(other.tied)


@given(st.integers(1, 6), st.integers(2, 4), marks, weights)
def test_where_all_are_equal_all_are_tied(
    count: int, panel: int, one: float, weight: dict[str, float]
) -> None:
    given_ = {f"a{n}": {f"r{m}": mark(one, one) for m in range(panel)} for n in range(count)}
    found = rank_applications(given_, weight, places=1)
    assert {(r.rank, r.rank_low, r.rank_high, len(r.tied)) for r in found.rows} == {
        (1, 1, 1, count - 1)
    }
    assert len(found.border) == (count if count > 1 else 0)
    assert math.isclose(found.rows[0].score, one * 25)


def test_a_large_call_is_ranked_at_once() -> None:
    given_ = {
        f"a{n:03d}": {
            f"r{(n * 7 + k * 11) % 30}": {f"c{c}": (n * c + k) % 5 for c in range(6)}
            for k in range(3)
        }
        for n in range(136)
    }
    weight = {f"c{c}": 1.0 for c in range(6)}
    found = rank_applications(given_, weight, places=15)
    assert len(found.rows) == 136
    assert len(found.severities) == 30


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"a": {"r": {"clear": 4.5}}}, "a, r: clear: the mark 4.5 is not between 0 and 4."),
        ({"a": {"r": {"clear": math.nan}}}, "a, r: clear: the mark nan is not between 0 and 4."),
        ({"a": {"r": {"claer": 1}}}, "a, r: no such criterion: claer. Did you mean clear?"),
    ],
)
def test_marks_that_do_not_hold_are_refused(given_: Reviews, said: str) -> None:
    with pytest.raises(DataError) as caught:
        rank_applications(given_, EVEN, places=1)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    "asked",
    [
        {"weights": {"clear": -1.0}},
        {"weights": {"clear": 0.0}},
        {"weights": {}},
        {"weights": {"clear": math.inf}},
        {"places": -1},
        {"apart": math.nan},
    ],
)
def test_rules_that_make_no_sense_are_refused(asked: dict[str, object]) -> None:
    whole = {"weights": EVEN, "places": 1, **asked}
    with pytest.raises(MethodError):
        rank_applications({}, whole.pop("weights"), **whole)
