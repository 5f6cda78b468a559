"""What the chapters share: the territories' names, counted sentences, readings, numbered figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.documents.briefing.facts import draw
from territoria.documents.document import Figure, Line, Paragraph, Plain
from territoria.documents.numerals import numeral, on_scale, span
from territoria.pictures.picture import Label, Picture
from territoria.speech import gettext, with_unit
from territoria_web.library.saying import colon
from territoria_web.plan.queries.cohort.words import joined
from territoria_web.reports.assessment.told import Told

NAMED = 8
ROWS = 18
"""Rows of one picture, so that it fits a page."""
READING = ("address", "value", "low", "high", "period", "badge")


@dataclass(frozen=True)
class Among(Told):
    """The facts of a synthesis report being written in a language."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def territories(self) -> Sequence[Mapping[str, Any]]:
        """By name in the language of the facts' day."""
        found: Sequence[Mapping[str, Any]] = self.facts["territories"]
        return found

    def name(self, key: str) -> str:
        """What a territory is called, of the network or beyond."""
        for place in self.territories:
            if place["key"] == key:
                return self.named(place)
        held = self.facts["talks"]["beyond"]["names"].get(key)
        return self.named(held) if held else key.partition("@")[0]

    def names(self, keys: Sequence[str]) -> str:
        """By name; the first few where there are many."""
        found = sorted(self.name(key) for key in keys)
        if not found:
            return _("nobody")
        if len(found) <= NAMED:
            return joined(found)
        more = len(found) - NAMED + 1
        said = ngettext("%(names)s and %(count)d more", "%(names)s and %(count)d more", more)
        return said % {"names": ", ".join(found[: NAMED - 1]), "count": more}

    def titles(self, nodes: Sequence[str]) -> list[str]:
        """What factors are called."""
        held = {n["node"]: self.said(n["title"]) for n in self.facts["factors"]}
        return [held.get(n, n) for n in nodes]

    # ── words ─────────────────────────────────────────────────────────────────────────────────

    def say(self, node: str, text: str) -> Line:
        """A sentence whose figures were counted from what the report shows."""
        return self.cites.words(text, node, _("Counted from the tables of this report."))

    def paragraph(self, node: str, text: str, *, note: bool = False) -> Paragraph:
        """The same as a paragraph."""
        return Paragraph(self.say(node, text), "note" if note else "body")

    def cell(self, node: str, text: str) -> Line:
        """The same in a table; nothing is a dash."""
        return self.say(node, text) if text else (Plain("–"),)

    def headed(self, name: str, text: str) -> Line:
        """The caption of a table that stands once for each of several: of which one, then what."""
        return self.cites.words(f"{name}{colon()}{text}", "tables")

    # ── readings ──────────────────────────────────────────────────────────────────────────────

    def text_of(self, held: Mapping[str, Any], decimals: int, *, scored: bool) -> str:
        """``41 (31–46)``; *unknown* where there is none."""
        if held["value"] is None:
            return _("unknown")
        ends = [held[n] for n in ("value", "low", "high")]
        value, low, high = (on_scale(e) if scored else e for e in ends)
        said = str(numeral(value, decimals))
        if low is None or high is None:
            return said
        between = span(low, high, decimals)
        if not scored and numeral(low, decimals) == numeral(high, decimals):
            return said
        return f"{said} ({between})"

    def reading_of(self, held: Mapping[str, Any], unit: str, sentence: str) -> dict[str, Any]:
        """A reading as documents keep it."""
        kept = {name: held[name] for name in READING if name in held}
        return {**kept, "unit_of_measure": unit, "sentence": sentence}

    def score_line(self, held: Mapping[str, Any]) -> Line:
        """A score with its range, as a number that leads to its derivation."""
        text = self.text_of(held, 0, scored=True)
        if held["value"] is None:
            return self.cites.words(text, "unknown")
        return self.cites.number(text, self.reading_of(held, _("points of 100"), ""))

    def figure_line(self, indicator: Mapping[str, Any], held: Mapping[str, Any]) -> Line:
        """A published figure with its range and unit, as a number that leads to its derivation."""
        if held["value"] is None:
            return self.cites.words(_("unknown"), "unknown")
        unit, publisher = self.unit(indicator), str(indicator["publisher"])
        text = with_unit(self.text_of(held, indicator["decimals"], scored=False), unit)
        said = _("%(name)s, published by %(publisher)s.") % {
            "name": self.said(indicator["title"]),
            "publisher": gettext(publisher),
        }
        return self.cites.number(text, self.reading_of(held, unit, said))

    def score_label(self, held: Mapping[str, Any]) -> Label:
        """The same inside a picture."""
        text = self.text_of(held, 0, scored=True)
        if held["value"] is None:
            return Label(text)
        return self.cites.label(text, self.reading_of(held, _("points of 100"), ""))

    # ── figures ───────────────────────────────────────────────────────────────────────────────

    def figures(
        self,
        drawing: Callable[..., Picture],
        title: str,
        caption: Line,
        rows: Sequence[Any],
        inputs: Callable[[Sequence[Any]], tuple[Any, ...]],
        *,
        sure: str = "",
        source: str = "",
    ) -> list[Figure]:
        """A numbered picture, or several where there are more rows than fit a page."""
        words = "".join(inline.text for inline in caption)
        parts = -(-len(rows) // ROWS)
        return [
            draw(
                f"F{next(self.numbers)}",
                drawing,
                title,
                words,
                *inputs(rows[first : first + ROWS]),
                caption=self._part(caption, first // ROWS + 1, parts),
                sure=self.cites.words(sure, "sure") if sure else (),
                source=self.cites.words(source, "source") if source else (),
            )
            for first in range(0, len(rows), ROWS)
        ]

    def _part(self, caption: Line, number: int, of: int) -> Line:
        """The caption of a picture that was cut, with which part it is."""
        if of < 2:
            return caption
        said = _("Part %(number)d of %(of)d.") % {"number": number, "of": of}
        return (*caption, Plain(" "), *self.say(f"part/{number}", said))
