"""The hours of an agenda: when each phase and break begins and ends, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext

HOUR = 60
DAY = 24 * HOUR


@dataclass(frozen=True)
class Break:
    """A pause of so many minutes after a phase of the same day."""

    day: int
    after: str
    minutes: int


@dataclass(frozen=True)
class Slot:
    """A phase or a break on the clock; the id of a break is that of the phase before it."""

    id: str
    day: int
    begins: time
    ends: time
    pause: bool = False

    @property
    def minutes(self) -> int:
        """How long it is."""
        return _minute(self.ends) - _minute(self.begins)


def lay_hours(
    phases: Sequence[tuple[str, int, int]],
    *,
    starts: Mapping[int, time],
    breaks: Sequence[Break] = (),
) -> tuple[Slot, ...]:
    """Lay phases and breaks one after the other from the start of each day.

    ``phases``: (id, day, minutes), in the order in which they are held; days come in the order of
    their numbers. ``starts``: when each day begins, in hours and minutes of the place.
    DataError, all problems at once: a phase named twice, without length or on a day without a start,
    a break after no phase of its day or a second one there, a day that would not end before midnight.
    """
    problems = [*_odd_phases(phases, starts), *_odd_breaks(phases, breaks)]
    if problems:
        raise DataError(problems)
    pauses = {(one.day, one.after): one.minutes for one in breaks}
    out: list[Slot] = []
    for day in sorted({day for _, day, _ in phases}):
        held = [(phase, minutes) for phase, its, minutes in phases if its == day]
        end = _minute(starts[day]) + sum(
            minutes + pauses.get((day, phase), 0) for phase, minutes in held
        )
        if end >= DAY:
            problems.append(_too_long(day, end))
            continue
        now = _minute(starts[day])
        for phase, minutes in held:
            for length, pause in ((minutes, False), (pauses.get((day, phase), 0), True)):
                if length:
                    out.append(Slot(phase, day, _time(now), _time(now + length), pause))
                now += length
    if problems:
        raise DataError(problems)
    return tuple(out)


def _minute(at: time) -> int:
    return at.hour * HOUR + at.minute


def _time(minute: int) -> time:
    return time(*divmod(minute, HOUR))


def _odd_phases(
    phases: Sequence[tuple[str, int, int]], starts: Mapping[int, time]
) -> list[Problem]:
    out = []
    for name, count in Counter(name for name, _, _ in phases).items():
        if count > 1:
            text = gettext("this phase is named more than once.")
            out.append(Problem(name, text, gettext("Name each once.")))
    for name, _, minutes in phases:
        if minutes < 1:
            out.append(_no_length(name, minutes))
    for day in sorted({day for _, day, _ in phases} - set(starts)):
        text = gettext("it has no start.")
        out.append(Problem(_day(day), text, gettext("Say when this day begins.")))
    return out


def _odd_breaks(phases: Sequence[tuple[str, int, int]], breaks: Sequence[Break]) -> list[Problem]:
    out = []
    day_of = {name: day for name, day, _ in phases}
    for one in breaks:
        if one.after not in day_of:
            text = gettext("the break comes after no phase: {name}.").format(name=one.after)
            out.append(Problem(_day(one.day), text, did_you_mean(one.after, day_of)))
        elif day_of[one.after] != one.day:
            text = gettext("the break comes after {name}, which is held on day {day}.")
            mend = gettext("Move the break to that day.")
            text = text.format(name=one.after, day=day_of[one.after])
            out.append(Problem(_day(one.day), text, mend))
        if one.minutes < 1:
            out.append(_no_length(one.after, one.minutes))
    for (day, name), count in Counter((one.day, one.after) for one in breaks).items():
        if count > 1:
            text = gettext("there is more than one break after {name}.").format(name=name)
            out.append(Problem(_day(day), text, gettext("Make one break of them.")))
    return out


def _no_length(name: str, minutes: int) -> Problem:
    text = gettext("it cannot last {minutes} minutes.").format(minutes=minutes)
    return Problem(name, text, gettext("Give at least 1 minute."))


def _too_long(day: int, end: int) -> Problem:
    text = gettext("it would not end before midnight: {count} minutes too many.")
    mend = gettext("Begin earlier, shorten a phase, or move one to another day.")
    return Problem(_day(day), text.format(count=end - DAY + 1), mend)


def _day(day: int) -> str:
    return gettext("day {day}").format(day=day)
