"""A cut by a named period method; the plain latest one is that of the release itself."""

from dataclasses import replace

import numpy as np
import pytest
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import DataError, MethodError
from territoria.measure.period_cut import cut_at
from territoria.model import Status, Step, Territory
from territoria.observations import Observations

YEARS = (2018, 2020, 2021)
# [period, territory, indicator (x, y)]; the country comes first
VALUES = np.array(
    [
        [[9.0, 9.0], [1.0, 4.0], [2.0, nan]],
        [[9.0, 9.0], [nan, nan], [3.0, 6.0]],
        [[9.0, 9.0], [7.0, nan], [nan, nan]],
    ]
)


@pytest.fixture
def release():
    places = [("C", 0), ("T0", 2), ("T1", 2)]
    return Observations(
        name="small",
        version="own",
        digest="",
        territories=tuple(Territory(c, "own", c, level, "C", "XX") for c, level in places),
        indicators=("x", "y"),
        periods=YEARS,
        values=VALUES,
        status=np.where(np.isfinite(VALUES), Status.INHERITED, Status.MISSING).astype(np.uint8),
        doubtful=VALUES == 6.0,
        precision={},
        standard_error=VALUES / 10,
        groups={"size": ("L", "S", "M")},
    )


@pytest.fixture
def tree(small):
    return small.tree({"A": ["y", "x"]})


@pytest.mark.parametrize("wanted", [None, 2018, 2020, 2021])
def test_the_plain_latest_cut_is_that_of_the_release(release, tree, wanted):
    ours = cut_at(tree, release, wanted)
    theirs = release.latest(tree.indicators, level=2, until=wanted)
    for name in ("values", "period", "status", "doubtful", "standard_error"):
        assert_array_equal(getattr(ours, name), getattr(theirs, name))
    assert (ours.territories, ours.groups) == (theirs.territories, theirs.groups)
    assert ours.status.dtype == theirs.status.dtype


def test_an_interpolated_figure_has_the_status_imputed_and_no_published_error(release, tree):
    cut = cut_at(tree, release, 2020, step=Step(method="linear"))
    assert_allclose(cut.values, [[nan, 6.0], [5.0, 3.0]])
    assert cut.status.tolist() == [
        [Status.MISSING, Status.INHERITED],
        [Status.IMPUTED, Status.INHERITED],
    ]
    assert_allclose(cut.standard_error, [[nan, 0.6], [nan, 0.3]])
    assert cut.doubtful.tolist() == [[False, True], [False, False]]


def test_an_old_figure_can_be_refused_by_its_age(release, tree):
    step = Step(method="latest", parameters={"maximum_age": "1"})
    assert_allclose(cut_at(tree, release, 2021, step=step).values, [[nan, 6.0], [7.0, 3.0]])


def test_level_and_territories_can_be_chosen(release, tree):
    assert [t.code for t in cut_at(tree, release, level=0).territories] == ["C"]
    chosen = cut_at(tree, release, territories=release.territories[::-1])
    assert [t.code for t in chosen.territories] == ["T1", "T0", "C"]
    assert chosen.groups == {"size": ("M", "S", "L")}


def test_denominators_are_found_by_the_same_method_with_the_scale_factor_in_them(release, tree):
    x = tree.bindings[1].model_copy(update={"denominator": "y", "scale_factor": 100.0})
    divided = replace(tree, bindings=(tree.bindings[0], x))
    cut = cut_at(divided, release, 2018)
    assert_allclose(cut.denominators, [[1.0, 1.0], [0.04, nan]])
    assert cut_at(tree, release, 2018).denominators is None


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (
            Step(method="newest"),
            "period: the period method newest is not known. "
            "Did you mean latest? Known: constant, exact, latest, linear.",
        ),
        (
            Step(method="linear", parameters={"maximum_age": 2}),
            "period: linear has no parameter maximum_age. It takes none.",
        ),
        (
            Step(method="latest", parameters={"maximum_age": "old"}),
            "period: latest: maximum_age cannot be 'old'. Give a value of its type.",
        ),
    ],
)
def test_a_wrong_step_is_refused(release, tree, step, message):
    with pytest.raises(MethodError) as caught:
        cut_at(tree, release, step=step)
    assert str(caught.value) == message


def test_an_indicator_that_the_release_does_not_have_is_refused(release, small):
    with pytest.raises(DataError):
        cut_at(small.tree({"A": ["w"]}), release)
