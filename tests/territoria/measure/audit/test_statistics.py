import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.measure.audit.statistics import describe

gappy = arrays(np.int64, (3, 9), elements=st.integers(-6, 8)).map(
    lambda table: np.where(table > 5, nan, table / 2)
)


def test_statistics_worked_by_hand():
    found = describe(np.array([[0.0, 0.0, 1.0, 2.0, 7.0, nan]]), ("x",))
    assert found.names == ("x",)
    numbers = {
        "count": 5, "missing": 1, "minimum": 0, "maximum": 7, "mean": 2, "median": 1,
        "lower_quartile": 0, "upper_quartile": 2, "unique": 4, "zeros": 0.4, "most_frequent": 0.4,
        "distinct": 0.8, "available": 5 / 6,
    }  # fmt: skip
    assert {name: getattr(found, name)[0] for name in numbers} == numbers
    assert_allclose(found.sd, [np.sqrt(8.5)], rtol=1e-12)
    assert found.outliers.tolist() == [[False, False, False, False, True, False]]


def test_the_fence_can_be_moved():
    found = describe(np.array([[0.0, 0.0, 1.0, 2.0, 7.0]]), fence=3.0)
    assert int(found.outliers.sum()) == 0


def test_an_empty_row_has_no_statistics_and_no_warning():
    found = describe(np.full((1, 4), nan))
    assert (found.count[0], found.missing[0], found.available[0], found.unique[0]) == (0, 4, 0, 0)
    for name in ("minimum", "mean", "median", "sd", "zeros", "most_frequent", "skewness"):
        assert np.isnan(getattr(found, name)[0])


def test_one_figure_has_no_standard_deviation():
    assert np.isnan(describe(np.array([[3.0, nan]])).sd[0])


@given(gappy)
def test_each_row_agrees_with_numpy_on_what_is_present(rows):
    found = describe(rows)
    for n, row in enumerate(rows):
        x = row[np.isfinite(row)]
        if x.size < 2:
            continue
        counts = np.unique(x, return_counts=True)[1]
        assert found.unique[n] == counts.size
        assert found.most_frequent[n] == counts.max() / x.size
        assert found.zeros[n] == (x == 0).mean()
        assert_allclose(found.sd[n], x.std(ddof=1), rtol=1e-12, atol=1e-12)
        expected = np.quantile(x, [0.25, 0.5, 0.75])
        ours = [found.lower_quartile[n], found.median[n], found.upper_quartile[n]]
        assert_allclose(ours, expected, rtol=1e-12, atol=1e-12)


@given(gappy)
def test_the_order_of_territories_does_not_matter(rows):
    assert_array_equal(describe(rows).most_frequent, describe(rows[:, ::-1]).most_frequent)
