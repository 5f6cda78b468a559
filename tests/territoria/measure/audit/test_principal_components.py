import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose

from territoria.measure.audit.principal_components import principal_components

tables = arrays(np.float64, (4, 12), elements=st.floats(-50, 50).map(lambda x: round(x, 1)))


def test_two_children_share_one_plus_their_correlation():
    rows = np.array([[1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.0]])
    found = principal_components(rows, ("x", "y"))
    assert_allclose(found.eigenvalues, [1.6, 0.4], rtol=1e-12)
    assert_allclose(found.shares, [0.8, 0.2], rtol=1e-12)
    assert_allclose(found.loadings, np.array([[1, 1], [1, -1]]) / np.sqrt(2), rtol=1e-9)
    assert found.above_one == 1


def test_incomplete_territories_are_left_out_and_counted():
    rows = np.array([[1.0, 2.0, 3.0, 4.0, nan], [2.0, 1.0, 4.0, 3.0, 9.0]])
    assert principal_components(rows).territories == 4


def test_a_child_that_does_not_vary_is_named_and_left_out():
    rows = np.array([[1.0, 2.0, 3.0], [7.0, 7.0, 7.0], [2.0, 1.0, 4.0]])
    found = principal_components(rows, ("x", "flat", "y"))
    assert (found.names, found.left_out) == (("x", "y"), ("flat",))


def test_too_little_to_decompose_gives_nothing():
    assert principal_components(np.array([[1.0, 2.0], [2.0, 1.0]])) is None
    assert principal_components(np.array([[1.0, 2.0, 3.0]])) is None


@given(tables)
def test_components_give_back_the_correlation_matrix(rows):
    found = principal_components(rows)
    if found is None:
        return
    kept = [int(name.split()[1]) - 1 for name in found.names]
    matrix = (found.loadings * found.eigenvalues) @ found.loadings.T
    assert_allclose(matrix, np.corrcoef(rows[kept]), atol=1e-9)
    assert_allclose(found.shares.sum(), 1.0, rtol=1e-12)
    assert (found.loadings.sum(axis=0) > -1e-9).all()
    assert_allclose((found.correlations**2).sum(axis=1), 1.0, rtol=1e-9)


@given(tables)
def test_a_reversed_child_only_turns_its_loadings(rows):
    turned = rows * np.array([[-1.0], [1.0], [1.0], [1.0]])
    found, other = principal_components(rows), principal_components(turned)
    if found is not None:
        assert_allclose(found.eigenvalues, other.eigenvalues, atol=1e-9)
