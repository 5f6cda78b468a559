"""What the sections of a briefing share: the diagnosis, and numbers as inlines with addresses.

Everything here speaks the language of ``territoria.speech.speaking``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from territoria.diagnosis import Diagnosis
from territoria.documents.briefing.added import Added
from territoria.documents.briefing.phrases import DASHED, percent, short_unit
from territoria.documents.document import Cited, Figure, Inline, Line, Number, Plain, Strong
from territoria.documents.numerals import band, numeral, on_scale, span, with_range
from territoria.model import Words
from territoria.pictures.picture import Label, Picture
from territoria.readings import Readings, unit_of
from territoria.recommend.rank import TOP, Advice
from territoria.speech import IN_ENGLISH, gettext, language, pgettext, with_unit
from territoria.territories import say_name

PHONE = 360


def draw(
    key: str,
    drawing: Callable[..., Picture],
    *inputs: object,
    caption: Line,
    sure: Line = (),
    source: Line = (),
) -> Figure:
    """A figure drawn twice, for paper and wide screens and for phones (360 wide)."""
    name = key.lower()
    return Figure(
        key,
        drawing(name, *inputs),
        caption=caption,
        sure=sure,
        source=source,
        narrow=drawing(f"{name}n", *inputs, width=PHONE),
    )


@dataclass(frozen=True)
class Context:
    """A diagnosis being written up on a day."""

    diagnosis: Diagnosis
    day: date
    added: Added | None = None
    readings: Readings = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "readings", Readings(self.diagnosis))

    @property
    def place(self) -> str:
        """What the territory is called in the language spoken."""
        return say_name(self.diagnosis.territory)

    @property
    def decided(self) -> frozenset[str]:
        """The advice that people took or declined, whatever its place."""
        if self.added is None:
            return frozenset()
        return frozenset((*(self.added.chosen or ()), *self.added.declined))

    @property
    def undecided(self) -> tuple[Advice, ...]:
        """Where people have decided: the first five on which they have not."""
        if self.added is None or self.added.chosen is None:
            return ()
        return tuple(a for a in self.diagnosis.advised.first if a.text.id not in self.decided)

    @property
    def first(self) -> tuple[Advice, ...]:
        """The advice of this briefing: what people took, at most five; else the first five. Advice
        that was taken and is no longer given here is left out.
        """
        advised = self.diagnosis.advised
        if self.added is None or self.added.chosen is None:
            return advised.first
        given = {a.text.id: a for a in advised.advice}
        return tuple(given[i] for i in self.added.chosen if i in given)[:TOP]

    def words(self, words: Words) -> str:
        """A text in the language spoken, without emphasis marks; marked where it falls back."""
        text = words.say().replace("*", "")
        if words.has(language()):
            return text
        stop = "." if text.endswith(".") else ""
        return f"{text.removesuffix('.')}{IN_ENGLISH[language()]}{stop}"

    def title(self, node: str) -> str:
        """Short title of a node or indicator; marked where it falls back."""
        d = self.diagnosis
        title, known = d.title(node), d.titled(node)
        return title if known is None or known.has(language()) else title + IN_ENGLISH[language()]

    # ── numbers ───────────────────────────────────────────────────────────────────────────────

    def number(self, kind: str, node: str, text: str, *, strong: bool = False) -> Number:
        """A printed number; asking for it registers the reading."""
        return Number(text, str(self.readings.read(kind, node).address), strong)

    def label(self, kind: str, node: str, text: str) -> Label:
        """The same inside a picture."""
        return Label(text, str(self.readings.read(kind, node).address))

    def score_text(self, node: str) -> str:
        """``41 (31–46)``, or what is missing."""
        reading = self.readings.read("score", node)
        if reading.value is None:
            return gettext("not scored")
        low, high = on_scale(reading.low), on_scale(reading.high)
        return with_range(replace(reading, value=on_scale(reading.value), low=low, high=high))

    def score(self, node: str, *, strong: bool = False) -> Number:
        """The score of a node with its range."""
        return self.number("score", node, self.score_text(node), strong=strong)

    def said(self, node: str) -> Number:
        """What key actors say of a factor, in points with its range."""
        return self.number("said", node, self._of_answers("said", node))

    def together(self, node: str) -> Number:
        """The score of a node with what key actors say."""
        return self.number("together", node, self._of_answers("together", node))

    def _of_answers(self, kind: str, node: str) -> str:
        reading = self.readings.read(kind, node)
        if reading.value is None:
            return gettext("not scored")
        low, high = on_scale(reading.low), on_scale(reading.high)
        return with_range(replace(reading, value=on_scale(reading.value), low=low, high=high))

    def band(self, node: str) -> str:
        """Band of a node's score; empty where not scored."""
        value = self.readings.read("score", node).value
        return band(value) if value is not None else ""

    def rank(self, node: str) -> Number:
        """``between 107th and 159th of 239``: never a naked rank."""
        reading = self.readings.read("rank", node)
        if reading.value is None or reading.low is None or reading.high is None:
            return self.number("rank", node, gettext("no rank"))
        low, high, of = int(reading.low), int(reading.high), reading.detail["of"]
        text = gettext("{part} of {whole}").format(part=f"{low}{DASHED}{high}", whole=of)
        return self.number("rank", node, text)

    def known(self, node: str) -> Number:
        """``5 of 7``."""
        reading = self.readings.read("known", node)
        text = gettext("{part} of {whole}")
        return self.number(
            "known", node, text.format(part=numeral(reading.value), whole=reading.detail["of"])
        )

    def decimals(self, node: str) -> int:
        """Digits after the point for an indicator; none for a composite."""
        found = self.diagnosis.library.indicators.get(node)
        return found.decimals if found else 0

    def figure(self, indicator: str, *, year: bool = True) -> Number:
        """An observed figure with unit and year; ``unknown`` where there is none."""
        reading = self.readings.read("observation", indicator)
        if reading.value is None:
            return self.number("observation", indicator, pgettext("a figure", "unknown"))
        unit = short_unit(reading.unit_of_measure)
        text = with_unit(numeral(reading.value, self.decimals(indicator)), unit)
        return self.number("observation", indicator, f"{text}, {reading.period}" if year else text)

    def peer_median(self, node: str) -> Number:
        """The peers' median with their middle half."""
        reading = self.readings.read("peer-median", node)
        return self.number("peer-median", node, with_range(reading, self.decimals(node)))

    def peer_half(self, node: str) -> Number:
        """``between 11 and 15``: the middle half of the firm and likely peers."""
        reading = self.readings.read("peer-median", node)
        digits = self.decimals(node)
        low, high = numeral(reading.low, digits), numeral(reading.high, digits)
        template = gettext("at {low}") if low == high else gettext("between {low} and {high}")
        text = template.format(low=low, high=high)
        return self.number("peer-median", node, text)

    def chance(self, node: str) -> Number:
        """``83 %``; never a rounded certainty."""
        value = self.readings.read("chance", node).value or 0.0
        return self.number("chance", node, percent(value))

    def gap(self, node: str) -> Number:
        """The gap in peer spreads, with its range."""
        return self.number("gap", node, with_range(self.readings.read("gap", node), 1))

    def target(self, node: str, *, unit: bool = False) -> Number:
        """``34.3 (33.7–34.7)``, with the indicator's unit where asked."""
        reading = self.readings.read("target", node)
        digits = self.decimals(node)
        text = with_range(reading, digits)
        if numeral(reading.low, digits) == numeral(reading.high, digits):
            text = numeral(reading.value, digits)
        return self.number("target", node, f"{text} {self.unit(node)}" if unit else text)

    def setting(self, node: str) -> Number:
        """A number that someone chose, e.g. ``1,000``."""
        return self.number("setting", node, numeral(self.readings.read("setting", node).value))

    def count(self, kind: str, node: str) -> Number:
        """A whole number."""
        return self.number(kind, node, numeral(self.readings.read(kind, node).value))

    def cited(self, kind: str, text_id: str, path: str, text: str) -> Inline:
        """Words of a reviewed text; those with figures carry the address of their field."""
        if not re.search(r"\d", text):
            return Plain(text)
        return Cited(text, str(self.readings.read("text", f"{kind}/{text_id}/{path}").address))

    def quote(self, kind: str, text_id: str, path: str, words: Words) -> Inline:
        """A language map of a reviewed text at ``path``."""
        return self.cited(kind, text_id, path, self.words(words))

    def named(self, kind: str, text_id: str, path: str, words: Words) -> Inline:
        """A name out of a reviewed text in bold; one with figures carries its address instead."""
        quoted = self.quote(kind, text_id, path, words)
        return Strong(quoted.text) if isinstance(quoted, Plain) else quoted

    def range_of(self, kind: str, node: str, decimals: int) -> str:
        """Only the range of a reading."""
        reading = self.readings.read(kind, node)
        return span(reading.low, reading.high, decimals)

    def unit(self, node: str) -> str:
        """Unit of measure as printed."""
        return short_unit(unit_of(self.diagnosis, node))
