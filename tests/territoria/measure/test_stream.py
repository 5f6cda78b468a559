"""Streamed ranges are those of all replications kept, to the width of a bin."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.score import score
from territoria.measure.stream import stream_ranges
from territoria.measure.uncertainty import replicate

SPEC = {
    "runs": 2000,
    "normalise": [{"method": "fixed-bounds"}, {"method": "z-score"}],
    "weight_noise": 0.4,
}
PLACES = 200


def _nominal(small, spec, missing=True):
    tree = small.tree({"A": ["x", "y"], "B": ["z"]}, uncertainty=spec, minimum_coverage=0.4)
    figures = np.random.default_rng(1).uniform(5, 95, (3, PLACES))
    if missing:
        figures[0, 4] = np.nan
        figures[:, 7] = np.nan
    return score(tree, small.cut(tree, figures))


@pytest.mark.parametrize("values", [False, True], ids=["shared figures", "figures of their own"])
def test_ranges_are_those_of_all_replications_to_a_bin(small, values):
    nominal = _nominal(small, SPEC | {"values": values})
    errors = np.full((3, PLACES), 3.0)
    kept = replicate(nominal, errors)
    streamed = stream_ranges(nominal, errors)
    low, high = (side[-1] for side in kept.score_ranges)
    known = np.isfinite(nominal.scores[-1])
    width = (np.ptp(kept.of("overall")[:, known], axis=0) * 1.5 / 256).max()
    assert_allclose(streamed.score_low[known], low[known], atol=1.5 * width)
    assert_allclose(streamed.score_high[known], high[known], atol=1.5 * width)
    assert_allclose(streamed.score_median[known], kept.medians("overall")[known], atol=1.5 * width)
    low, high = kept.rank_ranges("overall")
    assert_allclose(streamed.rank_low[known], low[known], atol=2)
    assert_allclose(streamed.rank_high[known], high[known], atol=2)
    assert (streamed.exact_ranks, streamed.runs, streamed.excluded) == (True, 2000, {})
    assert streamed.beyond < 0.02


def test_who_has_no_score_has_no_range(small):
    streamed = stream_ranges(_nominal(small, SPEC))
    unknown = np.isnan(streamed.score_low)
    assert_array_equal(np.flatnonzero(unknown), [7])
    assert_array_equal(unknown, np.isnan(streamed.rank_median))


def test_refused_replications_are_left_out_and_counted(small):
    spec = SPEC | {
        "normalise": [{"method": "fixed-bounds"}, {"method": "min-max"}],
        "aggregate": [{"method": "arithmetic-mean"}, {"method": "geometric-mean"}],
    }
    nominal = _nominal(small, spec, missing=False)
    streamed, kept = stream_ranges(nominal), replicate(nominal)
    assert sum(streamed.excluded.values()) == kept.excluded.sum()
    assert 400 < kept.excluded.sum() < 600
    assert_allclose(streamed.rank_high, kept.rank_ranges("overall")[1], atol=2)


def test_very_many_territories_are_ranked_in_buckets_and_it_is_said(small, monkeypatch):
    monkeypatch.setattr("territoria.measure.stream.EXACT_BELOW", 100)
    nominal = _nominal(small, SPEC, missing=False)
    streamed = stream_ranges(nominal)
    assert not streamed.exact_ranks
    assert_allclose(streamed.rank_high, replicate(nominal).rank_ranges("overall")[1], atol=2)


def test_a_score_that_is_missing_in_some_replications_is_counted_in_the_others(small):
    spec = {"runs": 1000, "leave_out": ["z"], "weight_noise": 0.3}
    tree = small.tree({"A": ["x", "y", "z"]}, uncertainty=spec)
    figures = np.random.default_rng(1).uniform(5, 95, (3, 40))
    figures[:2, 0] = np.nan  # has z alone
    nominal = score(tree, small.cut(tree, figures))
    streamed, kept = stream_ranges(nominal), replicate(nominal)
    assert 0.4 < np.isnan(kept.of("overall")[:, 0]).mean() < 0.6
    assert_allclose(streamed.rank_low, kept.rank_ranges("overall")[0], atol=2)
    assert_allclose(streamed.rank_high, kept.rank_ranges("overall")[1], atol=2)


def test_a_run_of_which_nothing_can_be_computed_says_so(small):
    spec = {
        "runs": 10,
        "normalise": [{"method": "min-max"}],
        "aggregate": [{"method": "geometric-mean"}],
    }
    with pytest.raises(MethodError, match="no replication can be computed: aggregate: geometric"):
        stream_ranges(_nominal(small, spec, missing=False))
    tree = small.tree({"A": ["x"]}, uncertainty={"runs": 10})
    nobody = score(tree, small.cut(tree, [[np.nan, np.nan]]))
    with pytest.raises(MethodError, match="no territory has a score on overall"):
        stream_ranges(nobody)


def test_figures_that_differ_in_their_last_digits_keep_them(small):
    spec = {"runs": 500, "weight_noise": 0.4}
    tree = small.tree({"A": ["x", "y"]}, uncertainty=spec, normalise="none")
    nominal = score(tree, small.cut(tree, 1e7 + np.random.default_rng(1).uniform(0, 1, (2, 60))))
    streamed, kept = stream_ranges(nominal), replicate(nominal)
    assert_allclose(streamed.rank_high, kept.rank_ranges("overall")[1], atol=2)
    low, high = (side[-1] for side in kept.score_ranges)
    assert_allclose(streamed.score_high - streamed.score_low, high - low, atol=0.02)
