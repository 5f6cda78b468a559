import numpy as np
from numpy import nan
from numpy.testing import assert_allclose

from territoria.measure.audit.size import check_size


def test_a_count_follows_population_and_a_share_does_not():
    population = np.array([1.0, 2.0, 5.0, 9.0])
    rows = np.array([population * 3, [0.5, 0.2, 0.4, nan]])
    found = check_size(rows, ("count", "share"), {"population": population})
    assert (found.names, found.sizes) == (("count", "share"), ("population",))
    assert_allclose(found.coefficient[0], [1.0], rtol=1e-12)
    expected = np.corrcoef(rows[1, :3], population[:3])[0, 1]
    assert_allclose(found.coefficient[1], [expected], rtol=1e-12)
    assert found.p_value.shape == (2, 1)
    assert found.count.tolist() == [[4], [3]]
