"""A very small spreadsheet: it computes the formulas that the workbook uses, as Excel would.

It is strict where Excel is quiet: a range where one value belongs is only allowed in an array
formula or directly inside SUMPRODUCT, and a name that it does not know is an error of the test.
"""

from __future__ import annotations

import io
import math
import re
import statistics
from collections.abc import Callable
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula


class Fault:
    """An error value such as #VALUE! or #DIV/0!."""


FAULT = Fault()
TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
  | (?P<ref>(?:[A-Za-z]+!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)
  | (?P<name>[A-Z]+(?=\())
  | (?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?)
  | (?P<sign><>|<=|>=|[-+*/^&(),<>=])
    )""",
    re.VERBOSE,
)
LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))


def order(value: Any) -> tuple[int, Any]:
    """How Excel compares: numbers before texts before truth values; an empty cell is 0."""
    if isinstance(value, bool):
        return 2, value
    return (1, value.lower()) if isinstance(value, str) else (0, value or 0.0)


def as_number(value: Any) -> float | Fault:
    if isinstance(value, str | Fault):
        return FAULT
    return float(value or 0)


def operate(sign: str, a: Any, b: Any) -> Any:
    if a is FAULT or b is FAULT:
        return FAULT
    if sign == "&":
        return "".join(f"{x:.15g}" if isinstance(x, float) else str(x or "") for x in (a, b))
    if sign in LEVELS[0]:
        left, right = order(a), order(b)
        return {
            "=": left == right, "<>": left != right, "<": left < right,
            ">": left > right, "<=": left <= right, ">=": left >= right,
        }[sign]  # fmt: skip
    x, y = as_number(a), as_number(b)
    if isinstance(x, Fault) or isinstance(y, Fault):
        return FAULT
    try:
        out = {"+": x.__add__, "-": x.__sub__, "*": x.__mul__, "/": x.__truediv__, "^": x.__pow__}[
            sign
        ](y)
    except (ZeroDivisionError, OverflowError):
        return FAULT
    return FAULT if isinstance(out, complex) else out


def numbers(values: list[Any]) -> list[float]:
    """What SUM, MIN, AVERAGE … see: numbers; texts, empty cells and truth values are passed over."""
    flat = [v for x in values for v in (x if isinstance(x, list) else [x])]
    if FAULT in flat:
        raise ArithmeticError
    return [float(v) for v in flat if isinstance(v, int | float) and not isinstance(v, bool)]


def rank(value: Any, everyone: list[Any], ascending: Any = 0) -> Any:
    if isinstance(value, str | Fault):
        return FAULT
    held = numbers([everyone])
    better = (lambda v: v < value) if ascending else (lambda v: v > value)
    return 1.0 + sum(map(better, held))


def round_half_away(value: float, digits: float) -> float:
    scale = 10.0**digits
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9), value) / scale


def countif(values: list[Any], wanted: Any) -> Any:
    if wanted is FAULT:
        return FAULT
    if not wanted.startswith(">"):
        return float(sum(v == wanted for v in values))
    return float(sum(v > float(wanted[1:]) for v in numbers([values])))


def sumproduct(*arrays: list[Any]) -> Any:
    if any(FAULT in a for a in arrays):
        return FAULT
    plain = [[v if isinstance(v, float | int) else 0.0 for v in a] for a in arrays]
    return math.fsum(math.prod(row) for row in zip(*plain, strict=True))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": lambda *v: math.fsum(numbers(list(v))),
    "MIN": lambda *v: min(numbers(list(v)), default=0.0),
    "MAX": lambda *v: max(numbers(list(v)), default=0.0),
    "COUNT": lambda v: float(len(numbers([[x for x in v if x is not FAULT]]))),
    "AVERAGE": lambda *v: statistics.fmean(numbers(list(v))),
    "MEDIAN": lambda *v: statistics.median(numbers(list(v))),
    "STDEV": lambda *v: statistics.stdev(numbers(list(v))),
    "COLUMNS": lambda v: float(len(v)),
    "COUNTIF": countif,
    "RANK": rank,
    "SUMPRODUCT": sumproduct,
    "AND": lambda *v: all(v),
}
EACH: dict[str, Callable[..., Any]] = {
    "ISNUMBER": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "EXP": lambda v: FAULT if isinstance(v, str | Fault) else math.exp(v or 0),
    "LN": lambda v: math.log(v) if isinstance(v, int | float) and v > 0 else FAULT,
    "SQRT": lambda v: math.sqrt(v) if isinstance(v, int | float) and v >= 0 else FAULT,
    "ROUND": lambda v, d: FAULT if isinstance(v, str | Fault) else round_half_away(v, d),
    "ABS": lambda v: FAULT if isinstance(as_number(v), Fault) else abs(v or 0),
}


class Spreadsheet:
    """A workbook whose cells are computed when they are asked for; ``sheet[name]`` may be edited."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.known: dict[tuple[str, int, int], Any] = {}

    def edit(self, sheet: str, cell: str, value: Any) -> None:
        """Another value in a cell; everything is computed anew."""
        self.book[sheet][cell] = value
        self.known = {}

    def value(self, sheet: str, row: int, column: int) -> Any:
        """The value of a cell; FAULT for an error."""
        key = sheet, row, column
        if key not in self.known:
            content = self.book[sheet].cell(row, column).value
            array = isinstance(content, ArrayFormula)
            text = content.text if isinstance(content, ArrayFormula) else content
            if isinstance(text, str) and text.startswith("="):
                self.known[key] = Reader(self, sheet, text[1:], array).result()
            else:
                self.known[key] = content
        return self.known[key]

    def at(self, sheet: str, cell: str) -> Any:
        """The value of a cell by its name."""
        column, row, _, _ = range_boundaries(cell)
        return self.value(sheet, int(row or 0), int(column or 0))


class Reader:
    """Reads one formula from left to right."""

    def __init__(self, book: Spreadsheet, sheet: str, text: str, array: bool) -> None:
        self.book, self.sheet, self.array = book, sheet, array
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text):
            match = TOKEN.match(text, place)
            assert match, f"cannot read {text[place:]!r} in {text!r}"
            assert match.lastgroup
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            place = match.end()
        self.place = 0

    def result(self) -> Any:
        value = self.level(0)
        assert self.place == len(self.tokens)
        assert not isinstance(value, list), "a range where one value belongs"
        return value

    def peek(self) -> str:
        return self.tokens[self.place][1] if self.place < len(self.tokens) else ""

    def take(self) -> tuple[str, str]:
        self.place += 1
        return self.tokens[self.place - 1]

    def level(self, depth: int) -> Any:
        if depth == len(LEVELS):
            return self.unary()
        left = self.level(depth + 1)
        while self.peek() in LEVELS[depth] and self.tokens[self.place][0] == "sign":
            _, sign = self.take()
            left = self.each(lambda a, b, s=sign: operate(s, a, b), left, self.level(depth + 1))
        return left

    def each(self, function: Callable[..., Any], *values: Any) -> Any:
        lengths = {len(v) for v in values if isinstance(v, list)}
        if not lengths:
            return function(*values)
        assert self.array, "element by element arithmetic outside an array formula"
        (length,) = lengths
        rows = [v if isinstance(v, list) else [v] * length for v in values]
        return [function(*row) for row in zip(*rows, strict=True)]

    def unary(self) -> Any:
        if self.peek() == "-":
            self.take()
            return self.each(lambda v: operate("-", 0.0, v), self.unary())
        kind, text = self.take()
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "ref":
            return self.reference(text.replace("$", ""))
        if kind == "name":
            return self.call(text)
        assert text == "(", text
        value = self.level(0)
        assert self.take()[1] == ")"
        return value

    def reference(self, text: str) -> Any:
        sheet, _, cells = text.rpartition("!")
        sheet = sheet or self.sheet
        left, top, right, bottom = (int(n or 0) for n in range_boundaries(cells))
        if ":" not in cells:
            return self.book.value(sheet, top, left)
        return [
            self.book.value(sheet, row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]

    def call(self, name: str) -> Any:
        inside, self.array = self.array, self.array or name == "SUMPRODUCT"
        self.take()
        given = [self.level(0)]
        while self.peek() == ",":
            self.take()
            given.append(self.level(0))
        assert self.take()[1] == ")"
        self.array = inside
        if name == "IF":
            return self.each(
                lambda test, a, b: FAULT if test is FAULT else (a if test else b), *given
            )
        if name == "IFERROR":
            return given[1] if given[0] is FAULT else given[0]
        if name in EACH:
            inside, self.array = self.array, True
            out = self.each(EACH[name], *given)
            self.array = inside
            return out
        try:
            return FUNCTIONS[name](*given)
        except (ArithmeticError, statistics.StatisticsError):
            return FAULT
