"""Periods of figures as places on a line of years: the middle of what a period covers."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from territoria.errors import DataError, Problem
from territoria.speech import gettext

_FORM: Final = re.compile(
    r"(?P<year>\d{4})(?:-?Q(?P<quarter>[1-4])|-?S(?P<half>[12])"
    r"|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d{2}))?)?"
)


def year_of(period: str | int) -> float:
    """``2024`` → 2024.5, ``2024-Q1`` → 2024.125, ``2024-07-01`` → 2024.5…; DataError else.

    Years are taken whole, so that two yearly figures lie a whole number apart.
    """
    found = _FORM.fullmatch(str(period).strip())
    if found is None:
        raise _unread(period)
    year = int(found["year"])
    if found["day"]:
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            raise _unread(period) from None
        days = (date(year, 12, 31) - date(year, 1, 1)).days + 1
        return year + ((day - date(year, 1, 1)).days + 0.5) / days
    if found["month"]:
        return year + (int(found["month"]) - 0.5) / 12
    if found["quarter"]:
        return year + (int(found["quarter"]) - 0.5) / 4
    if found["half"]:
        return year + (int(found["half"]) - 0.5) / 2
    return year + 0.5


def _unread(period: str | int) -> DataError:
    what = gettext("{period} is no period.").format(period=repr(str(period)))
    mend = gettext("Write a year, or 2024-Q3, 2024-07, 2024-07-15.")
    return DataError(Problem("period", what, mend))
