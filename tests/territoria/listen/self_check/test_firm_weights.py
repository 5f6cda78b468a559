from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.self_check.firm_weights import firm_weights

MICRO, SMALL = ["micro"] * 10, ["small"] * 30


def test_weights_bring_sizes_to_the_known_numbers():
    # 10 of 40 are micro, 90 % should be: 0.9 / 0.25 = 3.6 and 0.1 / 0.75 = 0.1333
    found = firm_weights({"size": MICRO + SMALL}, {"size": {"micro": 9000, "small": 1000}})
    assert found.weights == pytest.approx([3.6] * 10 + [2 / 15] * 30)
    # 1600 / (10 · 3.6² + 30 · (2/15)²)
    assert found.effective == pytest.approx(1600 / (129.6 + 8 / 15))
    assert (found.are_used, found.why_not) == (True, "")


def test_those_who_do_not_say_keep_their_share():
    groups = {"sector": ["C"] * 10 + ["G"] * 10 + [""] * 20}
    found = firm_weights(groups, {"sector": {"C": 30, "G": 10}})
    assert found.weights == pytest.approx([1.5] * 10 + [0.5] * 10 + [1.0] * 20)


def test_small_groups_are_weighted_together():
    groups = {"size": ["micro"] * 20 + ["small"] * 17 + ["medium"] * 2 + ["large"]}
    found = firm_weights(groups, {"size": {"micro": 60, "small": 30, "medium": 8, "large": 2}})
    # medium and large are three firms, so small joins them: 20 of 40 for 40 of 100
    assert found.weights == pytest.approx([1.2] * 20 + [0.8] * 20)


def test_few_who_do_not_say_go_with_the_small_groups():
    groups = {"sector": ["C"] * 20 + ["G"] * 15 + [""] * 5}
    found = firm_weights(groups, {"sector": {"C": 75, "G": 25}})
    # 5 of 40 keep their share, in one class with the 15: 0.25 · 7/8 + 1/8 of 40 firms for 20
    assert found.weights == pytest.approx([1.3125] * 20 + [0.6875] * 20)
    assert Counter(found.classes).most_common() == [("C", 20), ("\0rest", 20)]


def labelled(counts):
    """Groups from (size, sector) → firms."""
    return {
        name: [pair[at] for pair, n in counts.items() for _ in range(n)]
        for at, name in enumerate(("size", "sector"))
    }


BOTH = {"size": {"micro": 50, "small": 30}, "sector": {"C": 35, "G": 45}}


def test_one_margin_weighs_where_a_pair_of_labels_holds_few():
    few = {("micro", "C"): 19, ("micro", "G"): 18, ("small", "C"): 9, ("small", "G"): 16}
    assert set(firm_weights(labelled(few), BOTH).classes) == {"micro", "small"}
    many = {**few, ("small", "C"): 10}
    assert len(set(firm_weights(labelled(many), BOTH).classes)) == 4
    assert set(firm_weights(labelled(many), BOTH, both=False).classes) == {"micro", "small"}


def test_the_margin_that_keeps_more_labels_weighs():
    held = {("micro", "C"): 10, ("micro", "G"): 11, ("small", "F"): 12, ("small", "C"): 1}
    found = firm_weights(labelled(held), {**BOTH, "sector": {"C": 3, "G": 3, "F": 3}})
    assert set(found.classes) == {"C", "G", "F"}


@pytest.mark.parametrize(
    ("groups", "margins", "why"),
    [
        ({"size": MICRO}, {}, "none"),
        ({"size": MICRO}, {"size": {}}, "none"),
        ({"size": MICRO}, {"size": {"micro": 9, "small": 1}}, "few"),
        ({"sector": ["C"] * 3 + ["G"] * 9 + [""] * 8}, {"sector": {"C": 9, "G": 1}}, "few"),
        # 30 of 200 with weight 5: 1 / 3.82 of them
        ({"size": MICRO * 3 + ["small"] * 170}, {"size": {"micro": 3, "small": 1}}, "spread"),
        ({"size": MICRO + SMALL * 3}, {"size": {"micro": 75, "small": 25}}, "cap"),
    ],
)
def test_why_there_are_none(groups, margins, why):
    found = firm_weights(groups, margins)
    assert (found.why_not, found.are_used) == (why, False)
    assert set(found.weights) == {1.0}


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["C", "G", "", "Q"])), min_size=10),
    st.lists(st.integers(1, 1000), min_size=6, max_size=6),
)
def test_weights_are_positive_with_mean_one_and_ten_firms_or_more_share_each(firms, known):
    groups = {"size": [size for size, _ in firms], "sector": [sector for _, sector in firms]}
    margins = {"size": dict(zip("abcd", known, strict=False)), "sector": {"C": known[4], "G": 9}}
    found = firm_weights(groups, margins)
    assert found.weights.min() > 0
    assert np.mean(found.weights) == pytest.approx(1)
    alike = Counter(zip(found.classes, found.weights.round(9), strict=True))
    assert min(alike.values()) >= 10
    assert len(alike) == len(set(found.classes))
    assert 1 <= found.effective <= len(firms) + 1e-9
