import numpy as np
import pytest

from territoria.measure.audit import Thresholds, audit
from territoria.measure.audit.judge_structure import judge_structure
from territoria.measure.score import score

RAMP = np.arange(30.0)
NOISE = np.random.default_rng(5).normal(size=(6, 30))


@pytest.fixture(scope="module")
def judged(small):
    def judge(rows, nodes=None, thresholds=None, **framework):
        names = [f"i{n}" for n in range(len(rows))]
        tree = small.tree(nodes or {"A": names}, **framework)
        result = score(tree, small.cut(tree, np.array(rows)))
        return list(judge_structure(audit(result, thresholds=thresholds)))

    return judge


def _of(found, rule):
    return [(f.subject, f.other) for f in found if f.rule == rule]


def test_children_that_agree_moderately_give_no_finding(judged):
    rows = [RAMP / 9 + n for n in NOISE[:3]]
    assert judged(rows, thresholds=Thresholds(influence=3.0)) == []


def test_children_that_repeat_each_other_are_named(judged):
    found = judged([RAMP, RAMP + NOISE[0] / 9])
    assert _of(found, "collinear-inside") == [("i0", "i1")]
    assert _of(found, "high-alpha") == [("A", "")]
    assert found[0].sentence == (
        "“i0” and “i1” in “A” correlate at 1.00: they nearly repeat each other, and count twice."
    )


def test_children_that_are_opposed_are_named_once(judged):
    found = judged([RAMP, -RAMP + 8 * NOISE[0], RAMP + 8 * NOISE[1]])
    assert _of(found, "negative-inside") == [("i0", "i1"), ("i1", "i2")]
    assert _of(found, "significant-negative-inside") == []
    assert _of(found, "negative-loading") == [("i1", "A")]
    assert _of(found, "low-alpha") == [("A", "")]
    assert ("i1", "A") in _of(found, "alpha-rises")


def test_a_weaker_opposition_is_named_where_it_is_significant(judged):
    found = judged([RAMP, -RAMP + 8 * NOISE[0]], thresholds=Thresholds(negative=-1.0))
    (one,) = [f for f in found if f.rule == "significant-negative-inside"]
    assert one.value < one.threshold == 0.05
    assert "(p < 0.001)" in one.sentence


def test_a_child_that_goes_against_its_node_is_named(judged):
    found = judged([RAMP, -RAMP / 3])
    assert _of(found, "negative-with-parent") == [("i1", "A")]


def test_a_child_that_hardly_shows_is_named(judged):
    apart = NOISE[0] - np.polyval(np.polyfit(RAMP, NOISE[0], 1), RAMP)
    found = judged([RAMP, apart, RAMP + NOISE[2]])
    assert _of(found, "weak-with-parent") == [("i1", "A")]
    assert ("i1", "A") in _of(found, "weight-not-kept")


def test_an_indicator_that_follows_another_node_is_named(judged):
    noise = 12 * NOISE
    rows = [noise[0], noise[0] + noise[1] / 3, RAMP, RAMP + noise[2] / 3, RAMP + noise[3] / 3]
    found = judged(rows, nodes={"A": ["i0", "i1", "i2"], "B": ["i3", "i4"]})
    assert _of(found, "closer-elsewhere") == [("i2", "B")]
    margin = Thresholds(elsewhere=0.9)
    found = judged(rows, nodes={"A": ["i0", "i1", "i2"], "B": ["i3", "i4"]}, thresholds=margin)
    assert _of(found, "closer-elsewhere") == []


def test_a_node_that_holds_several_things_is_named(judged):
    found = judged(list(NOISE))
    assert _of(found, "weak-first-component") == [("A", "")]
    assert _of(found, "several-components") == [("A", "")]


def test_two_children_are_not_judged_by_components(judged):
    found = judged(list(NOISE[:2]))
    assert _of(found, "weak-first-component") + _of(found, "negative-loading") == []


def test_few_territories_are_told(judged):
    found = judged([row[:8] for row in NOISE[:3]])
    (one,) = [f for f in found if f.rule == "few-cases"]
    assert one.sentence == (
        "“A” has 3 children and 8 territories with all of them: too few to rely on its "
        "correlations."
    )


OPPOSED = [RAMP, -RAMP + 8 * NOISE[0], RAMP + NOISE[1] / 9]


def test_nothing_is_judged_over_four_territories(judged):
    assert judged([row[:4] for row in OPPOSED]) == []


def test_the_least_number_of_territories_can_be_given(judged):
    limits = Thresholds(territories=31)
    rules = {f.rule for f in judged(OPPOSED, thresholds=limits)}
    assert rules <= {"weight-not-kept"}
    rows = [row[:4] for row in OPPOSED]
    found = judged(rows, thresholds=Thresholds(territories=3))
    assert ("i0", "i2") in _of(found, "collinear-inside")


def test_only_pairs_with_too_few_territories_in_common_are_left_out(judged):
    """i2 and i3 share three territories, and each shares more with the others."""
    gaps = [np.where(RAMP < 17, RAMP, np.nan), np.where(RAMP < 14, np.nan, RAMP)]
    found = judged([RAMP, RAMP + NOISE[0] / 9, *gaps])
    named = [("i0", "i1"), ("i0", "i2"), ("i0", "i3"), ("i1", "i2"), ("i1", "i3")]
    assert _of(found, "collinear-inside") == named
    assert _of(found, "high-alpha") + _of(found, "few-cases") == []


def test_components_over_too_few_complete_territories_are_told_and_not_judged(judged):
    """Each pair shares ten territories, and no territory has all three."""
    rows = np.array([NOISE[0], -NOISE[0], NOISE[1]])
    for n in range(3):
        rows[n, n::3] = np.nan
    found = judged(list(rows))
    assert _of(found, "few-cases") == [("A", "")]
    assert _of(found, "weak-first-component") + _of(found, "negative-loading") == []
