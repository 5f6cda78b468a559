from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.errors import DataError, MethodError
from territoria.listen.raking import rake

SEX = ["f"] * 30 + ["m"] * 70
AGE = (["old"] * 10 + ["young"] * 20) + (["old"] * 40 + ["young"] * 30)
GROUPS = {"sex": SEX, "age": AGE}
TARGETS = {"sex": {"f": 0.5, "m": 0.5}, "age": {"old": 0.4, "young": 0.6}}


def margin(weights, labels, label):
    held = np.array([w for w, given in zip(weights, labels, strict=True) if given == label])
    return held.sum() / sum(weights)


def test_the_margins_are_met_to_the_tenth_digit():
    raked = rake(GROUPS, TARGETS)
    for name, shares in TARGETS.items():
        for label, share in shares.items():
            assert margin(raked.weights, GROUPS[name], label) == pytest.approx(share, abs=1e-10)
    assert sum(raked.weights) == pytest.approx(100)
    assert (raked.usable, raked.why_not) == (True, "")
    assert raked.off <= 1e-10


def test_design_effect_and_effective_number_are_those_of_kish():
    raked = rake(GROUPS, TARGETS)
    w = np.array(raked.weights)
    assert raked.deff == pytest.approx(100 * (w**2).sum() / w.sum() ** 2)
    assert raked.effective_n == pytest.approx(100 / raked.deff)


def test_margins_that_hold_already_need_no_weights():
    raked = rake({"sex": SEX}, {"sex": {"f": 0.3, "m": 0.7}})
    assert raked.weights == pytest.approx((1.0,) * 100)
    assert raked.deff == pytest.approx(1.0)
    assert raked.cycles == 1


def test_no_weight_is_above_the_cap_and_what_it_cannot_reach_is_said():
    given = {"sex": ["f"] * 2 + ["m"] * 98}
    raked = rake(given, {"sex": {"f": 0.5, "m": 0.5}})
    assert max(raked.weights) <= 5 * np.mean(raked.weights) * (1 + 1e-12)
    assert not raked.usable
    assert raked.why_not == (
        "With no weight above 5 times the mean, a share stays 40.0 points from its target. "
        "Merge small groups, or ask more people."
    )


def test_too_few_effective_respondents_are_refused():
    given = {"sex": ["f"] * 5 + ["m"] * 95}
    raked = rake(given, {"sex": {"f": 0.9, "m": 0.1}}, cap=100.0)
    assert raked.effective_n / 100 < 0.3
    assert not raked.usable
    assert "Show the answers without weights" in raked.why_not


def test_labels_without_people_and_people_without_target_are_named_all_at_once():
    with pytest.raises(DataError) as caught:
        rake(
            {"sex": ["f", "m", "x"], "age": ["old"] * 3},
            {"sex": {"f": 0.5, "m": 0.4, "d": 0.05}, "age": {"old": 1.0}, "town": {"a": 1.0}},
        )
    assert [(p.where, p.what) for p in caught.value.problems] == [
        ("sex, d", "nobody with this label answered."),
        ("sex, x", "the label has no target."),
        ("sex", "the shares add up to 0.95, not to 1."),
        ("town", "nothing is known of the respondents."),
    ]
    assert caught.value.problems[0].mend == "Merge the label with a neighbour, or ask people of it."


def test_a_cap_at_the_mean_and_no_target_are_refused():
    with pytest.raises(MethodError, match="above the mean"):
        rake(GROUPS, TARGETS, cap=1.0)
    with pytest.raises(DataError, match="no margin"):
        rake(GROUPS, {})
    with pytest.raises(DataError, match="same respondents"):
        rake({"sex": SEX, "age": AGE[:-1]}, TARGETS)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=8, max_size=40))
def test_reachable_margins_are_met_and_weights_stay_positive(people):
    given = {"one": [a for a, _ in people], "two": [b for _, b in people]}
    # margins of a weighting that exists are reachable
    own = np.array([1.0 + (i % 3) for i in range(len(people))])
    targets = {
        name: {
            label: float(own[[g == label for g in labels]].sum() / own.sum())
            for label in set(labels)
        }
        for name, labels in given.items()
    }
    raked = rake(given, targets)
    assert min(raked.weights) > 0
    assert raked.off <= 1e-9
    assert raked.deff >= 1 - 1e-12
