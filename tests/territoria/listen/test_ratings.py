from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.rating_counts import Rating, count_codes, count_ratings
from territoria.listen.ratings import rate, share_of
from territoria.listen.reach import wilson

WAYS = ("web", "paper")
Z95 = 1.959964


def given_ratings(service: str, satisfaction: list[int], channel: str = "web") -> list[Rating]:
    return [Rating(service, channel, value, "yes" if value > 3 else "no") for value in satisfaction]


def rated(ratings: list[Rating], services: tuple[str, ...] = ("bus", "desk", "bins")):
    return rate(count_ratings(ratings, services, WAYS), seed=1)


def coverage(n: int, share: float, z: float) -> float:
    """How often Wilson's range of ``n`` people holds the share, by the exact binomial distribution."""
    return sum(
        math.comb(n, part) * share**part * (1 - share) ** (n - part)
        for part in range(n + 1)
        for low, high in [wilson(part, n, z)]
        if low <= share <= high
    )


# ── shares ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("n", [5, 10, 20, 50])
def test_wilson_of_95_percent_covers_91_percent_at_every_share_that_was_measured(n):
    assert min(coverage(n, share / 20, Z95) for share in range(1, 20)) >= 0.91


def test_the_worst_that_wilson_does_at_any_share_and_number_is_known():
    """The ends of the ranges are where coverage jumps: just beside them it is worst."""
    worst = {}
    for z in (Z95, 1.6448536269514722):
        found = 1.0
        for n in range(5, 31):
            ends = [end + side for part in range(n + 1) for end in wilson(part, n, z)
                    for side in (-1e-9, 1e-9)]  # fmt: skip
            inside = [share for share in (*ends, 0.05, 0.95) if 0.05 <= share <= 0.95]
            found = min(found, *(coverage(n, share, z) for share in inside))
        worst[z] = round(found, 3)
    assert worst == {Z95: 0.891, 1.6448536269514722: 0.796}


@pytest.mark.parametrize("n", [5, 10, 20, 50])
def test_over_all_shares_the_90_percent_range_covers_90_percent(n):
    shares = np.linspace(0.05, 0.95, 181)
    assert np.mean([coverage(n, share, 1.6448536269514722) for share in shares]) >= 0.90


def test_shares_are_hidden_below_five_people():
    assert (share_of(2, 4).share, share_of(2, 4).n) == (None, 4)
    assert (share_of(3, 5).share, share_of(3, 5).low) == (0.6, wilson(3, 5)[0])


def test_satisfied_are_fours_and_fives_and_solved_is_a_plain_yes():
    ratings = [Rating("bus", "web", value, solved) for value, solved in
               [(5, "yes"), (4, "partly"), (3, "no"), (2, None), (1, "yes"), (None, "yes")]]  # fmt: skip
    row = rated(ratings).services[0]
    assert (row.n, row.satisfied.n, row.satisfied.part, row.satisfied.share) == (6, 5, 2, 0.4)
    assert (row.solved.n, row.solved.part, row.solved.share, row.partly_solved) == (5, 3, 0.6, 1)


# ── ranks ─────────────────────────────────────────────────────────────────────────────────────


@given(
    st.lists(st.tuples(st.sampled_from(["bus", "desk", "bins"]), st.integers(1, 5)), max_size=50)
)
def test_nothing_below_ten_ratings_is_ranked(pairs):
    ratings = [Rating(service, "web", value) for service, value in pairs]
    for row in rated(ratings).services:
        assert row.too_few == (row.satisfied.n < 10)
        assert (row.rank is None) == (row.mean is None) == (row.first is None) == row.too_few
        if row.rank is not None:
            assert 1 <= row.first <= row.rank <= row.last <= 3
            assert 1 <= row.low <= row.mean <= row.high <= 5


def test_services_far_apart_have_clear_ranks_and_a_seed_repeats_them():
    ratings = given_ratings("bus", [5, 5, 4, 5] * 20) + given_ratings("desk", [1, 2, 2, 1] * 20)
    ratings += given_ratings("bins", [3, 4] * 4)
    found = rated(ratings)
    assert [(row.rank, row.first, row.last) for row in found.services] == [
        (1, 1, 1),
        (2, 2, 2),
        (None, None, None),
    ]
    assert rated(ratings) == found


def test_services_that_chance_alone_makes_differ_share_the_first_place():
    ratings = [r for s in ("bus", "desk", "bins") for r in given_ratings(s, [1, 3, 5, 4] * 5)]
    found = rated(ratings)
    assert (found.between, [row.rank for row in found.services]) == (0.0, [1, 1, 1])
    assert found.sentences[0] == "These ratings do not tell the services apart."


# ── channels ──────────────────────────────────────────────────────────────────────────────────


def test_counts_by_channel_are_always_there():
    ratings = given_ratings("bus", [5] * 6) + given_ratings("bus", [1] * 3, "paper")
    row = rated(ratings).services[0]
    assert [
        (way.channel, way.n, way.satisfied.part, way.satisfied.share) for way in row.channels
    ] == [
        ("web", 6, 6, 1.0),
        ("paper", 3, 0, None),
    ]


def test_another_mix_of_channels_is_flagged_and_said():
    ratings = [r for s in ("bus", "bins") for r in given_ratings(s, [4, 3] * 20)]
    ratings += given_ratings("desk", [5] * 24, "paper") + given_ratings("desk", [5] * 6)
    found = rated(ratings)
    assert found.channels_differ
    assert {row.service: row.apart for row in found.services}["desk"] == ("web", "paper")
    assert (
        "desk: 80 % of the ratings came by paper, in the other services 0 %. "
        "Compare it channel by channel only."
    ) in found.sentences


def test_the_same_mix_is_not_flagged_and_one_channel_alone_is_said():
    both = [r for s in ("bus", "desk") for w in WAYS for r in given_ratings(s, [4, 2] * 10, w)]
    assert not rated(both).channels_differ
    assert rated(given_ratings("bus", [4] * 12)).sentences == (
        "All ratings came in by one channel: web. Others may say otherwise.",
    )


# ── counting ──────────────────────────────────────────────────────────────────────────────────


def test_no_ratings_are_no_services_with_figures():
    found = rated([])
    assert [(row.n, row.raw, row.rank) for row in found.services] == [(0, None, None)] * 3
    assert found.sentences == ()
    assert rate(count_codes(*[np.zeros(0, int)] * 4, (), ()), seed=1).services == ()
