import numpy as np
import pytest

from territoria.measure.audit import Thresholds, audit, findings
from territoria.measure.audit.judge_sample import judge_sample
from territoria.measure.score import score


@pytest.fixture(scope="module")
def audited(small):
    def build(rows, **given):
        tree = small.tree({"A": ["x", "y"], "B": ["z"]})
        return audit(score(tree, small.cut(tree, np.array(rows))), **given)

    return build


def test_enough_territories_give_no_finding(audited):
    rows = np.arange(15.0).reshape(3, 5) % 7
    assert list(judge_sample(audited(rows))) == []


def test_two_territories_give_one_finding_and_no_correlation_is_judged(audited):
    found = audited([[10.0, 90], [20, 80], [5, 60]])
    (one,) = [f for f in findings(found) if f.rule == "few-territories"]
    assert (one.severity, one.subject, one.value, one.threshold) == ("note", "overall", 2, 5)
    assert one.sentence == (
        "For all 6 correlations that the rules look at, fewer than 5 territories have both "
        "figures, 2 at the least. The sample is too small to say what goes together."
    )
    assert {f.rule for f in findings(found)} <= {"few-territories", "one-row-decides"}


def test_correlations_with_size_are_counted(audited):
    rows = np.arange(15.0).reshape(3, 5) % 7
    area = np.array([1.0, 2, 3, np.nan, np.nan])
    (one,) = judge_sample(audited(rows, sizes={"area": area}))
    assert one.sentence.startswith("For 3 of 9 correlations that the rules look at, fewer than 5")
    assert one.value == 3


def test_the_threshold_can_be_given(audited):
    rows = [[10.0, 90], [20, 80], [5, 60]]
    assert list(judge_sample(audited(rows, thresholds=Thresholds(territories=2)))) == []
