from dataclasses import replace

import numpy as np
import pytest

from territoria.measure.audit import Thresholds, audit
from territoria.measure.audit.judge_ranks import judge_ranks
from territoria.measure.score import score
from territoria.measure.uncertainty import replicate

RAMP = np.arange(10.0)
TURNED = RAMP[[3, 8, 1, 6, 0, 9, 4, 2, 7, 5]]


@pytest.fixture(scope="module")
def judged(small):
    def judge(rows, thresholds=None, *, ranges=False, noise=0.5, **framework):
        names = [f"i{n}" for n in range(len(rows))]
        tree = small.tree(
            {"A": names}, uncertainty={"runs": 250, "weight_noise": noise}, **framework
        )
        result = score(tree, small.cut(tree, np.array(rows)))
        runs = replicate(result) if ranges else None
        found = judge_ranks(audit(result, replications=runs, thresholds=thresholds))
        return {(f.rule, f.subject): f for f in found}

    return judge


def test_children_that_say_the_same_decide_nothing(judged):
    assert judged([RAMP, RAMP, RAMP]) == {}


def test_an_indicator_that_decides_the_ranks_is_named(judged):
    found = judged([RAMP, TURNED], Thresholds(drop_shift=0.1))
    assert list(found) == [("one-row-decides", "i0"), ("one-row-decides", "i1")]
    one = found["one-row-decides", "i0"]
    assert one.sentence.startswith("Without “i0” territories move by ")
    assert " places of 10 on average, and by up to " in one.sentence


def test_lost_scores_are_told(judged):
    alone = np.where(RAMP < 3, np.nan, TURNED)
    found = judged([RAMP, alone], Thresholds(drop_shift=0.01))
    sentence = found["one-row-decides", "i0"].sentence
    assert sentence.endswith(" 3 territories would have no score.")


def test_neighbours_and_pairs_are_told(judged):
    limits = Thresholds(drop_shift=1.0, range_width=0.1)
    found = judged([RAMP, TURNED], limits, ranges=True)
    assert list(found) == [
        ("wide-rank-ranges", "overall"),
        ("neighbours-not-apart", "overall"),
        ("pairs-clear", "overall"),
    ]
    width = found["wide-rank-ranges", "overall"]
    assert width.sentence.startswith("Half of the territories have a 5–95 % rank range of ")
    share = found["pairs-clear", "overall"].value
    assert 0.5 < share < 1


def test_certain_ranks_have_no_such_finding(judged):
    found = judged([RAMP, RAMP], ranges=True, noise=0.0)
    assert list(found) == [("pairs-clear", "overall")]
    assert found["pairs-clear", "overall"].sentence == (
        "100 % of all pairs of territories are clearly ordered: the same one is ahead in at "
        "least 90 % of the replications."
    )


def test_what_was_refused_is_told(scored):
    found = audit(scored, replications=replicate(scored))
    gone = replace(found.drop_one, refused=("too low.", *found.drop_one.refused[1:]))
    runs = replace(found.dominance, runs=1000, excluded=3, reasons={"not above 0.": 3})
    told = {f.rule: f for f in judge_ranks(replace(found, drop_one=gone, dominance=runs))}
    sentence = "Without “a1” the whole cannot be computed: too low."
    assert told["cannot-do-without"].sentence == sentence
    assert told["replications-excluded"].sentence == (
        "3 of 1000 replications are excluded, since a method refused their figures: "
        "not above 0 (3)."
    )
