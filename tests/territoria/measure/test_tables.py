import numpy as np
import polars as pl
import pytest
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import DataError, MethodError
from territoria.measure import aggregate, normalise, tables, treat
from territoria.measure.frame import Frame

FRAME = pl.DataFrame(
    {
        "name": ["Aa", "Bb", "Cc", "Dd"],
        "continent": ["E", "E", "W", "W"],
        "x": [1.0, None, 3.0, 5.0],
        "people": [2, 4, 5, 10],
        "y": [8.0, 6.0, 4.0, nan],
    }
)
XY = ["x", "y"]
ARRAY = np.array([[1.0, 8.0], [2.0, 6.0], [4.0, 2.0]])


def test_a_polars_frame_is_normalised_and_its_other_columns_stay():
    out = tables.normalise(FRAME, "min-max", direction={"y": -1}, columns=XY)
    assert out.columns == FRAME.columns
    assert out["x"].to_list() == [0.0, None, 50.0, 100.0]
    assert out["y"].to_list() == [0.0, 50.0, 100.0, None]
    assert out.drop(XY).equals(FRAME.drop(XY))


def test_an_array_gives_an_array_of_the_same_shape():
    out = tables.normalise(ARRAY, "min-max", upper=1.0, direction={"1": -1})
    assert_allclose(out, [[0, 0], [1 / 3, 1 / 3], [1, 1]])


def test_bounds_and_targets_are_in_the_columns_own_unit():
    out = tables.normalise(
        ARRAY, "fixed-bounds", direction={"1": -1}, minimum=0.0, maximum={"0": 4.0, "1": 8.0}
    )
    assert out.tolist() == [[25.0, 0.0], [50.0, 25.0], [100.0, 75.0]]
    reached = tables.normalise(ARRAY, "distance-to-target", target={"0": 3.0, "1": 8.0})
    assert_allclose(reached[:, 0], [0.0, 0.5, 1.0])


def test_a_reference_territory_is_found_by_the_names_in_a_column():
    out = tables.normalise(
        FRAME, "distance-to-reference", territories="name", columns=["x"], reference="Cc"
    )
    assert out["x"].to_list() == [0.0, None, 1.0, 2.0]


def test_gaps_are_filled_by_the_groups_of_a_column_or_a_sequence():
    by_column = tables.impute(FRAME, "group-mean", groups="continent", columns=XY)
    assert by_column["x"].to_list() == [1.0, 1.0, 3.0, 5.0]
    assert by_column["y"].to_list() == [8.0, 6.0, 4.0, 4.0]
    by_hand = tables.impute(FRAME, "group-mean", groups=list("EEWW"), columns=XY)
    assert by_hand.equals(by_column)
    named = {"of": "continent", "other": [1, 1, 1, 1]}
    of_many = tables.impute(FRAME, "group-mean", groups=named, group="of", columns=XY)
    assert of_many.equals(by_column)


def test_gaps_are_filled_by_the_row_within_the_node():
    data = np.array([[0.0, 8.0, 1.0], [10.0, 0.0, 2.0], [nan, 2.0, 1.0]])
    parents = {"0": "A", "1": "A", "2": "B"}
    out = tables.impute(data, "row-mean", parents=parents, direction={"1": -1})
    assert out[2, 0] == 7.5


def test_details_come_when_asked():
    out, details = tables.impute(FRAME, "mean", columns=XY, return_details=True)
    assert out["x"].to_list() == [1.0, 3.0, 3.0, 5.0]
    assert details["imputed"].tolist() == [
        [False, True, False, False],
        [False, False, False, True],
    ]


def test_outliers_are_treated_as_on_arrays():
    column = np.array([*range(20), 1e6])
    data = pl.DataFrame({"x": column})
    out, details = tables.treat(data, "winsorise", limit=1, return_details=True)
    expected, _ = treat.winsorise(column[None], Frame.plain(1), limit=1)
    assert out["x"].to_list() == expected[0].tolist()
    assert int(details["changed"].sum()) == 1


def test_figures_are_divided_by_a_column_or_by_numbers():
    by_column = tables.denominate(FRAME, {"x": "people"}, columns=XY, scale_factors={"x": 10.0})
    assert by_column["x"].to_list() == [5.0, None, 6.0, 5.0]
    assert by_column["people"].to_list() == [2, 4, 5, 10]
    out, details = tables.denominate(ARRAY, {"1": [2.0, 0.0, 1.0]}, return_details=True)
    assert_array_equal(out, [[1.0, 4.0], [2.0, nan], [4.0, 2.0]])
    assert int(details["without_denominator"].sum()) == 1


