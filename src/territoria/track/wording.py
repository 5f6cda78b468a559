"""Days, spans of days, figures and bands as the sentences of tracking say them."""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache

from territoria.speech import NO_BREAK, gettext, language, number, pgettext, with_unit

PERCENT = ("%", "percent", "per cent")


@lru_cache(maxsize=8)
def _months(lang: str) -> tuple[str, ...]:
    from babel.dates import get_month_names

    names = get_month_names("wide", locale=lang)
    return tuple(names[month] for month in range(1, 13))


def day_said(day: date) -> str:
    """A day in words of the language spoken: *21 November 2026*, ``21. November 2026``."""
    lang = language()
    numeral = f"{day.day}." if lang == "de" else str(day.day)
    if lang == "fr" and day.day == 1:
        numeral = "1er"
    space = " " if lang == "en" else NO_BREAK
    return f"{numeral}{space}{_months(lang)[day.month - 1]} {day.year}"


def days_said(count: int) -> str:
    """``1 day``, ``12 days``."""
    text = gettext("1 day") if count == 1 else gettext("{count} days")
    return text.format(count=number(count, ",d"))


def figure_said(value: float, unit: str = "") -> str:
    """A figure with its unit and no needless decimals: ``46 %``, ``3.25``, ``1,240 firms``."""
    decimals = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 2
    if 0 < abs(value) < 1:
        decimals = min(2 - math.floor(math.log10(abs(value))), 12)
    if decimals and round(value, decimals) == round(value):
        decimals = 0
    elif decimals:
        written = f"{value:.{decimals}f}"
        decimals -= len(written) - len(written.rstrip("0"))
    return with_unit(number(value, f",.{decimals}f"), "%" if unit in PERCENT else unit)


def change_said(value: float, unit: str = "") -> str:
    """A change with its sign; what changes by percent is said in points."""
    unit = pgettext("of percent", "points") if unit in PERCENT else unit
    sign = "+" if value > 0 else ""
    return sign + figure_said(value, unit)


def span_said(low: float, high: float, unit: str = "") -> str:
    """``43 to 47 %``; one figure where both ends are the same."""
    if low == high:
        return figure_said(low, unit)
    text = gettext("{first} to {last}")
    return text.format(first=figure_said(low), last=figure_said(high, unit))


def stopped(text: str) -> str:
    """Words of people as the end of a sentence: one line, without a full stop of their own."""
    return " ".join(text.split()).rstrip(" .")
