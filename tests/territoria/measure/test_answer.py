"""What an answer says: standings, who was passed, which nodes moved."""

import numpy as np
import pytest
from numpy import nan
from numpy.testing import assert_array_equal

from territoria.errors import MethodError
from territoria.measure.answer import Change, Rerun, Standing
from territoria.measure.score import score
from territoria.measure.what_if import WhatIf


@pytest.fixture
def asked(small):
    """Scores 10, 20, 20, 30 and none, in one node."""
    tree = small.tree({"A": ["x"]})
    return WhatIf(score(tree, small.cut(tree, [[10.0, 20.0, 20.0, 30.0, nan]])))


def test_before_and_after_a_change(asked):
    change = Change(asked, 0, (25.0, 25.0), frozen=True)
    assert (change.was("A"), change.becomes("A")) == (Standing(10.0, 4.0), Standing(25.0, 2.0))
    assert change.passed("A") == ("T1@own", "T2@own")
    assert change.passed_by("A") == ()
    assert change.changed == {"A": (10.0, 25.0), "overall": (10.0, 25.0)}


def test_where_others_move_too_their_new_scores_count(asked):
    everyone = np.array([[10.0, 5.0, 20.0, 30.0, 40.0]] * 2)
    change = Change(asked, 0, (10.0, 10.0), frozen=False, everyone=everyone)
    assert change.becomes() == Standing(10.0, 4.0)
    assert change.passed() == ("T1@own",)
    assert change.changed == {}


def test_a_territory_that_loses_its_score_has_no_rank_and_is_passed_by_nobody(asked):
    change = Change(asked, 3, (nan, nan), frozen=True)
    assert np.isnan([change.becomes().score, change.becomes().rank]).all()
    assert (change.passed(), change.passed_by()) == ((), ())
    assert list(change.changed) == ["A", "overall"]


def test_a_node_that_is_not_there_is_refused(asked):
    with pytest.raises(MethodError):
        Change(asked, 0, (1.0, 1.0), frozen=True).was("B")


def test_everyone_after_a_rerun_one_by_one(asked):
    scores = asked.scores.scores.copy()
    scores[1, 1] = 40.0
    rerun = Rerun(asked, scores, scores * 0)
    assert rerun.changed == ("overall",)
    change = rerun.of("T1@own")
    assert (change.becomes("A"), change.becomes()) == (Standing(20.0, 2.0), Standing(40.0, 1.0))
    assert_array_equal(change.passed(), ["T3@own", "T2@own"])
