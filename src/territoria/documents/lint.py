"""The rules a briefing must keep before anyone sees it. A broken rule stops the build.

Each rule is a function in a dictionary: document in, problems out. What it guards is the promise of
the house: no number without its address, no rank without its range, unknown said, words kept short.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from territoria.content import PROMISE, sentences_of, words_of
from territoria.documents.document import (
    Block,
    Box,
    Bullets,
    Card,
    Cited,
    Document,
    Figure,
    Heading,
    Line,
    Number,
    Paragraph,
    Table,
    labels_of,
    lines_of,
    text_of,
)
from territoria.documents.figure_names import NAMES, RANGE_SIGN
from territoria.errors import LintError, Problem
from territoria.model import Recommendation
from territoria.pictures.peer_constellation import FIRMNESS
from territoria.speech import gettext, language, separators, unmarked

PAGE_ONE_WORDS = 220
LONGEST_SENTENCE = 40
AVERAGE_SENTENCE = 22
COMPOSITES = ("score", "rank", "coverage", "regions-scored", "indistinct", "known")


@dataclass(frozen=True)
class Expected:
    """What the diagnosis says must be in the document."""

    missing: Sequence[str] = ()
    names: Sequence[str] = ()  # titles that hold a figure, such as PM2.5
    planned: Sequence[Recommendation] = ()
    grades: Sequence[tuple[str, str]] = ()


Rule = Callable[[Document, Expected], Iterator[Problem]]


def lint(document: Document, expected: Expected) -> list[Problem]:
    """All broken rules, by name."""
    return [
        Problem(f"{document.title}, rule {name}", p.what, p.mend)
        for name, rule in RULES.items()
        for p in rule(document, expected)
    ]


def demand_clean(document: Document, expected: Expected) -> None:
    """LintError with every broken rule."""
    problems = lint(document, expected)
    if problems:
        raise LintError(problems)


def _blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from _blocks(block.blocks)


def section(document: Document, number: str) -> list[Block]:
    """The blocks of one numbered section, without its heading."""
    found: list[Block] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.section:
            inside = block.section == number
        elif inside:
            found.append(block)
    return found


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        yield from lines_of(block)


def _words(blocks: Sequence[Block]) -> int:
    """Words a reader reads in the running text of some blocks (pictures and captions apart)."""
    lines = [line for b in blocks if not isinstance(b, Figure) for line in lines_of(b)]
    titles = [b.title for b in _blocks(blocks) if isinstance(b, Box)]
    return sum(len(words_of(unmarked(text))) for text in (*map(text_of, lines), *titles))


# ── rules ─────────────────────────────────────────────────────────────────────────────────────


def naked_numbers(document: Document, expected: Expected) -> Iterator[Problem]:
    """Figures in running words, outside a Number or a Cited."""
    titles = sorted(expected.names, key=len, reverse=True)
    named = re.compile("|".join(map(re.escape, titles)) or "(?!)", re.IGNORECASE)
    for line in _lines(document):
        for inline in line:
            if not isinstance(inline, Number | Cited):
                rest = NAMES.sub("", named.sub("", inline.text))
                if re.search(r"\d", rest):
                    yield Problem(
                        "",
                        f"a number without address: {inline.text.strip()!r}.",
                        "Print it through its reading.",
                    )


def described_numbers(document: Document, expected: Expected) -> Iterator[Problem]:
    """Every printed number resolves, and its reading has a unit and a year, range or method."""
    addresses = [
        i.address for line in _lines(document) for i in line if isinstance(i, Number | Cited)
    ]
    addresses += [label.address for b in document.blocks for label in labels_of(b) if label.address]
    for address in dict.fromkeys(addresses):
        reading = document.readings.get(address)
        if reading is None:
            yield Problem("", f"{address} leads nowhere.", "Register the reading.")
        elif reading.value is not None and not (
            reading.unit_of_measure and (reading.period or reading.method or reading.sentence)
        ):
            yield Problem("", f"{address} has no unit or no source.", "Complete the reading.")


def ranged_ranks(document: Document, expected: Expected) -> Iterator[Problem]:
    """A rank or a score is printed with its range."""
    texts = [
        (i.text, i.address) for line in _lines(document) for i in line if isinstance(i, Number)
    ]
    texts += [(label.text, label.address) for b in document.blocks for label in labels_of(b)]
    for text, address in texts:
        kind = address.split(":")[0]
        reading = document.readings.get(address)
        if kind not in ("rank", "score") or reading is None or reading.value is None:
            continue
        if re.search(r"\d", text) and not RANGE_SIGN.search(text) and reading.badge != text:
            yield Problem("", f"{kind} {text!r} has no range.", "Print it as low–high.")


def promising_words(document: Document, expected: Expected) -> Iterator[Problem]:
    """*will* in a card whose evidence is below E3."""
    promise = PROMISE.get(language())
    if promise is None:
        return
    weak = {title for title, grade in expected.grades if grade < "E3"}
    for block in document.blocks:
        if isinstance(block, Card) and block.title in weak:
            for name, lines in block.fields:
                for line in lines:
                    if promise.search(text_of(line)):
                        yield Problem(
                            "",
                            f"{block.title!r}, {name}: *will* on evidence below E3.",
                            "Say *may*, or what happened elsewhere.",
                        )


def whole_cards(document: Document, expected: Expected) -> Iterator[Problem]:
    """Every recommendation has one card with all fields, none empty; blocking ones have content."""
    # opened here, as the briefing itself opens this file
    from territoria.documents.briefing.card import BLOCKING, FIELDS

    full: dict[str, Card] = {}
    for block in document.blocks:
        if isinstance(block, Card):
            held = full.get(block.title)
            if held is None or len(block.fields) > len(held.fields):
                full[block.title] = block
    for title, card in full.items():
        fields = dict(card.fields)
        for name in FIELDS:
            if not any(text_of(line).strip() for line in fields.get(gettext(name), ())):
                blocks = " It blocks publication." if name in BLOCKING else ""
                yield Problem("", f"the card {title!r} lacks the field {name}.{blocks}", "Fill it.")
        if not card.title or not card.subtitle:
            yield Problem("", "a card lacks what or for whom.", "Fill it.")


def described_figures(document: Document, expected: Expected) -> Iterator[Problem]:
    """A figure has words for those who cannot see it, a finding, and its data."""
    for block in _blocks(document.blocks):
        if isinstance(block, Figure):
            picture = block.picture
            if not (picture.title.strip() and picture.description.strip()):
                yield Problem("", f"{block.key} has no alternative text.", "Describe it.")
            if not picture.rows or not picture.header:
                yield Problem("", f"{block.key} has no data table.", "Give its rows.")
            if not text_of(block.caption).strip():
                yield Problem("", f"{block.key} has no finding as caption.", "Say the finding.")


def whole_composites(document: Document, expected: Expected) -> Iterator[Problem]:
    """Composites are printed without decimals."""
    broken = re.compile(rf"\d{re.escape(separators()[1])}\d")
    texts = [
        (i.text, i.address) for line in _lines(document) for i in line if isinstance(i, Number)
    ]
    texts += [(label.text, label.address) for b in document.blocks for label in labels_of(b)]
    for text, address in texts:
        if address.split(":")[0] in COMPOSITES and broken.search(text):
            yield Problem("", f"the composite {text!r} has decimals.", "Round it.")


def short_page_one(document: Document, expected: Expected) -> Iterator[Problem]:
    """Page one has at most 220 words."""
    words = _words(section(document, "1"))
    if words > PAGE_ONE_WORDS:
        yield Problem("", f"page one has {words} words.", f"Cut it to {PAGE_ONE_WORDS}.")


def short_sentences(document: Document, expected: Expected) -> Iterator[Problem]:
    """No sentence over 40 words, 22 on average (cards, lists and tables count line by line)."""
    lengths = []
    for block in _blocks(document.blocks):
        if isinstance(block, Paragraph | Bullets | Card | Table | Figure):
            for line in lines_of(block):
                for sentence in sentences_of(unmarked(text_of(line))):
                    parts = re.split(r"; ", sentence) if isinstance(block, Bullets) else [sentence]
                    for part in parts:
                        count = len(words_of(part))
                        lengths.append(count)
                        if count > LONGEST_SENTENCE:
                            yield Problem(
                                "", f"a sentence has {count} words: {part[:60]!r} …", "Cut it."
                            )
    if lengths and sum(lengths) / len(lengths) > AVERAGE_SENTENCE:
        yield Problem(
            "", "sentences are too long on average.", f"At most {AVERAGE_SENTENCE} words."
        )


def firm_peers(document: Document, expected: Expected) -> Iterator[Problem]:
    """Wherever a peer's draws are printed, its firmness stands in the same row."""
    firmness = [gettext(word) for word in FIRMNESS.values()]
    for cells, addresses in _rows(document):
        if any(a.startswith("peer:") for a in addresses) and not any(
            word in cell for cell in cells for word in firmness
        ):
            yield Problem("", f"a peer without firmness: {cells[0]!r}.", "Say how firm.")


