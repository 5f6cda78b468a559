"""COINr's own check of its estimator: the Ishigami function at 2,000 base points."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure.sobol import indices

NAME = "uncertainty/ishigami"


@pytest.fixture(scope="module")
def outputs(coinr):
    return np.array([float(r["y"]) for r in coinr.rows(f"{NAME}_y")])


@pytest.fixture(scope="module")
def points(coinr):
    return np.array([[float(r[f"V{n}"]) for n in (1, 2, 3)] for r in coinr.rows(f"{NAME}_X")])


def estimate(coinr, column):
    return [float(r[column]) for r in coinr.rows(f"{NAME}_SA_estimate")]


def test_the_sample_of_the_reference_has_our_layout(points):
    a, b, *mixed = points.reshape(5, 2000, 3)
    for i, block in enumerate(mixed):
        expected = a.copy()
        expected[:, i] = b[:, i]
        assert (block == expected).all()


def test_its_uncentred_estimate_is_reproduced_on_request(coinr, outputs):
    found = indices(outputs, 3, 2000, compat="coinr-1.1")
    assert_allclose(found.first, estimate(coinr, "Si"), rtol=1e-9, atol=1e-12)
    assert_allclose(found.total, estimate(coinr, "STi"), rtol=1e-9, atol=1e-12)
    assert_allclose(found.variance, estimate(coinr, "Variance")[0], rtol=1e-9)


def test_the_total_is_the_same_and_the_first_order_is_centred_without_it(coinr, outputs):
    found = indices(outputs, 3, 2000)
    assert_allclose(found.total, estimate(coinr, "STi"), rtol=1e-9, atol=1e-12)
    centred = outputs.reshape(5, 2000) - outputs[:4000].mean()
    again = [np.mean(centred[1] * (block - centred[0])) for block in centred[2:]]
    assert_allclose(found.first, np.array(again) / found.variance, rtol=1e-9, atol=1e-12)


def test_the_indices_lie_near_the_analytic_ones(outputs):
    found = indices(outputs, 3, 2000, bootstrap=200)
    analytic_first, analytic_total = [0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]
    assert_allclose(found.first, analytic_first, atol=0.05)
    assert_allclose(found.total, analytic_total, atol=0.05)
    assert (found.first_low < found.first).all()
    assert (found.first < found.first_high).all()
