"""A table as a Parquet file: for those who go on computing."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any


def parquet_of(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """The table with typed columns; None is null. A column of mixed kinds becomes text."""
    import polars as pl

    columns = list(zip(*rows, strict=True)) if rows else [() for _ in head]
    frame = pl.DataFrame(
        {name: _series(name, values) for name, values in zip(head, columns, strict=True)}
    )
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", statistics=True)
    return file.getvalue()


def _series(name: str, values: Sequence[Any]) -> Any:
    import polars as pl

    kinds = {type(v) for v in values if v is not None}
    if kinds and kinds <= {int, float} and len(kinds) == 2:
        return pl.Series(name, [None if v is None else float(v) for v in values])
    if len(kinds) > 1 or not kinds:
        return pl.Series(name, [None if v is None else str(v) for v in values], dtype=pl.String)
    return pl.Series(name, list(values))
