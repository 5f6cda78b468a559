from __future__ import annotations

import polars as pl
import pytest

from territoria.errors import DataError
from territoria.sources.sheet import open_sheet


def test_a_file_and_a_frame_give_the_same_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("uCode,x\nLA,1.50\nSE,NA\n", encoding="utf-8")
    sheet = open_sheet(path, name="iData")
    frame = open_sheet(pl.read_csv(path), name="iData")
    assert sheet.columns == frame.columns == ("uCode", "x")
    assert sheet.rows == ((2, {"uCode": "LA", "x": "1.50"}), (3, {"uCode": "SE", "x": ""}))
    assert frame.rows[0] == (1, {"uCode": "LA", "x": "1.50"})


def test_a_cell_is_named_by_line_or_by_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("x\n1\n", encoding="utf-8")
    assert open_sheet(path, name="iData").place(2, "x") == f"{path}:2, column x"
    frame = open_sheet(pl.DataFrame({"x": [1]}), name="iData")
    assert (frame.place(1, "x"), frame.place(1)) == ("iData, row 1, column x", "iData, row 1")


def test_what_cannot_be_opened_is_said(tmp_path):
    with pytest.raises(DataError, match="there is no such file"):
        open_sheet(str(tmp_path / "none.csv"), name="iData")
    with pytest.raises(DataError, match="there is no such file"):
        open_sheet(tmp_path / "none.xlsx", name="iData")
    with pytest.raises(DataError, match="list is no table"):
        open_sheet([1, 2], name="iData")
