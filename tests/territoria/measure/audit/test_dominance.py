from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from territoria.measure.audit import dominance as module
from territoria.measure.audit.dominance import dominance
from territoria.measure.score import score
from territoria.measure.uncertainty import replicate


@pytest.fixture(scope="module")
def replications(small):
    """T2 is first by far, T0 and T1 change places with the weights, T3 has no figure."""
    tree = small.tree(
        {"A": ["x", "y"]}, minimum_coverage=1.0, uncertainty={"runs": 250, "weight_noise": 0.5}
    )
    rows = [[10.0, 20, 90, np.nan], [20.1, 10, 90, 5]]
    return replicate(score(tree, small.cut(tree, rows)))


def test_neighbours_and_pairs_worked_by_hand(replications):
    found = dominance(replications, "overall")
    assert found.order.tolist() == [2, 0, 1]
    assert found.share_above[0] == 1.0
    assert 0.4 < found.share_above[1] < 0.7
    assert found.cannot_be_told_apart.tolist() == [False, True]
    assert (found.pairs, found.clear_pairs) == (3, 2)


def test_shares_of_neighbours_are_those_of_the_replications(replications):
    found = dominance(replications, "overall")
    for n, (here, following) in enumerate(zip(found.order, found.order[1:], strict=False)):
        above = replications.above("overall", int(here))[following]
        assert_allclose(found.share_above[n], above, rtol=1e-12)


def test_ranges_are_those_of_the_replications(replications):
    found = dominance(replications, "overall")
    low, high = replications.rank_ranges("overall")
    assert_array_equal(found.low, low)
    assert_array_equal(found.high, high)
    assert_array_equal(found.widths, [1, 1, 0, np.nan])


def test_the_threshold_decides_what_is_firm(replications):
    found = dominance(replications, "overall", firm=0.01)
    assert found.cannot_be_told_apart.tolist() == [False, False]


def test_pairs_are_not_counted_among_very_many(replications, monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)
    assert module.dominance(replications, "overall").clear_pairs is None


def test_excluded_replications_are_counted_and_do_not_count(replications):
    excluded = np.arange(250) < 50
    scores = np.where(excluded[:, None, None], np.nan, replications.scores)
    fewer = replace(replications, scores=scores, excluded=excluded, reasons={"not above 0": 50})
    found = dominance(fewer, "overall")
    assert (found.runs, found.excluded, found.reasons) == (250, 50, {"not above 0": 50})
    rows = replications.of("overall")[50:]
    assert_allclose(found.share_above, [1.0, (rows[:, 0] > rows[:, 1]).mean()])
