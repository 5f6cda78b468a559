"""Numbers and texts as readers see them: in the language spoken, no number without its range."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from territoria.documents.briefing.phrases import listed, lower_first, without_accents
from territoria.documents.numerals import MINUS, numeral, span
from territoria.documents.words import day_of
from territoria.model import Words
from territoria.speech import (
    IN_ENGLISH,
    NO_BREAK,
    colon,
    gettext,
    language,
    semicolon,
    speaking,
    with_unit,
)
from territoria_web.library.languages import engine_language

HOUR = f"{NO_BREAK}Uhr"


@contextmanager
def said_in(language: str) -> Iterator[None]:
    """Pages speak this language outside of a request, and so does the engine where it knows it."""
    with speaking(engine_language(language)), override(language):
        yield


def say(words: Any) -> str:
    """A text in the language spoken: ``Words``, or a map language → text; marked if it falls back."""
    if words is None:
        return ""
    held = words.root if isinstance(words, Words) else words
    if not isinstance(held, dict):
        return str(held)
    text = held.get(language())
    return str(text) if text else f"{held.get('en', '')}{IN_ENGLISH[language()]}"


def quoted(words: str) -> str:
    """A name inside a sentence, in the quotation marks of the language."""
    return _("“%(words)s”") % {"words": words}


def spoken(sentence: str) -> str:
    """An English sentence of the engine in the language spoken."""
    return gettext(sentence) if sentence else ""


def numeral_of(value: float | None, decimals: int = 0) -> str:
    """A number with the signs of the language; *unknown* where there is none."""
    return gettext("unknown") if value is None else numeral(value, decimals)


def ranged(
    value: float | None, low: float | None = None, high: float | None = None, decimals: int = 0
) -> str:
    """``62 (58–66)``; *unknown* where there is no value."""
    if value is None:
        return gettext("unknown")
    said = numeral(value, decimals)
    if low is None or high is None:
        return said
    return f"{said} ({span(low, high, decimals)})"


def percent(share: float | None) -> str:
    """A share of 1 as whole percent."""
    if share is None:
        return gettext("unknown")
    return with_unit(numeral(100 * share, 0), "%")


def sum_said(value: float | Decimal) -> str:
    """The number of a sum with the signs of the language; cents where there are some."""
    return numeral(float(value), 0 if value % 1 == 0 else 2)


def money(value: float, currency: str) -> str:
    """A sum as its readers write it: *EUR 60,000*, in French *60 000 €*."""
    said = sum_said(value)
    if language() == "en":
        return f"{currency} {said}"
    return f"{said}{NO_BREAK}{'€' if currency == 'EUR' else currency}"


def day(when: date | None) -> str:
    """A date as *21 November 2026*, of a moment in the time of the site; nothing without one."""
    if when is None:
        return ""
    here = localtime(when) if isinstance(when, datetime) and when.tzinfo else when
    return day_of(here, language())


def weekday(when: date | None) -> str:
    """A date to come to, with its day of the week: *Saturday 21 November 2026*; nothing without one."""
    if when is None:
        return ""
    here = localtime(when) if isinstance(when, datetime) and when.tzinfo else when
    comma = "," if language() == "de" else ""
    return f"{date_format(here, 'l')}{comma} {day_of(here, language())}"


def clock(when: datetime | None) -> str:
    """The time of day of a moment, as it stands: *21:05*, in French *21 h 05*; nothing without one."""
    if when is None:
        return ""
    if language() == "fr":
        return f"{when.hour}{NO_BREAK}h{NO_BREAK}{when:%M}"
    return f"{when:%H:%M}" + (HOUR if language() == "de" else "")


def hours(begins: datetime, ends: datetime, between: str = "–") -> str:
    """From one moment to another: *09:00–12:45*, in German *09:00–12:45 Uhr*."""
    first = clock(begins)
    return (first.removesuffix(HOUR) if language() == "de" else first) + between + clock(ends)


__all__ = [
    "MINUS",
    "clock",
    "colon",
    "day",
    "hours",
    "listed",
    "lower_first",
    "money",
    "numeral_of",
    "percent",
    "ranged",
    "say",
    "semicolon",
    "spoken",
    "sum_said",
    "weekday",
    "without_accents",
]
