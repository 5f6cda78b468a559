"""Tables and rows as they are published: counted from one row a person, small cells never shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from territoria.errors import DataError, Problem, did_you_mean
from territoria.listen.disclosure import LEAST, check_k, hidden_cells
from territoria.speech import gettext

Cell = tuple[str, ...]
"""One label of each attribute, in the order of the table's attributes; () is the total."""
Attributes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """People by cell, None where the count is hidden. Every cell of the attributes' labels is there."""

    attributes: Attributes
    cells: Mapping[Cell, int | None]

    @property
    def hidden(self) -> tuple[Cell, ...]:
        """The cells that are not shown."""
        return tuple(cell for cell, n in self.cells.items() if n is None)


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a person. ``labels``: attribute → all its labels; ``codes``: attribute → place of each
    row's label, (rows,).
    """

    labels: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, np.ndarray]
    people: int

    def table(self, attributes: Attributes) -> dict[Cell, int]:
        """Counts by the cells of some attributes, empty cells included; () counts all."""
        at, size = np.zeros(self.people, dtype=np.intp), 1
        for name in attributes:
            at = at * len(self.labels[name]) + self.codes[name]
            size *= len(self.labels[name])
        counts = np.bincount(at, minlength=size).tolist()
        return dict(zip(product(*(self.labels[n] for n in attributes)), counts, strict=True))


def read_rows(
    columns: Mapping[str, Sequence[str]], labels: Mapping[str, Sequence[str]] | None = None
) -> Rows:
    """Rows from their columns, attribute → label of each row, in the same order in every column.

    ``labels``: attribute → all labels there are, without it those that occur. DataError: columns of
    different lengths, labels that are not known.
    """
    given = {name: np.asarray(column, dtype=str) for name, column in columns.items()}
    occur = {name: np.unique(column).tolist() for name, column in given.items()}
    known = {n: tuple(dict.fromkeys((labels or {}).get(n, found))) for n, found in occur.items()}
    _check(given, occur, known)
    people = len(next(iter(given.values()), ()))
    return Rows(known, {name: _codes(given[name], known[name]) for name in given}, people)


def rows_in_small_cells(columns: Mapping[str, Sequence[str]], k: int = LEAST) -> np.ndarray:
    """Which rows share all their attributes with fewer than ``k`` rows, themselves among them: (rows,).

    None True: the rows are k-anonymous in these attributes (Sweeney 2002).
    """
    check_k(k)
    at = np.zeros(len(next(iter(columns.values()))), dtype=np.intp)
    for column in columns.values():
        codes = np.unique(np.asarray(column, dtype=str), return_inverse=True)[1]
        # folded again after each attribute, so that the codes never outgrow the rows
        at = np.unique(at * (int(codes.max(initial=0)) + 1) + codes, return_inverse=True)[1]
    small: np.ndarray = np.bincount(at)[at] < k if len(at) else np.zeros(0, dtype=bool)
    return small


def district_only(districts: Sequence[str], k: int = LEAST) -> tuple[str, ...]:
    """The district of each row in place of its coordinates; "" where a district is too small to show."""
    names, counts = np.unique(np.asarray(districts, dtype=str), return_counts=True)
    sizes = dict(zip(names.tolist(), counts.tolist(), strict=True))
    hidden = hidden_cells(sizes, k)
    return tuple("" if name in hidden else name for name in districts)


def _codes(column: np.ndarray, labels: Sequence[str]) -> np.ndarray:
    """The place of each row's label: labels are sorted once, rows looked up together."""
    if not labels:
        return np.zeros(0, dtype=np.intp)
    held = np.asarray(labels, dtype=str)
    order = np.argsort(held)
    codes: np.ndarray = order[np.searchsorted(held[order], column)]
    return codes


def _check(
    given: Mapping[str, np.ndarray],
    occur: Mapping[str, Sequence[str]],
    labels: Mapping[str, tuple[str, ...]],
) -> None:
    problems = [
        Problem(
            name,
            gettext("the label {label} is not known.").format(label=label),
            did_you_mean(label, labels[name]),
        )
        for name, found in occur.items()
        for label in found
        if label not in labels[name]
    ]
    if len({len(column) for column in given.values()}) > 1:
        what = gettext("the columns do not have the same rows.")
        problems.append(Problem("columns", what, gettext("Give one label a row in each.")))
    if problems:
        raise DataError(problems)
