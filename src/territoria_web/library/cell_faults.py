"""What is wrong in a table that somebody gave."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CellFault:
    """What is wrong in a row and column, and how to mend it; row 0: the whole table."""

    row: int
    column: str
    said: str
