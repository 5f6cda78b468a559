"""Tables of three kinds opened into the engine's arrays, and closed again: NumPy, Polars, pandas.

pandas is recognised by what its frames can do, so it need not be installed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from territoria.errors import DataError, Problem, did_you_mean
from territoria.measure.frame import Booleans, Floats


@dataclass(frozen=True)
class Table:
    """A table that was opened: ``values`` of its indicators, ``(indicator, territory)``."""

    source: Any
    names: tuple[str, ...]
    values: Floats

    @property
    def is_array(self) -> bool:
        """Whether it came as an array without names."""
        return isinstance(self.source, np.ndarray)

    def row(self, name: str) -> int:
        """Row of an indicator in ``values``."""
        return self.names.index(name)

    def column(self, name: str) -> Floats:
        """Figures of any numeric column, also of one that is no indicator here."""
        figures: Floats = open_table(self.source, [name]).values[0]
        return figures

    def labels(self, name: str) -> list[str]:
        """Cells of any column as text. DataError where there is no such column."""
        known = _names_of(self.source)
        if name not in known:
            raise DataError(
                Problem(f"column {name}", "not in the table.", did_you_mean(name, known))
            )
        cells = self.source[:, int(name)] if self.is_array else self.source[name].to_list()
        return [str(cell) for cell in cells]

    def rebuild(self, values: Floats) -> Any:
        """The table with other figures in its indicators, of the kind that came in."""
        if self.is_array:
            return np.ascontiguousarray(values.T)
        if isinstance(self.source, pl.DataFrame):
            new = zip(self.names, values, strict=True)
            return self.source.with_columns([pl.Series(n, v).fill_nan(None) for n, v in new])
        return self.source.assign(**dict(zip(self.names, values, strict=True)))

    def keep_rows(self, kept: Booleans) -> Any:
        """The table's rows where ``kept``."""
        if self.is_array:
            return self.source[kept]
        if isinstance(self.source, pl.DataFrame):
            return self.source.filter(pl.Series(kept))
        return self.source.loc[kept]

    def replace_by(self, name: str, scores: Floats) -> Any:
        """The table with one column of scores instead of its indicators."""
        if self.is_array:
            return scores
        if isinstance(self.source, pl.DataFrame):
            rest = self.source.drop(self.names)
            return rest.with_columns(pl.Series(name, scores).fill_nan(None))
        return self.source.drop(columns=list(self.names)).assign(**{name: scores})


def open_table(data: Any, columns: Sequence[str] | None = None, named: Sequence[str] = ()) -> Table:
    """A table's indicators as an array.

    ``columns``: which they are; default: all numeric columns. ``named``: columns that the caller
    speaks of, which must be among them. DataError with every problem: a column that is unknown,
    there twice or not numeric, cells that are text or infinite, a table without rows.
    """
    known = _names_of(data)
    problems = [
        Problem(f"column {name}", f"there are {count} of this name.", "Rename all but one.")
        for name, count in Counter(known).items()
        if count > 1
    ]
    if problems:
        raise DataError(problems)
    wanted = [str(c) for c in columns] if columns is not None else None
    if wanted is None:
        wanted = [n for n in known if _is_numeric(data, n) or n in named]
    for name in dict.fromkeys([*wanted, *named]):
        if name not in known:
            problems.append(
                Problem(f"column {name}", "not in the table.", did_you_mean(name, known))
            )
        elif name not in wanted:
            mend = "Add it to columns."
            problems.append(Problem(f"column {name}", "not among the indicators.", mend))
    rows = {name: _figures(data, name, problems) for name in wanted if name in known}
    if not rows and not problems:
        problems.append(
            Problem("table", "no column is numeric.", "Name the indicators in columns.")
        )
    if any(len(figures) == 0 for figures in rows.values()):
        problems.append(Problem("table", "there are no rows.", "Give one for each territory."))
    if problems:
        raise DataError(problems)
    return Table(data, tuple(rows), np.stack(list(rows.values())))


def _names_of(data: Any) -> list[str]:
    """Names of all columns. DataError where the table is of no known kind."""
    if isinstance(data, np.ndarray) and data.ndim == 2:
        return [str(n) for n in range(data.shape[1])]
    if isinstance(data, pl.DataFrame) or all(
        hasattr(data, a) for a in ("columns", "assign", "loc")
    ):
        other = [repr(c) for c in data.columns if not isinstance(c, str)]
        if other:
            what = f"the names {', '.join(other)} are no text."
            raise DataError(Problem("table", what, "Rename these columns."))
        return list(data.columns)
    what = f"a table cannot be a {type(data).__name__}."
    raise DataError(Problem("table", what, "Give a data frame, or an array of two dimensions."))


def _is_numeric(data: Any, name: str) -> bool:
    """Whether a column is taken for an indicator unasked: numbers, not yes or no.

    Columns of mixed objects count, so that one text among numbers is told and not passed over.
    """
    if isinstance(data, np.ndarray):
        return True
    if isinstance(data, pl.DataFrame):
        return data.schema[name].is_numeric()
    if data[name].dtype.kind != "O":
        return data[name].dtype.kind in "iuf"
    return any(isinstance(c, int | float) and c == c for c in data[name].to_list())


def _figures(data: Any, name: str, problems: list[Problem]) -> Floats:
    """The figures of one column; what is wrong with its cells goes to ``problems``."""
    cells = _cells(data, name)
    figures: Floats
    if cells.dtype.kind in "iuf":
        figures = cells.astype(np.float64)
    else:
        figures = np.full(len(cells), np.nan)
        for n, cell in enumerate(cells.tolist()):
            if cell is None or cell != cell:
                continue
            if isinstance(cell, int | float | np.number) and not isinstance(cell, bool):
                figures[n] = float(cell)
            else:
                what, mend = f"{cell!r} is not a number.", "Give a number, or leave it empty."
                problems.append(Problem(f"column {name}, row {n}", what, mend))
    for place in np.flatnonzero(np.isinf(figures)):
        problems.append(
            Problem(f"column {name}, row {place}", "the figure is infinite.", "Leave it empty.")
        )
    return figures


def _cells(data: Any, name: str) -> Any:
    """A column as an array: floats with NaN where missing, or objects."""
    if isinstance(data, np.ndarray):
        return data[:, int(name)]
    if isinstance(data, pl.DataFrame):
        series = data.get_column(name)
        if series.dtype.is_numeric():
            return series.cast(pl.Float64).to_numpy()
        return np.array(series.to_list(), dtype=object)
    if data[name].dtype.kind in "iuf":
        return np.array(data[name].to_numpy(dtype="float64", na_value=np.nan))
    return np.array(data[name].to_list(), dtype=object)
