"""Years and dates of the library's texts, which are written in English, in the language spoken."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_skeleton
from django.utils.translation import gettext as _

from territoria.speech import language

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SPAN = re.compile(r"\b(\d\d)(\d\d)–(\d\d)\b(?!\d)")
_DAY = re.compile(r"(?:(\d{1,2}) )?([A-Z][a-z]{2})[a-z]* (\d{4})")
_ABOUT = "c. "


def dated_said(written: str) -> str:
    """*undated*, *c. 2007–21* or *5 Oct 2022* in the language spoken; anything else as it is."""
    if written == "undated":
        return _("undated")
    if language() == "en":
        return written
    if written.startswith(_ABOUT):
        return _("c. {years}").format(years=_SPAN.sub(r"\1\2–\1\3", written[len(_ABOUT) :]))
    found = _DAY.fullmatch(written)
    return _day(*found.groups()) if found and found[2] in MONTHS else written


def _day(day: str | None, month: str, year: str) -> str:
    when = date(int(year), MONTHS.index(month) + 1, int(day or 1))
    return str(format_skeleton("yMMMd" if day else "yMMM", when, locale=language()))
