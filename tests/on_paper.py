"""A table of answers gathered on paper, for tests: one line a sitting, with the heads of the template."""

from __future__ import annotations

from typing import Any

from territoria_web.library.csv_text import as_csv
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.paper_columns import columns_of

Line = dict[str, Any]


def a_line(check: SelfCheck, level: object = 2, **cells: Any) -> Line:
    """A firm that answers every question alike and that nothing keeps back; ``cells``: others of it."""
    alike = {"level": level, "yes-no": "yes", "obstacles": "no"}
    said = {column.name: alike.get(column.kind, "") for column in columns_of(check)}
    return {**said, "day": "2026-03-02", "size": "micro", **cells}


def rows_of(check: SelfCheck, *lines: Line) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Head and numbered rows, as a file is read."""
    columns = columns_of(check)
    rows = [[str(line[c.name]) for c in columns] for line in lines]
    return [c.head for c in columns], list(enumerate(rows, start=2))


def paper_csv(check: SelfCheck, *lines: Line) -> str:
    """The same as a file."""
    head, rows = rows_of(check, *lines)
    return as_csv(head, [row for _number, row in rows])
