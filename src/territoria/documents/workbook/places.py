"""Where everything stands in the workbook: one territory a row, the same row on every sheet.

Indicators keep the order of the framework, so that those of one node are neighbours. Nodes stand
level by level from the whole downwards, so that the children of one node are neighbours too. A
formula can therefore name the children of a node as one range.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from territoria.measure.score import Scores
from territoria.measure.tree import Branch, Tree

ABOUT, FRAMEWORK = "About", "Framework"
RAW, DENOMINATORS, TREATED, NORMALISED_SHEET = "Raw", "Denominators", "Treated", "Normalised"
COVERAGE, SCORES, RANKS = "Coverage", "Scores", "Ranks"
PUBLISHED, CHANGE = "Published", "Change"

#: Rows of a data sheet: what it is, titles, four rows that differ from sheet to sheet, codes.
SENTENCE, TITLE, THIRD, FOURTH, FIFTH, SIXTH, CODE = range(1, 8)
FIRST_ROW = CODE + 1
#: Columns of a data sheet: code, name, kept (1) or screened out (0), then the figures.
KEPT = "C"
FIRST_COLUMN = 4

#: Columns of the sheet Framework.
LINE = {
    "code": "A",
    "title": "B",
    "kind": "C",
    "parent": "D",
    "weight": "E",
    "share": "F",
    "effective": "G",
    "direction": "H",
    "minimum": "I",
    "maximum": "J",
    "target": "K",
    "scale": "L",
    "unit": "M",
    "method": "N",
    "coverage": "O",
    "children": "P",
    "decimals": "Q",
    "live": "R",
}
FIRST_LINE = 5


@dataclass(frozen=True)
class Places:
    """Addresses of the cells of one index. Rows and columns are counted from 1, as in Excel."""

    scores: Scores

    @property
    def tree(self) -> Tree:
        return self.scores.tree

    @property
    def indicators(self) -> int:
        """How many indicators (rows of the value stack before the nodes)."""
        return len(self.tree.bindings)

    @property
    def last_row(self) -> int:
        """Row of the last territory."""
        return FIRST_ROW + len(self.scores.cut.territories) - 1

    @cached_property
    def nodes(self) -> tuple[int, ...]:
        """Numbers of the nodes level by level: the whole first, then its children, and so on."""
        level = [len(self.tree.nodes) - 1]
        found: list[int] = []
        while level:
            found += level
            children = [c - self.indicators for n in level for c in self.tree.nodes[n].children]
            level = [c for c in children if c >= 0]
        return tuple(found)

    @cached_property
    def lines(self) -> tuple[tuple[int, int, int], ...]:
        """The sheet Framework from top to bottom: ``(stack row, stack row of parent, depth)``.

        A stack row is an indicator's row, or the number of indicators plus a node's number; the
        parent of the whole is −1.
        """
        found: list[tuple[int, int, int]] = []

        def visit(row: int, parent: int, depth: int) -> None:
            found.append((row, parent, depth))
            if row >= self.indicators:
                for child in self.branch(row).children:
                    visit(child, row, depth + 1)

        visit(self.indicators + len(self.tree.nodes) - 1, -1, 0)
        return tuple(found)

    def branch(self, row: int) -> Branch:
        """The node of a stack row."""
        return self.tree.nodes[row - self.indicators]

    def code(self, row: int) -> str:
        """Code of an indicator or node."""
        return self.tree.indicators[row] if row < self.indicators else self.branch(row).id

    def column(self, row: int) -> str:
        """Column letter of an indicator (Raw, Treated, Normalised) or node (Coverage … Change)."""
        place = row if row < self.indicators else self._node_places[row - self.indicators]
        return str(get_column_letter(FIRST_COLUMN + place))

    def range(self, row: int) -> str:
        """All territories of one column, rows fixed: ``D$8:D$249``."""
        letter = self.column(row)
        return f"{letter}${FIRST_ROW}:{letter}${self.last_row}"

    def line(self, row: int, field: str) -> str:
        """Address on the sheet Framework of a field of an indicator or node."""
        return f"{FRAMEWORK}!${LINE[field]}${self._line_rows[row]}"

    def children(self, row: int, sheet_of_indicators: str, sheet_of_nodes: str) -> tuple[str, str]:
        """Sheet and first–last column letters of a node's children: ``("Scores", "E:H")``."""
        children = self.branch(row).children
        sheet = sheet_of_indicators if children[0] < self.indicators else sheet_of_nodes
        letters = [self.column(child) for child in children]
        return sheet, f"{letters[0]}:{letters[-1]}"

    @cached_property
    def _node_places(self) -> dict[int, int]:
        return {node: place for place, node in enumerate(self.nodes)}

    @cached_property
    def _line_rows(self) -> dict[int, int]:
        return {row: FIRST_LINE + n for n, (row, _, _) in enumerate(self.lines)}


def across(sheet: str, columns: str, row: int | str) -> str:
    """A stretch of one row: ``across("Scores", "E:H", 9)`` is ``Scores!E9:H9``; ``"$7"`` fixes it."""
    first, last = columns.split(":")
    return f"{sheet}!{first}{row}:{last}{row}"
