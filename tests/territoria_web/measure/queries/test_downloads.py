"""Tables as Parquet."""

from __future__ import annotations

import io

import polars as pl

from territoria_web.measure.queries.downloads import parquet_of


def test_columns_keep_their_kind_and_unknown_is_null():
    body = parquet_of(("code", "value", "rank"), [("A", 1.5, 1), ("B", None, None), ("C", 2, 3)])
    frame = pl.read_parquet(io.BytesIO(body))
    assert frame.rows() == [("A", 1.5, 1), ("B", None, None), ("C", 2.0, 3)]
    assert [str(kind) for kind in frame.dtypes] == ["String", "Float64", "Int64"]


def test_a_table_without_rows_keeps_its_head():
    frame = pl.read_parquet(io.BytesIO(parquet_of(("code", "value"), [])))
    assert frame.columns == ["code", "value"]
    assert frame.height == 0
