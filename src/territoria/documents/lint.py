"""The rules a briefing must keep before anyone sees it. A broken rule stops the build.

Each rule is a function in a dictionary: document in, problems out. What it guards is the promise of
the house: no number without its address, no rank without its range, unknown said, words kept short.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from territoria.content import PROMISE
from territoria.documents.document import (
    Card,
    Cited,
    Document,
    Figure,
    Inline,
    Line,
    Link,
    Number,
    Table,
    labels_of,
    lines_of,
    nested,
    text_of,
)
from territoria.documents.figure_names import NAMES, RANGE_SIGN
from territoria.documents.lint_fault import Fault
from territoria.documents.lint_words import short_page_one, short_sentences
from territoria.errors import LintError, Problem
from territoria.model import Recommendation
from territoria.pictures.peer_constellation import FIRMNESS
from territoria.speech import LANGUAGES, gettext, gettext_noop, language, separators, speaking

NO_RANGE = {
    "rank": gettext_noop("rank “{words}” has no range."),
    "score": gettext_noop("score “{words}” has no range."),
}
LACKS = gettext_noop("the card “{card}” lacks the field {field}.")
LACKS_AND_BLOCKS = gettext_noop("the card “{card}” lacks the field {field}. It blocks publication.")
COMPOSITES = ("score", "rank", "coverage", "regions-scored", "indistinct", "known")


@dataclass(frozen=True)
class Expected:
    """What the diagnosis says must be in the document."""

    missing: Sequence[str] = ()
    names: Sequence[str] = ()  # titles that hold a figure, such as PM2.5
    planned: Sequence[Recommendation] = ()
    grades: Sequence[tuple[str, str]] = ()


Rule = Callable[[Document, Expected], Iterator[Fault]]


def lint(document: Document, expected: Expected) -> list[Problem]:
    """All broken rules, by name: found in the language of the document, said in the one spoken."""
    with speaking(document.lang if document.lang in LANGUAGES else "en"):
        found = [(name, f) for name, rule in RULES.items() for f in rule(document, expected)]
    return [Problem(f"{document.title}, rule {name}", f.what, f.mend) for name, f in found]


def demand_clean(document: Document, expected: Expected) -> None:
    """LintError with every broken rule."""
    problems = lint(document, expected)
    if problems:
        raise LintError(problems)


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        yield from lines_of(block)


# ── rules ─────────────────────────────────────────────────────────────────────────────────────


def naked_numbers(document: Document, expected: Expected) -> Iterator[Fault]:
    """Figures in running words, outside a Number, a Cited, or an address that is written out."""
    titles = sorted(expected.names, key=len, reverse=True)
    named = re.compile("|".join(map(re.escape, titles)) or "(?!)", re.IGNORECASE)
    for line in _lines(document):
        for inline in line:
            if not isinstance(inline, Number | Cited) and not _is_address(inline):
                rest = NAMES.sub("", named.sub("", inline.text))
                if re.search(r"\d", rest):
                    yield Fault(
                        gettext_noop("a number without address: “{words}”."),
                        gettext_noop("Print it through its reading."),
                        {"words": inline.text.strip()},
                    )


def _is_address(inline: Inline) -> bool:
    return isinstance(inline, Link) and inline.text == inline.target


def described_numbers(document: Document, expected: Expected) -> Iterator[Fault]:
    """Every printed number resolves, and its reading has a unit and a year, range or method."""
    addresses = [
        i.address for line in _lines(document) for i in line if isinstance(i, Number | Cited)
    ]
    addresses += [label.address for b in document.blocks for label in labels_of(b) if label.address]
    for address in dict.fromkeys(addresses):
        reading = document.readings.get(address)
        if reading is None:
            yield Fault(
                gettext_noop("{address} leads nowhere."),
                gettext_noop("Register the reading."),
                {"address": address},
            )
        elif reading.value is not None and not (
            reading.unit_of_measure and (reading.period or reading.method or reading.sentence)
        ):
            yield Fault(
                gettext_noop("{address} has no unit or no source."),
                gettext_noop("Complete the reading."),
                {"address": address},
            )


def ranged_ranks(document: Document, expected: Expected) -> Iterator[Fault]:
    """A rank or a score is printed with its range."""
    texts = [
        (i.text, i.address) for line in _lines(document) for i in line if isinstance(i, Number)
    ]
    texts += [(label.text, label.address) for b in document.blocks for label in labels_of(b)]
    for text, address in texts:
        kind = address.split(":")[0]
        reading = document.readings.get(address)
        if kind not in NO_RANGE or reading is None or reading.value is None:
            continue
        if re.search(r"\d", text) and not RANGE_SIGN.search(text) and reading.badge != text:
            yield Fault(NO_RANGE[kind], gettext_noop("Print it as low–high."), {"words": text})


def promising_words(document: Document, expected: Expected) -> Iterator[Fault]:
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
                        yield Fault(
                            gettext_noop("“{card}”, {field}: *will* on evidence below E3."),
                            gettext_noop("Say *may*, or what happened elsewhere."),
                            {"card": block.title, "field": name},
                        )


def whole_cards(document: Document, expected: Expected) -> Iterator[Fault]:
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
                yield Fault(
                    LACKS_AND_BLOCKS if name in BLOCKING else LACKS,
                    gettext_noop("Fill it."),
                    {"card": title},
                    {"field": name},
                )
        if not card.title or not card.subtitle:
            yield Fault(gettext_noop("a card lacks what or for whom."), gettext_noop("Fill it."))


def described_figures(document: Document, expected: Expected) -> Iterator[Fault]:
    """A figure has words for those who cannot see it, a finding, and its data."""
    for block in nested(document.blocks):
        if isinstance(block, Figure):
            picture, key = block.picture, {"figure": block.key}
            if not (picture.title.strip() and picture.description.strip()):
                said = gettext_noop("{figure} has no alternative text.")
                yield Fault(said, gettext_noop("Describe it."), {**key})
            if not picture.rows or not picture.header:
                said = gettext_noop("{figure} has no data table.")
                yield Fault(said, gettext_noop("Give its rows."), {**key})
            if not text_of(block.caption).strip():
                said = gettext_noop("{figure} has no finding as caption.")
                yield Fault(said, gettext_noop("Say the finding."), {**key})


def whole_composites(document: Document, expected: Expected) -> Iterator[Fault]:
    """Composites are printed without decimals."""
    broken = re.compile(rf"\d{re.escape(separators()[1])}\d")
    texts = [
        (i.text, i.address) for line in _lines(document) for i in line if isinstance(i, Number)
    ]
    texts += [(label.text, label.address) for b in document.blocks for label in labels_of(b)]
    for text, address in texts:
        if address.split(":")[0] in COMPOSITES and broken.search(text):
            yield Fault(
                gettext_noop("the composite “{words}” has decimals."),
                gettext_noop("Round it."),
                {"words": text},
            )


def firm_peers(document: Document, expected: Expected) -> Iterator[Fault]:
    """Wherever a peer's draws are printed, its firmness stands in the same row."""
    firmness = [gettext(word) for word in FIRMNESS.values()]
    for cells, addresses in _rows(document):
        if any(a.startswith("peer:") for a in addresses) and not any(
            word in cell for cell in cells for word in firmness
        ):
            yield Fault(
                gettext_noop("a peer without firmness: “{name}”."),
                gettext_noop("Say how firm."),
                {"name": cells[0]},
            )


def _rows(document: Document) -> Iterator[tuple[list[str], list[str]]]:
    """Cells and addresses of every row of every table and of every picture's data."""
    for block in nested(document.blocks):
        if isinstance(block, Figure):
            for labels in block.picture.rows:
                yield [label.text for label in labels], [label.address for label in labels]
        elif isinstance(block, Table):
            for lines in block.rows:
                numbers = [i.address for line in lines for i in line if isinstance(i, Number)]
                yield [text_of(line) for line in lines], numbers


def named_gaps(document: Document, expected: Expected) -> Iterator[Fault]:
    """What is missing is named in the text."""
    text = " ".join(text_of(line) for line in _lines(document)).lower()
    for name in expected.missing:
        if name.lower() not in text:
            yield Fault(
                gettext_noop("“{name}” is missing and the document does not say so."),
                gettext_noop("Name it."),
                {"name": name},
            )


def outcome_plans(document: Document, expected: Expected) -> Iterator[Fault]:
    """A plan is not measured by outputs alone."""
    if expected.planned and all(
        k.chain in ("input", "output") for text in expected.planned for k in text.know_by
    ):
        said = gettext_noop("all indicators of the plan are outputs.")
        yield Fault(said, gettext_noop("Add an outcome."))


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
