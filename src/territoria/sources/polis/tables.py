"""One table of a Polis export as rows with their lines, every fault of it collected."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from territoria.errors import Problem
from territoria.sources.polis.counts import of_count
from territoria.speech import gettext

MOST_SHOWN: Final = 20
# A time below this is in seconds, or older than the year 1973; one above, in microseconds.
EARLIEST_MS: Final = 10**11
LATEST_MS: Final = 10**14


@dataclass
class Faults:
    """Problems found so far; of one file no more than twenty are told one by one."""

    found: list[Problem] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)

    def add(self, label: str, line: int, what: str, mend: str) -> None:
        """A fault on a line of a file."""
        self.counted[label] = self.counted.get(label, 0) + 1
        if self.counted[label] <= MOST_SHOWN:
            self.found.append(Problem(f"{label}:{line}" if line else label, what, mend))

    def all(self) -> list[Problem]:
        """What was found, and how many more there are in each file."""
        one, many = gettext("1 more problem."), gettext("{count} more problems.")
        more = {label: n - MOST_SHOWN for label, n in self.counted.items() if n > MOST_SHOWN}
        mend = gettext("Mend these first.")
        return [
            *self.found,
            *(Problem(label, of_count(n, one, many), mend) for label, n in more.items()),
        ]


@dataclass(frozen=True)
class Row:
    """Cells by column, of one line of a file."""

    label: str
    line: int
    cells: dict[str, str]
    faults: Faults

    def whole(self, column: str, *, among: Sequence[int] | None = None, low: int = 0) -> int | None:
        """A whole number, None with a fault where there is none, or one that may not be there."""
        text = self.cells.get(column, "").strip()
        try:
            number = int(text)
        except ValueError:
            what = gettext("{column} “{text}” is no whole number.")
            self.fault(what.format(column=column, text=text), gettext("Write one."))
            return None
        if among is not None and number not in among:
            what = gettext("{column} {value} is not known.").format(column=column, value=number)
            allowed = ", ".join(map(str, among))
            self.fault(what, gettext("Known: {values}.").format(values=allowed))
            return None
        if among is None and number < low:
            what = gettext("{column} {value} is too small.").format(column=column, value=number)
            self.fault(what, gettext("The least is {low}.").format(low=low))
            return None
        return number

    def moment(self) -> int | None:
        """The timestamp in milliseconds."""
        found = self.whole("timestamp")
        if found is not None and not EARLIEST_MS <= found < LATEST_MS:
            what = gettext("timestamp {value} is not in milliseconds.").format(value=found)
            self.fault(what, gettext("Give milliseconds since 1970."))
            return None
        return found

    def fault(self, what: str, mend: str) -> None:
        """A fault of this row."""
        self.faults.add(self.label, self.line, what, mend)


def cells_of(label: str, raw: bytes, faults: Faults) -> list[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line it begins on; none where it is no CSV."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.add(label, line, gettext("the file is not UTF-8."), gettext("Save it as CSV UTF-8."))
        return []
    rows, begin = [], 1
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if any(cells):
                rows.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error:
        what = gettext("the row that begins here does not end.")
        faults.add(label, begin, what, gettext("Close its quotation mark, or take it out."))
        return []
    return rows


def rows_of(
    label: str, raw: bytes, columns: Sequence[str], faults: Faults
) -> tuple[list[str], Iterator[Row]]:
    """The header and the rows of a table that must have these columns."""
    found = cells_of(label, raw, faults)
    if not found:
        if label not in faults.counted:
            mend = gettext("Begin with {columns}.").format(columns=", ".join(columns))
            faults.add(label, 0, gettext("the file is empty."), mend)
        return [], iter(())
    (line, header), *rest = found
    header = [name.strip() for name in header]
    lost = [name for name in columns if name not in header]
    if lost:
        what = gettext("there is no column {names}.").format(names=", ".join(lost))
        faults.add(label, line, what, gettext("Add it, or export again."))
        return [], iter(())
    return header, _checked(label, header, rest, faults)


def _checked(
    label: str, header: list[str], rows: list[tuple[int, list[str]]], faults: Faults
) -> Iterator[Row]:
    for line, cells in rows:
        if len(cells) != len(header):
            one = gettext("the row has 1 cell, the header {columns}.")
            many = gettext("the row has {count} cells, the header {columns}.")
            what = of_count(len(cells), one, many, columns=len(header))
            faults.add(label, line, what, gettext("Write as many."))
        else:
            yield Row(label, line, dict(zip(header, cells, strict=True)), faults)
