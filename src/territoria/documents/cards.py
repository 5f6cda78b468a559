"""Things to print for a meeting: cards to cut, sheets for tables, ballots, agendas, a poster for the wall.

Each is A4, PDF/UA-1, the same bytes for the same input. All text goes in as string literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files

from territoria.documents import look
from territoria.documents.glyphs import compile_printable
from territoria.documents.pdf_lines import array_of, esc
from territoria.speech import NO_BREAK


@dataclass(frozen=True, slots=True)
class CutCard:
    """A quarter of a page. ``fields``: label and words; ``foot``: one small line."""

    kicker: str
    title: str
    fields: tuple[tuple[str, str], ...] = ()
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to write on: boxes side by side by ``across``, each with a heading."""

    title: str
    hint: str
    boxes: tuple[str, ...]
    across: int = 2
    foot: str = ""


@dataclass(frozen=True, slots=True)
class PaperBallot:
    """A page with numbered lines and rings to fill. ``axes``: name and dots of each."""

    title: str
    hint: str
    choose: str
    roles: tuple[str, ...]
    items: tuple[str, ...]
    axes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """A page for the wall: how to come into the room. ``svg``: the QR code, ``alt`` its words."""

    title: str
    hint: str
    address: str
    code_name: str
    code: str
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of its own with a table: an agenda, the plan of a slot. ``svg``: a QR code with its words
    ``alt`` and a line ``beside``; without one there is none.
    """

    kicker: str
    title: str
    lead: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: str = ""
    svg: str = ""
    alt: str = ""
    beside: str = ""


def render_cards(cards: Sequence[CutCard], *, title: str, lang: str, day: date) -> bytes:
    """Four cards a page with crop marks; at least one card, else ValueError."""
    if not cards:
        raise ValueError("no cards to print")
    calls = [f"card({_card(card)})" for card in cards]
    return _pdf(f"#cards({array_of(calls)})", title, lang, day)


def render_sheets(sheets: Sequence[Sheet], *, title: str, lang: str, day: date) -> bytes:
    """One sheet a page; at least one, else ValueError."""
    if not sheets:
        raise ValueError("no sheets to print")
    calls = [
        f"#sheet({esc(s.title)}, {esc(s.hint)}, {_words(s.boxes)}, {s.across}, {esc(s.foot)})"
        for s in sheets
    ]
    return _pdf("\n#pagebreak()\n".join(calls), title, lang, day)


def render_ballot(ballot: PaperBallot, *, title: str, lang: str, day: date) -> bytes:
    """A ballot on as many pages as its lines need."""
    axes = array_of(array_of((esc(name), str(count))) for name, count in ballot.axes)
    words = ", ".join(
        (
            esc(ballot.title),
            esc(ballot.hint),
            esc(ballot.choose),
            _words(ballot.roles),
            _words(ballot.items),
            axes,
        )
    )
    return _pdf(f"#ballot({words})", title, lang, day)


def render_leaves(leaves: Sequence[Leaf], *, title: str, lang: str, day: date) -> bytes:
    """Each on a page of its own, longer ones on several; at least one, else ValueError."""
    if not leaves:
        raise ValueError("no pages to print")
    return _pdf("\n#pagebreak()\n".join(_leaf(one) for one in leaves), title, lang, day)


def _leaf(one: Leaf) -> str:
    words = (one.kicker, one.title, one.lead, one.foot, one.svg, one.alt, one.beside)
    rows = array_of(_words(row) for row in one.rows)
    return f"#leaf({_words(one.head)}, {rows}, {', '.join(esc(part) for part in words)})"


def render_poster(poster: Poster, *, title: str, lang: str, day: date) -> bytes:
    """One page: title, QR code, address and code in large letters."""
    words = ", ".join(
        esc(part)
        for part in (
            poster.title,
            poster.hint,
            poster.address,
            poster.code_name,
            poster.code,
            poster.svg,
            poster.alt,
        )
    )
    return _pdf(f"#poster({words})", title, lang, day)


def _card(card: CutCard) -> str:
    fields = array_of(array_of((esc(label), esc(words))) for label, words in card.fields)
    return f"{esc(card.kicker)}, {esc(card.title)}, {fields}, {esc(card.foot)}"


def _words(texts: Iterable[str]) -> str:
    return array_of(esc(text) for text in texts)


def _pdf(body: str, title: str, lang: str, day: date) -> bytes:
    import typst

    compiler = typst.Compiler(font_paths=[look.font_directory()], ignore_system_fonts=True)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)

    def compile_pdf(source: str) -> bytes:
        pdf = compiler.compile(
            input=source.encode(),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(midnight.timestamp()),
        )
        assert isinstance(pdf, bytes)
        return pdf

    return compile_printable(_source(body, title, lang, day), compile_pdf)


def _source(body: str, title: str, lang: str, day: date) -> str:
    code = lang if re.fullmatch(r"[a-z]{2,3}", lang) else "en"
    colours = {"ink": look.INK, "quiet": look.QUIET, "accent": look.ACCENT, "hair": look.RULE}
    return "\n".join(
        (
            *(f'#let {name} = rgb("{value}")' for name, value in colours.items()),
            f"#let colon = {esc(f'{NO_BREAK}: ' if lang == 'fr' else ': ')}",
            files("territoria.documents").joinpath("cards.typ").read_text(encoding="utf-8"),
            f"#set document(title: {esc(title)}, author: {esc(look.AUTHOR)}, "
            f"date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))",
            f'#set text(font: ({esc(look.FONT)}, {esc(look.MONO)}, "Libertinus Serif"), '
            f"lang: {esc(code)}, fill: ink)",
            body,
        )
    )
