"""The hours of a company day: from dates, first begin, length and breaks to the begin of each talk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.act.rules.companies import MINUTES, MOST_DATES, MOST_TALKS_A_DAY
from territoria_web.library.dates import is_within_reach

HOUR: Final = r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})?)?\s*(?:Uhr)?"
BREAK: Final = re.compile(rf"{HOUR}\s*(?:[-–—]|to|à|bis)\s*{HOUR}", re.IGNORECASE)


@dataclass(frozen=True)
class Plan:
    """``between``: minutes to change tables; ``breaks``: begin and end of each, on every date."""

    dates: tuple[date, ...] = ()
    starts: time = time(9)
    talks: int = MOST_TALKS_A_DAY
    minutes: int = MINUTES
    between: int = 5
    breaks: tuple[tuple[time, time], ...] = ()


def as_data(plan: Plan) -> dict[str, Any]:
    """A plan as it is kept."""
    return {
        "dates": [when.isoformat() for when in plan.dates],
        "starts": f"{plan.starts:%H:%M}",
        "talks": plan.talks,
        "minutes": plan.minutes,
        "between": plan.between,
        "breaks": [[f"{begin:%H:%M}", f"{end:%H:%M}"] for begin, end in plan.breaks],
    }


def plan_from(data: Mapping[str, Any]) -> Plan:
    """The plan that was kept; the usual one where none was."""
    if not data:
        return Plan()
    return Plan(
        dates=tuple(date.fromisoformat(when) for when in data["dates"]),
        starts=time.fromisoformat(data["starts"]),
        talks=data["talks"],
        minutes=data["minutes"],
        between=data["between"],
        breaks=tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in data["breaks"]),
    )


def breaks_in(text: str) -> tuple[tuple[time, time], ...]:
    """Breaks as people type them, one a line: *12:00–13:00*. ValidationError names the line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        read = BREAK.fullmatch(line.strip())
        try:
            if read is None:
                raise ValueError
            begin, end = (
                time(int(read[1]), int(read[2] or 0)),
                time(int(read[3]), int(read[4] or 0)),
            )
        except ValueError:
            said = _("Line %(number)d is no break. Write it like 12:00–13:00.")
            raise ValidationError({"breaks": said % {"number": number}}) from None
        if end <= begin:
            said = _("Line %(number)d ends before it begins.")
            raise ValidationError({"breaks": said % {"number": number}})
        found.append((begin, end))
    return tuple(sorted(found))


def breaks_said(breaks: Iterable[tuple[time, time]]) -> str:
    """The same to be typed over."""
    return "\n".join(f"{begin:%H:%M}–{end:%H:%M}" for begin, end in breaks)


def begins_of(plan: Plan, timezone: str) -> list[str]:
    """The begin of each talk as a moment, in the order of the hours. ValidationError by field."""
    _refuse(plan)
    zone = ZoneInfo(timezone)
    return [
        datetime.combine(when, clock, zone).astimezone(UTC).isoformat()
        for when in sorted(plan.dates)
        for clock in _hours(plan)
    ]


def _hours(plan: Plan) -> list[time]:
    """When talks begin on a date: none reaches into a break."""
    day, length = date(2000, 1, 1), timedelta(minutes=plan.minutes)
    breaks = [(datetime.combine(day, a), datetime.combine(day, b)) for a, b in sorted(plan.breaks)]
    at = datetime.combine(day, plan.starts)
    found: list[time] = []
    while len(found) < plan.talks:
        for begin, end in breaks:
            if at < end and begin < at + length:
                at = end
        if (at + length).date() != day:
            raise ValidationError({"talks": _("The last talks would be after midnight.")})
        found.append(at.time())
        at += length + timedelta(minutes=plan.between)
    return found


def _refuse(plan: Plan) -> None:
    wrong: dict[str, str] = {}
    if not plan.dates or not all(map(is_within_reach, plan.dates)):
        wrong["date"] = _("Give the date.")
    if len(set(plan.dates)) != len(plan.dates) or len(plan.dates) > MOST_DATES:
        wrong["second"] = _("Give two different dates at most.")
    if not 1 <= plan.talks <= MOST_TALKS_A_DAY:
        wrong["talks"] = _("A company can hold 1 to 8 talks a day.")
    if not 10 <= plan.minutes <= 60:
        wrong["minutes"] = _("A talk takes 10 to 60 minutes.")
    if not 0 <= plan.between <= 30:
        wrong["between"] = _("Leave 0 to 30 minutes between two talks.")
    if wrong:
        raise ValidationError(wrong)
