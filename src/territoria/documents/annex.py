"""What stands at the end of every document: the figures' data, where each number comes from, and
what is quoted from where.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from territoria.documents.document import (
    Block,
    Box,
    Cited,
    Document,
    Figure,
    Number,
    addresses_of,
    is_quoted,
    labels_of,
    lines_of,
    number_readings,
)
from territoria.documents.words import word
from territoria.model import Reading

#: Characters of a quotation in the end table.
_QUOTE = 60
#: What stands for the parts of an address that most have in common; where, rows are this many.
_MORE = "…"
_FEW = 12
#: A printed value that still wants its unit: digits, ranges, signs and the words between them.
_BARE = re.compile(r"(?:\b(?:between|and|at|of|to|over|under)\b|[^A-Za-z%°€])*")


@dataclass(frozen=True, slots=True)
class EndRow:
    """One row of *Where every number comes from*, or of *What is quoted*, ready to print."""

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
    """Every figure that was observed or computed. A number stands there as the text prints it first."""
    printed, cited = _printed_texts(document)
    rows = []
    for address, number in number_readings(document).items():
        if is_quoted(address):
            continue
        reading = document.readings.get(address)
        value, words = printed.get(address, ""), cited.get(address, "")
        if reading is None:
            badge = "" if value else word("quoted", document.lang)
            rows.append(EndRow(number, value or "–", "", badge, words, address))
        else:
            rows.append(_end_row(number, value, reading, words, document.lang))
    return rows


def source_rows(document: Document) -> list[EndRow]:
    """What is only quoted, each source once: its first words, where they stand, and their address."""
    printed, cited = _printed_texts(document)
    held: dict[int, list[str]] = {}
    for address, number in number_readings(document).items():
        if is_quoted(address):
            held.setdefault(number, []).append(address)
    words = {**printed, **cited}
    return [
        EndRow(
            number,
            _first_words([words.get(a, "") for a in addresses], document.lang),
            "",
            "",
            _source_said([document.readings.get(a) for a in addresses], words[addresses[0]]),
            _common(addresses),
        )
        for number, addresses in held.items()
    ]


def _first_words(texts: Sequence[str], lang: str) -> str:
    """How the first of them begins, and how many there are beside it."""
    first = cut(next((t for t in texts if any(c.isalpha() for c in t)), texts[0]))
    more = len(texts) - 1
    if not more:
        return first or word("quoted", lang)
    return f"{first} {word('and-one-more' if more == 1 else 'and-more', lang).format(count=more)}"


def _source_said(readings: Sequence[Reading | None], words: str) -> str:
    """The file of a reviewed text, else what is said of the source."""
    known = [reading for reading in readings if reading is not None]
    if not known:
        return words
    file = known[0].detail.get("file", "")
    return str(file) if file and len(known) > 1 else known[0].sentence


def _common(addresses: Sequence[str]) -> str:
    """The address of all of them: of a paper the part that holds them, else the first."""
    first = addresses[0]
    parts = [a.split(":") for a in addresses]
    if len(addresses) == 1 or not parts[0][3].startswith("papers/"):
        return first
    shared = []
    for steps in zip(*(p[3].split("/") for p in parts), strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return ":".join((*parts[0][:3], "/".join(shared), *parts[0][4:]))


# ── short addresses, for paper ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Shared:
    """What most addresses of a table have in common: framework and territory, release and plan."""

    head: str = ""
    tail: str = ""

    def short(self, address: str) -> str:
        """``score:…:A2:…``; parts that differ stand in full."""
        parts = address.split(":")
        if len(parts) != 6:
            return address
        head, tail = ":".join(parts[1:3]), ":".join(parts[4:])
        return ":".join(
            (
                parts[0],
                _MORE if head == self.head else head,
                parts[3],
                _MORE if tail == self.tail else tail,
            )
        )


def shared_parts(rows: Sequence[EndRow]) -> Shared:
    """The commonest of each; nothing where rows are so few that it saves no room."""
    held = [parts for row in rows if len(parts := row.address.split(":")) == 6]
    if len(held) < _FEW:
        return Shared()
    heads = Counter(":".join(parts[1:3]) for parts in held)
    tails = Counter(":".join(parts[4:]) for parts in held)
    return Shared(heads.most_common(1)[0][0], tails.most_common(1)[0][0])


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
    if not value:
        value = word("unknown", lang)
    elif unit and _BARE.fullmatch(value):
        value = f"{value} {unit}"
    sentence = reading.sentence or words
    return EndRow(number, value, reading.period, reading.badge, sentence, str(reading.address))


def _value_with_range(reading: Reading) -> str:
    if reading.value is None:
        return ""
    text = plain_value(reading.value)
    if reading.low is not None and reading.high is not None:
        text += f" ({plain_value(reading.low)}–{plain_value(reading.high)})"
    return text
