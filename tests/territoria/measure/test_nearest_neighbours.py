import numpy as np
from numpy import nan
from numpy.testing import assert_allclose

from territoria.measure.nearest_neighbours import means_of_neighbours, standardised


def test_standardised_figures_have_mean_zero_and_spread_one_and_gaps_are_zero():
    z = standardised(np.array([[1.0, 3.0, nan], [4.0, 4.0, 4.0]]))
    assert z.tolist() == [[-1.0, 1.0, 0.0], [0.0, 0.0, 0.0]]


def test_blocks_do_not_change_the_result(monkeypatch):
    random = np.random.default_rng(0)
    values = random.normal(size=(6, 40))
    values[random.random(values.shape) < 0.2] = nan
    whole = means_of_neighbours(values, 3)
    monkeypatch.setattr("territoria.measure.nearest_neighbours.BLOCK", 80)
    assert_allclose(means_of_neighbours(values, 3), whole, rtol=1e-12)


def test_neighbours_are_those_of_a_plain_loop():
    random = np.random.default_rng(1)
    values = random.normal(size=(4, 25))
    values[random.random(values.shape) < 0.15] = nan
    z = np.where(np.isfinite(values), standardised(values), nan)
    ours = means_of_neighbours(values, 3)
    for i, t in zip(*np.nonzero(np.isnan(values)), strict=True):
        distance = np.nanmean((z - z[:, t : t + 1]) ** 2, axis=0)
        donors = np.flatnonzero(np.isfinite(values[i]))
        nearest = donors[np.argsort(distance[donors])[:3]]
        assert_allclose(ours[i, t], values[i, nearest].mean(), rtol=1e-12)