def test_screening_keeps_rows():
    kept, details = tables.screen(
        FRAME, "by-data", threshold=1.0, columns=XY, territories="name", keep=["Dd"],
        return_details=True,
    )  # fmt: skip
    assert kept["name"].to_list() == ["Aa", "Cc", "Dd"]
    assert details["kept"].tolist() == [True, False, True, True]
    assert tables.screen(ARRAY, "by-zeros").tolist() == ARRAY.tolist()


def test_weights_come_by_column_or_as_an_array():
    data = pl.DataFrame({"a": [1.0, 2.0, 4.0], "b": [1.0, 5.0, 9.0]})
    assert tables.weigh(data, "given", weights={"a": 3.0}) == {"a": 3.0, "b": 1.0}
    loadings = tables.weigh(data.to_numpy(), "principal-component")
    assert_allclose(loadings, [0.5**0.5] * 2)
    shared = tables.weigh(data, "budget-allocation", experts=[{"a": 1, "b": 3}])
    assert shared == {"a": 0.25, "b": 0.75}


def test_scores_stand_beside_the_columns_that_are_no_indicators():
    out = tables.aggregate(FRAME, "arithmetic-mean", columns=XY, weights={"x": 3.0}, name="index")
    assert out.columns == ["name", "continent", "people", "index"]
    assert out["index"].to_list() == [2.75, 6.0, 3.25, 5.0]
    array = tables.aggregate(ARRAY, "copeland", weights=[2.0, 1.0])
    assert array.tolist() == aggregate.METHODS["copeland"](ARRAY.T, np.array([2.0, 1.0])).tolist()


def test_everything_wrong_with_the_columns_is_told_at_once():
    data = pl.DataFrame({"x": [1.0, float("inf")], "y": ["a", None], "z": [1, 2]})
    with pytest.raises(DataError) as caught:
        tables.normalise(data, direction={"y": -1, "w": -1}, minimum={"v": 0.0})
    assert [str(p) for p in caught.value.problems] == [
        "column w: not in the table. Known: x, y, z.",
        "column v: not in the table. Known: x, y, z.",
        "column x, row 1: the figure is infinite. Leave it empty.",
        "column y, row 0: 'a' is not a number. Give a number, or leave it empty.",
    ]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: tables.normalise(ARRAY, direction=2), MethodError,
         "direction: the direction of 0, 1 is neither 1 nor -1. Give -1 where lower is better."),
        (lambda: tables.normalise(FRAME, direction={"x": -1}, columns=["y"]), DataError,
         "column x: not among the indicators. Add it to columns."),
        (lambda: tables.aggregate(ARRAY, weights=[1.0]), MethodError,
         "weights: 1 numbers are given for 2 indicators. "
         "Give one for each, or a map from column to it."),
        (lambda: tables.aggregate(ARRAY, weights=[-1.0, 3.0]), MethodError,
         "weight of 0: -1 is no weight. Give a number of 0 or more."),
        (lambda: tables.aggregate(ARRAY, "median", weights=0.0), MethodError,
         "weights: all of them are 0. Give at least one above 0."),
        (lambda: tables.weigh(ARRAY, "given", weights={"1": nan}), MethodError,
         "weight of 1: nan is no weight. Give a number of 0 or more."),
        (lambda: tables.denominate(ARRAY, {"1": "0"}, scale_factors={"1": 0.0}), MethodError,
         "scale factor of 1: 0 is not above 0 and finite. "
         "Give a number above 0, such as 1000 for a figure per 1,000."),
        (lambda: tables.normalise(np.zeros((0, 2))), DataError,
         "table: there are no rows. Give one for each territory."),
        (lambda: tables.impute(ARRAY, "group-mean", groups=["a"]), DataError,
         "labels: 1 labels are given for 3 rows. Give one for each row."),
        (lambda: tables.denominate(ARRAY, {"0": [1.0]}), DataError,
         "column 0: 1 denominators are given for 3 rows. Give one for each row."),
        (lambda: tables.screen(ARRAY, territories=list("aab")), DataError,
         "territories: more than one row is called a. Give each territory a name of its own."),
        (lambda: tables.treat(ARRAY, "winsorize"), MethodError,
         "treat: the treat method winsorize is not known. Did you mean winsorise? "
         "Known: box-cox, none, percentile-caps, winsorise, winsorise-then-box-cox, "
         "winsorise-then-log."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_what_to_do(call, error, words):
    with pytest.raises(error) as caught:
        call()
    assert str(caught.value) == words


@pytest.mark.parametrize("name", ["min-max", "z-score", "rank", "distance-to-maximum"])
def test_tables_and_arrays_of_the_engine_give_the_same_figures(name):
    ours = tables.normalise(ARRAY, name)
    expected, _ = normalise.METHODS[name](np.ascontiguousarray(ARRAY.T), Frame.plain(2))
    assert_array_equal(ours, expected.T)
