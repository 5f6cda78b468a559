"""A table of figures under any number of dimensions, as every service's format is read into.

JSON-stat, SDMX-CSV, SDMX-ML and Eurostat's TSV all say the same thing in different words: a figure
stands under one code of each dimension, and may carry flags. ``Cube`` is that thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

Role = Literal["geo", "time", "metric", ""]

VALUE = "value"
FLAG = "status"
GEO_NAMES = ("geo", "ref_area", "cities", "metroreg", "territory", "location", "area")
TIME_NAMES = ("time_period", "time", "period", "year")


@dataclass(frozen=True)
class Dimension:
    """One dimension: its codes in the source's order, and what they are called."""

    id: str
    codes: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    role: Role = ""

    def say(self, code: str) -> str:
        """The code with its label, where it has one of its own."""
        label = self.labels.get(code, "")
        return f"{code} ({label})" if label and label != code else code


@dataclass(frozen=True)
class Cube:
    """Figures under dimensions.

    ``table``: one row a cell that the source states, one text column a dimension (named by its
    id), then ``value`` (printed text, null where missing) and ``status`` (the source's flags, empty
    where none). Cells that the source leaves out have no row. ``notes``: what was odd in the file.
    """

    dimensions: tuple[Dimension, ...]
    table: pl.DataFrame
    label: str = ""
    source: str = ""
    updated: str = ""
    notes: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The dimensions by id, in the source's order."""
        return tuple(d.id for d in self.dimensions)

    def dimension(self, wanted: str) -> Dimension | None:
        """The dimension of that id, capital letters or not; None where there is none."""
        return next((d for d in self.dimensions if d.id.lower() == wanted.lower()), None)

    def of_role(self, role: Literal["geo", "time"]) -> Dimension | None:
        """The dimension that holds the territories or the periods: by its role, else its name."""
        stated = [d for d in self.dimensions if d.role == role]
        if stated:
            return stated[0]
        for name in GEO_NAMES if role == "geo" else TIME_NAMES:
            found = self.dimension(name)
            if found is not None:
                return found
        return None


def cell_table(ids: Sequence[str], rows: Sequence[Sequence[str | None]]) -> pl.DataFrame:
    """Rows ``(*codes, value, flag)`` as the table of a cube, all columns text.

    ValueError where a dimension is called as the figures or flags are.
    """
    if {VALUE, FLAG} & set(ids):
        raise ValueError(f"a dimension may not be called {VALUE} or {FLAG}")
    schema = dict.fromkeys((*ids, VALUE, FLAG), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def dimensions_of(table: pl.DataFrame, ids: Iterable[str]) -> tuple[Dimension, ...]:
    """Dimensions without labels, their codes in the order in which the table names them first."""
    return tuple(
        Dimension(name, tuple(table[name].unique(maintain_order=True).to_list())) for name in ids
    )


def join_cubes(cubes: Sequence[Cube]) -> Cube:
    """The pages of one answer as one cube. All have the same dimensions, in the same order."""
    first = cubes[0]
    if len(cubes) == 1:
        return first
    notes = [note for c in cubes for note in c.notes]
    stamps = sorted({c.updated for c in cubes})
    if len(stamps) > 1:
        notes.append(f"{first.label}: its pages are of {', '.join(stamps)}.")
    joined = []
    for n, dimension in enumerate(first.dimensions):
        parts = [c.dimensions[n] for c in cubes]
        codes = tuple(dict.fromkeys(code for part in parts for code in part.codes))
        labels = {code: name for part in parts for code, name in part.labels.items()}
        joined.append(Dimension(dimension.id, codes, labels, dimension.label, dimension.role))
    return Cube(
        tuple(joined),
        pl.concat([c.table for c in cubes]),
        first.label,
        first.source,
        stamps[-1],
        tuple(dict.fromkeys(notes)),
    )
