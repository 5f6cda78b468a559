"""The index without each indicator equals that of COINr to nine digits."""

import pytest
from numpy.testing import assert_allclose

from territoria.measure.audit.drop_one import drop_one
from territoria.measure.score import score


@pytest.fixture(scope="module")
def dropped(coinr):
    return drop_one(score(coinr.tree(), coinr.cut("standard/Denominated")))


def test_scores_and_ranks_without_each_indicator_are_those_of_the_reference(coinr, dropped):
    assert dropped.names[:49] == coinr.indicators
    expected = coinr.table("remove/L1_Scores", coinr.indicators)
    assert_allclose(dropped.scores[:49], expected, rtol=1e-9, atol=1e-12)
    assert (dropped.ranks[:49] == coinr.table("remove/L1_Ranks", coinr.indicators)).all()


def test_mean_shifts_of_rank_are_those_of_the_reference(coinr, dropped):
    expected = {r["element"]: float(r["MeanAbsDiff"]) for r in coinr.rows("remove/L1_MeanAbsDiff")}
    ours = dict(zip(dropped.names, dropped.mean_shift, strict=True))
    assert_allclose(
        [ours[i] for i in coinr.indicators], [expected[i] for i in coinr.indicators], rtol=1e-12
    )


def test_nobody_loses_the_score_when_one_indicator_goes(dropped):
    assert dropped.lost.tolist() == [0] * 59
