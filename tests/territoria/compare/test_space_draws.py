import numpy as np
import pytest
from numpy.testing import assert_array_equal

from territoria.compare.peers import peers_of
from territoria.compare.space_draws import draw_space

FIGURES = {"x": [0.0, 4.0, 10.0, 7.0], "y": [1.0, np.nan, 3.0, 2.0]}
ELEMENTS = {"one": {"x": "none"}, "two": {"y": "none"}}


@pytest.fixture
def space(small):
    return small.space(
        ELEMENTS, FIGURES, draws=50, weights=[1.0, 3.0], place_coverage=0.5, variable_coverage=0.5
    )


def test_the_weights_of_every_draw_sum_to_one_and_lie_around_their_own(space):
    weights = draw_space(space).weights
    assert weights.shape == (50, 2)
    np.testing.assert_allclose(weights.sum(axis=1), 1.0)
    np.testing.assert_allclose(weights.mean(axis=0), [0.25, 0.75], atol=0.05)


def test_without_errors_all_draws_share_the_points_of_the_space(space):
    assert_array_equal(draw_space(space).points, space.points[None])


def test_errors_move_the_figures_that_have_them_and_no_others(space):
    errors = np.array([[0.0, 2.0, 0.0, np.nan], [0.5, 0.5, 0.5, 0.5]])
    points = draw_space(space, errors).points
    assert points.shape == (50, 2, 4)
    moved = (points != space.points).any(axis=0) & np.isfinite(space.points)
    assert moved.tolist() == [[False, True, False, False], [True, False, True, True]]
    assert np.isnan(points[:, 1, 1]).all()


def test_errors_leave_the_draws_of_the_weights_as_they_are(space):
    errors = np.ones((2, 4))
    assert_array_equal(draw_space(space, errors).weights, draw_space(space).weights)


def test_every_territory_is_compared_in_the_same_draws(space):
    """Drawn once or drawn for each: the peers are the same."""
    errors, places = np.ones((2, 4)), space.cut.territories
    shared = draw_space(space, errors)
    for place in places:
        alone = peers_of(space, place, draw_space(space, errors))
        assert_array_equal(peers_of(space, place, shared).inclusion, alone.inclusion)
