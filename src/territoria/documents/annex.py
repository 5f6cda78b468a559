"""What stands at the end of every document: the figures' data and the table of all readings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from territoria.documents.document import (
    Block,
    Box,
    Cited,
    Document,
    Figure,
    Number,
    addresses_of,
    labels_of,
    lines_of,
    number_readings,
)
from territoria.documents.words import word
from territoria.model import Reading

#: Characters of a quotation in the end table.
_QUOTE = 60
#: A printed value that still wants its unit: digits, ranges, signs and the words between them.
_BARE = re.compile(r"(?:\b(?:between|and|at|of|to|over|under)\b|[^A-Za-z%°€])*")


@dataclass(frozen=True, slots=True)
class EndRow:
    """One row of *Where every number comes from*, ready to print."""

    number: int
    value: str
    period: str
    badge: str
    sentence: str
    address: str


def figures_of(blocks: Iterable[Block]) -> Iterator[Figure]:
    """All figures in reading order, those inside boxes too."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Box):
            yield from figures_of(block.blocks)


def end_rows(document: Document) -> list[EndRow]:
    """The numbered end table. A number stands there as the text prints it first.

    What is quoted from a text stands as its first words; only a number can be *unknown*.
    """
    printed, cited = _printed_texts(document)
    rows = []
    for address, number in number_readings(document).items():
        reading = document.readings.get(address)
        value, words = printed.get(address, ""), cited.get(address, "")
        if reading is None:
            badge = "" if value else word("quoted", document.lang)
            rows.append(EndRow(number, value or "–", "", badge, words, address))
        else:
            rows.append(_end_row(number, value, reading, words, document.lang))
    return rows


def reference_of(block: Block, numbers: dict[str, int]) -> str:
    """The numbers of a block's readings, e.g. ``1–7, 12``; empty where it prints none."""
    return number_span(numbers[a] for a in addresses_of(block) if a in numbers)


def number_span(numbers: Iterable[int]) -> str:
    """Whole numbers as ranges: ``1–3, 7``."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ", ".join(_run(a, b) for a, b in runs)


def plain_value(value: float) -> str:
    """A number that no text prints: three significant digits, no exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    text = f"{value:.3g}"
    return f"{value:.6f}".rstrip("0") if "e" in text else text


def data_texts(figure: Figure) -> list[list[str]]:
    """The cells of a picture's data table."""
    return [[label.text for label in row] for row in figure.picture.rows]


def cut(text: str, length: int = _QUOTE) -> str:
    """The first words of a text, with an ellipsis where it goes on."""
    text = re.sub(r"[ \t\n]+", " ", text).strip()  # spaces that may not break stay
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def _run(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first}, {last}" if last == first + 1 else f"{first}–{last}"


def _printed_texts(document: Document) -> tuple[dict[str, str], dict[str, str]]:
    """Address → text as first printed, of numbers and of cited words."""
    printed: dict[str, str] = {}
    cited: dict[str, str] = {}
    for block in document.blocks:
        for line in lines_of(block):
            for inline in line:
                if isinstance(inline, Number):
                    printed.setdefault(inline.address, inline.text)
                elif isinstance(inline, Cited):
                    cited.setdefault(inline.address, inline.text)
        for label in labels_of(block):
            if label.address:
                printed.setdefault(label.address, label.text)
    return printed, cited


def _end_row(number: int, printed: str, reading: Reading, words: str, lang: str) -> EndRow:
    value, unit = printed or _value_with_range(reading), reading.unit_of_measure
    quoted = reading.address.kind == "text"
    if not value:
        value = (cut(words) or word("quoted", lang)) if quoted else word("unknown", lang)
    elif unit and _BARE.fullmatch(value):
        value = f"{value} {unit}"
    badge = reading.badge or (word("quoted", lang) if quoted else "")
    sentence = reading.sentence or words
    return EndRow(number, value, reading.period, badge, sentence, str(reading.address))


def _value_with_range(reading: Reading) -> str:
    if reading.value is None:
        return ""
    text = plain_value(reading.value)
    if reading.low is not None and reading.high is not None:
        text += f" ({plain_value(reading.low)}–{plain_value(reading.high)})"
    return text
