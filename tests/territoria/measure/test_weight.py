import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from territoria.measure import weight
from territoria.measure.frame import Children

weights = st.lists(st.floats(0.01, 100.0), min_size=1, max_size=8).map(np.array)


def test_weights_as_given_are_those_of_the_text():
    assert weight.given(np.array([1.0, 3.0])).tolist() == [1.0, 3.0]


def test_equal_weights_forget_those_of_the_text():
    assert weight.equal(np.array([1.0, 3.0])).tolist() == [1.0, 1.0]


def test_shaken_weights_move_by_the_noise_at_most():
    lowest, middle, highest = 0.0, 0.5, 1.0
    uniform = np.array([lowest, middle, highest])
    assert weight.shake(np.full(3, 2.0), 0.25, uniform).tolist() == [1.5, 2.0, 2.5]


def test_shaking_broadcasts_over_replications():
    shaken = weight.shake(np.array([1.0, 2.0]), 0.5, np.zeros((3, 2)))
    assert shaken.tolist() == [[0.5, 1.0]] * 3


@given(weights)
def test_no_noise_leaves_the_weights(given_weights):
    uniform = np.linspace(0, 1, len(given_weights))
    assert weight.shake(given_weights, 0.0, uniform).tolist() == given_weights.tolist()


@given(weights, st.floats(0, 0.99), st.floats(0, 1, exclude_max=True))
def test_a_shaken_weight_stays_above_zero(given_weights, noise, u):
    assert (weight.shake(given_weights, noise, np.full(len(given_weights), u)) > 0).all()


def test_every_method_takes_the_weights_and_the_children():
    children = Children(("a", "b"), np.array([[1.0, 2.0, 4.0], [1.0, 3.0, 3.0]]))
    tried = {
        "budget-allocation": {"experts": ({"a": 1.0, "b": 1.0},)},
        "analytic-hierarchy": {"comparisons": {"a/b": 2.0}},
    }
    for name, method in weight.METHODS.items():
        out = method(np.array([1.0, 1.0]), children, **tried.get(name, {}))
        assert out.shape == (2,)
        assert (out >= 0).all()
