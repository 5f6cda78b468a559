"""Tables of the three kinds; pandas is stood in for by a frame with the same verbs."""

import numpy as np
import polars as pl
import pytest
from numpy import nan
from numpy.testing import assert_array_equal

from territoria.errors import DataError
from territoria.measure import tables
from territoria.measure.table_kinds import open_table


class Column:
    """What the engine asks of a column of pandas."""

    def __init__(self, cells):
        self.cells = np.asarray(cells)
        self.dtype = self.cells.dtype

    def to_list(self):
        return self.cells.tolist()

    def to_numpy(self, dtype, na_value):
        return self.cells.astype(dtype)


class Rows:
    def __init__(self, frame):
        self.frame = frame

    def __getitem__(self, kept):
        return Pandas({n: c.cells[kept] for n, c in self.frame.cells.items()})


class Pandas:
    """What the engine asks of a data frame of pandas."""

    def __init__(self, cells):
        self.cells = {n: Column(c) for n, c in cells.items()}

    @property
    def columns(self):
        return list(self.cells)

    @property
    def loc(self):
        return Rows(self)

    def __getitem__(self, name):
        return self.cells[name]

    def assign(self, **more):
        return Pandas({n: c.cells for n, c in self.cells.items()} | more)

    def drop(self, columns):
        return Pandas({n: c.cells for n, c in self.cells.items() if n not in columns})


def _pandas():
    return Pandas(
        {"name": np.array(["a", "b", "c"], dtype=object), "x": [1, 2, 5], "y": [1.0, nan, 3.0]}
    )


def test_a_frame_of_pandas_comes_back_as_one():
    out = tables.normalise(_pandas(), direction={"x": -1})
    assert isinstance(out, Pandas)
    assert out.columns == ["name", "x", "y"]
    assert out["name"].to_list() == ["a", "b", "c"]
    assert out["x"].to_list() == [100.0, 75.0, 0.0]
    assert_array_equal(out["y"].to_list(), [0.0, nan, 100.0])


def test_rows_of_pandas_are_kept_and_scores_stand_beside_the_rest():
    kept = tables.screen(_pandas(), threshold=1.0)
    assert kept["name"].to_list() == ["a", "c"]
    scored = tables.aggregate(_pandas())
    assert scored.columns == ["name", "score"]
    assert scored["score"].to_list() == [1.0, 2.0, 4.0]


def test_the_real_pandas_works_alike():
    pandas = pytest.importorskip("pandas")
    data = pandas.DataFrame({"name": ["a", "b", "c"], "x": [1, 2, 5], "y": [1.0, nan, 3.0]})
    out = tables.normalise(data, direction={"x": -1})
    assert out["x"].tolist() == [100.0, 75.0, 0.0]
    assert out["name"].tolist() == ["a", "b", "c"]
    assert tables.screen(data, threshold=1.0)["name"].tolist() == ["a", "c"]
    assert tables.aggregate(data)["score"].tolist() == [1.0, 2.0, 4.0]


def test_one_text_among_numbers_is_told_and_not_passed_over():
    data = Pandas({"x": np.array([1.5, "n/a", None, 3], dtype=object), "flag": [True] * 4})
    with pytest.raises(DataError) as caught:
        open_table(data)
    assert str(caught.value) == (
        "column x, row 1: 'n/a' is not a number. Give a number, or leave it empty."
    )


def test_yes_and_no_and_text_are_no_indicators_unasked():
    data = pl.DataFrame({"yes": [True, False], "code": ["01", "02"], "x": [1, 2]})
    assert open_table(data).names == ("x",)


def test_columns_of_the_same_name_are_refused():
    class Twice(Pandas):
        @property
        def columns(self):
            return ["x", "x", "y"]

    with pytest.raises(DataError) as caught:
        open_table(Twice({"x": [1.0], "y": [2.0]}))
    assert str(caught.value) == "column x: there are 2 of this name. Rename all but one."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([[1.0]], "table: a table cannot be a list. "
         "Give a data frame, or an array of two dimensions."),
        (np.ones(3), "table: a table cannot be a ndarray. "
         "Give a data frame, or an array of two dimensions."),
        (pl.DataFrame({"a": ["x"]}), "table: no column is numeric. "
         "Name the indicators in columns."),
        (np.zeros((0, 2)), "table: there are no rows. Give one for each territory."),
        (pl.DataFrame({"a": []}, schema={"a": pl.Float64}),
         "table: there are no rows. Give one for each territory."),
        (Pandas({1: [2.0]}), "table: the names 1 are no text. Rename these columns."),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(data, words):
    with pytest.raises(DataError) as caught:
        open_table(data)
    assert str(caught.value) == words


def test_an_array_of_objects_may_hold_numbers_and_gaps():
    table = open_table(np.array([[1, None], [2.5, 3]], dtype=object))
    assert_array_equal(table.values, [[1.0, 2.5], [nan, 3.0]])
