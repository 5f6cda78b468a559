import polars as pl
import pytest
from numpy.testing import assert_allclose

from territoria.conversion.long_table import observations_of
from territoria.errors import DataError
from territoria.model import Status


def _table(**columns):
    filling = {"indicator": "x", "period": 2020, "value": 1.0}
    return pl.DataFrame({**filling, **columns})


def _refusal(table):
    with pytest.raises(DataError) as refused:
        observations_of(table)
    return [str(p) for p in refused.value.problems]


def test_figures_stand_where_they_belong():
    held = observations_of(_table(territory=["NL31@2016", "NL3@2016"], value=[1.5, 2.0]))
    assert [t.key for t in held.territories] == ["NL31@2016", "NL3@2016"]
    assert [t.level for t in held.territories] == [2, 1]
    assert held.version == "2016"
    assert held.values[0, :, 0].tolist() == [1.5, 2]
    assert held.cell("NL31", "x", 2020).value == 1.5


def test_null_and_nan_are_missing_and_zero_is_not():
    territory = ["NL31@2016", "NL32@2016", "NL33@2016"]
    held = observations_of(_table(territory=territory, value=[None, float("nan"), 0.0]))
    assert_allclose(held.values[0, :, 0], [float("nan"), float("nan"), 0])
    assert held.status[0, :, 0].tolist() == [Status.MISSING, Status.MISSING, Status.OBSERVED]


def test_errors_flags_and_statuses_are_read():
    held = observations_of(
        _table(territory=["NL31@2016"], standard_error=0.5, flag="b", status="inherited")
    )
    assert held.standard_error[0, 0, 0] == 0.5
    assert held.doubtful[0, 0, 0]
    assert held.status[0, 0, 0] == Status.INHERITED


def test_all_problems_are_told_with_their_rows():
    territory = ["NL31", "NL32@2016", "NL32@2016", ""]
    status = ["observed", "seen", "observed", "observed"]
    assert _refusal(_table(territory=territory, status=status)) == [
        "row 1: 'NL31' is a bare code. "
        "Write code@version, such as NL31@2016: one code may name two places.",
        "row 2: the status 'seen' is not known. "
        "Did you mean observed? Known: estimated, inherited, missing, observed, suppressed.",
        "row 3: NL32@2016, x, 2020 stands twice. Keep one.",
        "row 4: '' is a bare code. "
        "Write code@version, such as NL31@2016: one code may name two places.",
    ]


def test_absent_columns_are_named():
    (problem,) = _refusal(pl.DataFrame({"territory": ["NL31@2016"], "value": [1.0]}))
    assert problem.startswith("table: columns are missing: indicator, period.")


def test_one_code_in_two_versions_is_refused():
    (problem,) = _refusal(_table(territory=["NL31@2016", "NL31@2021"]))
    assert problem.startswith("territories: one code stands in several versions.")
