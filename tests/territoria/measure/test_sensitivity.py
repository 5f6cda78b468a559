"""Which factor moves the result: exact where all combinations are computed, else estimated."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.score import score
from territoria.measure.sensitivity import sensitivity

SPEC = {
    "treat": [{"method": "none"}, {"method": "percentile-caps", "parameters": {"share": 0.1}}],
    "normalise": [{"method": "fixed-bounds"}, {"method": "min-max"}, {"method": "rank"}],
    "aggregate": [{"method": "arithmetic-mean"}, {"method": "median"}],
    "weight_noise": 0.5,
}


def _nominal(small, spec=SPEC):
    tree = small.tree({"A": ["x", "y", "z"], "B": ["u", "v"]}, uncertainty=spec)
    figures = np.random.default_rng(3).uniform(5, 95, (5, 25))
    return score(tree, small.cut(tree, figures))


def test_all_combinations_are_computed_where_they_are_few(small):
    found = sensitivity(_nominal(small), sets=20)
    assert found.factors == ("treat", "normalise", "aggregate", "weights")
    assert found.levels == (2, 3, 2, 20)
    assert (found.method, found.runs, found.first_low) == ("exact", 240, None)
    assert (found.first >= 0).all()
    assert (found.first <= found.total + 1e-12).all()
    assert found.first.sum() <= 1 + 1e-12


def test_the_sample_comes_near_the_exact_indices(small):
    nominal = _nominal(small)
    exact = sensitivity(nominal, sets=20)
    sampled = sensitivity(nominal, sets=20, exact=False, base=2048)
    assert (sampled.method, sampled.runs) == ("sobol", 2048 * 6)
    assert_allclose(sampled.total, exact.total, atol=0.05)
    assert_allclose(sampled.first, exact.first, atol=0.08)
    inside = (sampled.total_low - 0.02 <= exact.total) & (exact.total <= sampled.total_high + 0.02)
    assert inside.all()


def test_one_factor_alone_explains_everything(small):
    found = sensitivity(_nominal(small, {"weight_noise": 0.5}), sets=50, output="score")
    assert found.factors == ("weights",)
    assert found.first.shape == (1, 25)
    assert_allclose(found.first, 1.0)
    assert_allclose(found.total, 1.0)


def test_figures_within_their_errors_are_a_factor(small):
    nominal = _nominal(small, {"weight_noise": 0.1, "values": True})
    errors = np.zeros((5, 25))
    errors[:, 0] = 20.0
    found = sensitivity(nominal, errors, sets=30, output="score")
    assert found.factors == ("weights", "values")
    assert found.total[1, 0] > 0.8
    assert_allclose(found.total[1, 1:], 0.0, atol=1e-12)


def test_an_indicator_left_out_is_a_factor(small):
    nominal = _nominal(small, {"leave_out": ["x", "u"], "weight_noise": 0.1})
    found = sensitivity(nominal, sets=10)
    assert found.factors == ("weights", "leave_out")
    assert found.levels == (10, 3)
    assert found.total[1] > found.total[0]


def test_one_territory_is_a_column_of_all(small):
    nominal = _nominal(small)
    every = sensitivity(nominal, sets=8, output="rank")
    one = sensitivity(nominal, sets=8, output="rank", territory="T4@own")
    assert_allclose(one.total, every.total[:, 4], rtol=1e-9)
    assert one.territory == "T4@own"


@pytest.mark.parametrize("output", ["rank-shift", "rank", "score"])
def test_where_it_is_computed_does_not_matter(small, monkeypatch, output):
    nominal = _nominal(small)
    alone = sensitivity(nominal, sets=12, output=output, executor="serial")
    monkeypatch.setattr("territoria.measure.sensitivity.SCORES_A_TASK", 25 * 17)
    assert_array_equal(sensitivity(nominal, sets=12, output=output).total, alone.total)


def test_a_refused_combination_is_named(small):
    spec = {
        "normalise": [{"method": "fixed-bounds"}, {"method": "min-max"}],
        "aggregate": [{"method": "arithmetic-mean"}, {"method": "geometric-mean"}],
    }
    with pytest.raises(MethodError, match="some combinations cannot be computed: aggregate: geom"):
        sensitivity(_nominal(small, spec))


def test_where_nothing_varies_it_is_said(small):
    with pytest.raises(MethodError, match="nothing varies"):
        sensitivity(_nominal(small, {}))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"node": "C"}, "the framework has no such node"),
        ({"output": "ranks"}, "the output ranks is not known. Did you mean rank"),
        ({"output": "rank", "territory": "T99@own"}, "T99@own is not among the territories"),
        ({"territory": "T1@own"}, "the mean shift of all ranks is of no one territory"),
        ({"sets": 1}, "1 sets cannot vary"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_in_words(small, asked, said):
    with pytest.raises(MethodError, match=said):
        sensitivity(_nominal(small), **asked)
