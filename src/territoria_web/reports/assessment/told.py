"""What the chapters share: facts in the language spoken, numbers as lines with their readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.briefing.phrases import short_unit
from territoria.documents.document import Line
from territoria.documents.numerals import numeral, on_scale, span
from territoria.model import Words
from territoria.pictures.picture import Label
from territoria.pictures.words import STANDING, STANDING_LOWER_IS_BETTER
from territoria.speech import gettext, with_unit
from territoria_web.reports.paper_text import Cites


@dataclass(frozen=True)
class Told:
    """The facts of a report being written in a language."""

    facts: Mapping[str, Any]
    cites: Cites
    language: str

    def said(self, words: Mapping[str, str] | None) -> str:
        """A text that stands in several languages, in the one it was written in where the spoken one is
        missing; nothing where there is none.
        """
        if not words:
            return ""
        first = words.get("en") or next(iter(words.values()))
        return str(Words({**words, "en": first}).say()).replace("*", "")

    def named(self, place: Mapping[str, Any]) -> str:
        """What a territory is called."""
        return str(place["names"].get(self.language) or place["name"])

    def text(self, words: Mapping[str, str] | None, node: str) -> Line:
        """A reviewed text as a line; figures in it carry its address."""
        return self.cites.words(self.said(words), node)

    # ── numbers ───────────────────────────────────────────────────────────────────────────────

    def score(self, row: Mapping[str, Any]) -> Line:
        """``41 (31–46)``, or what is missing."""
        held = row["score"]
        if held["value"] is None:
            return self.cites.words(_("measure first"), "unknown")
        value, low, high = (on_scale(held[n]) for n in ("value", "low", "high"))
        text = f"{numeral(value)} ({span(low, high)})"
        said = _("Score from zero to a hundred, with its range: %(name)s.")
        reading = {**held, "unit_of_measure": _("points of 100"), "sentence": said % self._of(row)}
        return self.cites.number(text, reading, strong=True)

    def rank(self, row: Mapping[str, Any]) -> Line:
        """``107–159 of 239``: never a naked place."""
        held = row["rank"]
        if held["value"] is None or held["low"] is None:
            return self.cites.words(_("no place"), "unknown")
        text = _("%(low)s–%(high)s of %(of)s") % {
            "low": numeral(held["low"]),
            "high": numeral(held["high"]),
            "of": numeral(row["of"]),
        }
        said = _("Place among the regions scored, with its range: %(name)s.")
        reading = {**held, "unit_of_measure": _("place"), "sentence": said % self._of(row)}
        return self.cites.number(text, reading)

    def known(self, row: Mapping[str, Any]) -> Line:
        """``5 of 7``."""
        text = _("%(known)s of %(of)s") % {
            "known": numeral(row["known"]["value"]),
            "of": numeral(row["bound"]),
        }
        said = _("Figures that are known: %(name)s.") % self._of(row)
        reading = {**row["known"], "unit_of_measure": _("figures"), "sentence": said}
        return self.cites.number(text, reading)

    def _of(self, row: Mapping[str, Any]) -> dict[str, str]:
        return {"name": self.said(row["title"]) or _("All dimensions")}

    def figure(self, row: Mapping[str, Any]) -> Line:
        """An observed figure with unit and year; *unknown* where there is none."""
        held = row["observation"]
        if held["value"] is None:
            return self.cites.words(_("unknown"), "unknown")
        text = f"{with_unit(self._digits(row, held), self.unit(row))}, {held['period']}"
        return self.cites.number(text, self.reading(row, "observation"))

    def median(self, row: Mapping[str, Any]) -> Line:
        """The peers' median with their middle half."""
        held = row["median"]
        if held["value"] is None:
            return self.cites.words(_("unknown"), "unknown")
        return self.cites.number(self._digits(row, held), self.reading(row, "median"))

    def label(self, row: Mapping[str, Any], name: str) -> Label:
        """A figure inside a picture."""
        held = row[name]
        if held["value"] is None:
            return Label(_("unknown"))
        return self.cites.label(numeral(held["value"], row["decimals"]), self.reading(row, name))

    def reading(self, row: Mapping[str, Any], name: str) -> dict[str, Any]:
        """With its unit, and what it says."""
        said = _("%(name)s, published by %(publisher)s.") % {
            "name": self.said(row["title"]),
            "publisher": gettext(row["publisher"]),
        }
        return {**row[name], "unit_of_measure": self.unit(row), "sentence": said}

    def unit(self, row: Mapping[str, Any]) -> str:
        """Unit of measure as printed."""
        return str(short_unit(self.said(row["unit"])))

    def _digits(self, row: Mapping[str, Any], held: Mapping[str, Any]) -> str:
        decimals = row["decimals"]
        said = numeral(held["value"], decimals)
        low, high = held.get("low"), held.get("high")
        if low is None or numeral(low, decimals) == numeral(high, decimals):
            return str(said)
        return f"{said} ({span(low, high, decimals)})"


def standing_said(row: Mapping[str, Any]) -> str:
    """Above, about the same, below, cannot tell: as the pictures say it."""
    lower = row.get("direction", 1) < 0
    return str(gettext((STANDING_LOWER_IS_BETTER if lower else STANDING)[row["word"]]))
