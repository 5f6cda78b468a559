import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose

from territoria.measure.audit.reliability import alpha_without_each, covariances, cronbach_alpha

tables = arrays(np.int64, (4, 8), elements=st.integers(-20, 20)).map(lambda t: t / 4)


def test_children_that_repeat_each_other_have_an_alpha_of_one():
    assert_allclose(cronbach_alpha(np.array([[1.0, 2.0, 4.0]] * 3)), 1.0, rtol=1e-12)


def test_alpha_of_two_children_worked_by_hand():
    """Variances 1 and 1, covariance 0.5: 4 · 0.5 / 3."""
    rows = np.array([[1.0, 2.0, 3.0], [1.0, 3.0, 2.0]])
    assert_allclose(cronbach_alpha(rows), 2 / 3, rtol=1e-12)


def test_children_that_cancel_out_have_no_alpha():
    rows = np.array([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
    assert np.isnan(cronbach_alpha(rows))


def test_one_child_has_no_alpha():
    assert np.isnan(cronbach_alpha(np.array([[1.0, 2.0, 3.0]])))
    assert np.isnan(alpha_without_each(np.array([[1.0, 2.0], [2.0, 4.0]]))).all()


def test_covariances_take_each_pair_over_what_it_has_in_common():
    rows = np.array([[1.0, 2.0, 4.0, nan], [2.0, 1.0, 5.0, 8.0]])
    found = covariances(rows)
    assert_allclose(found[0, 1], np.cov(rows[:, :3])[0, 1], rtol=1e-12)
    assert_allclose(found[1, 1], rows[1].var(ddof=1), rtol=1e-12)
    assert_allclose(covariances(rows, complete=True), np.cov(rows[:, :3]), rtol=1e-12)


@given(tables)
def test_alpha_is_the_usual_formula_on_complete_figures(rows):
    """k / (k − 1) · (1 − Σ variances / variance of the sum)."""
    total = rows.sum(axis=0).var(ddof=1)
    if total < 1e-9:
        return
    expected = 4 / 3 * (1 - rows.var(axis=1, ddof=1).sum() / total)
    assert_allclose(cronbach_alpha(rows), expected, rtol=1e-9, atol=1e-9)


@given(tables)
def test_alpha_without_a_child_is_the_alpha_of_the_others(rows):
    ours = alpha_without_each(rows)
    for n in range(4):
        assert_allclose(ours[n], cronbach_alpha(np.delete(rows, n, axis=0)), rtol=1e-9, atol=1e-9)