def _rows(document: Document) -> Iterator[tuple[list[str], list[str]]]:
    """Cells and addresses of every row of every table and of every picture's data."""
    for block in _blocks(document.blocks):
        if isinstance(block, Figure):
            for labels in block.picture.rows:
                yield [label.text for label in labels], [label.address for label in labels]
        elif isinstance(block, Table):
            for lines in block.rows:
                numbers = [i.address for line in lines for i in line if isinstance(i, Number)]
                yield [text_of(line) for line in lines], numbers


def named_gaps(document: Document, expected: Expected) -> Iterator[Problem]:
    """What is missing is named in the text."""
    text = " ".join(text_of(line) for line in _lines(document)).lower()
    for name in expected.missing:
        if name.lower() not in text:
            yield Problem("", f"{name!r} is missing and the document does not say so.", "Name it.")


def outcome_plans(document: Document, expected: Expected) -> Iterator[Problem]:
    """A plan is not measured by outputs alone."""
    if expected.planned and all(
        k.chain in ("input", "output") for text in expected.planned for k in text.know_by
    ):
        yield Problem("", "all indicators of the plan are outputs.", "Add an outcome.")


RULES: dict[str, Rule] = {
    "numbers have addresses": naked_numbers,
    "numbers are described": described_numbers,
    "ranks and scores have ranges": ranged_ranks,
    "no promise without evidence": promising_words,
    "cards are whole": whole_cards,
    "figures are described": described_figures,
    "composites have no decimals": whole_composites,
    "page one is short": short_page_one,
    "sentences are short": short_sentences,
    "peers have firmness": firm_peers,
    "missing data are named": named_gaps,
    "plans have outcomes": outcome_plans,
}
