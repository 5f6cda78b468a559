"""The actions that people agreed on in waves: what stands when, what fits, what contradicts what.

Where somebody set a wave, it stands; where an action has a beginning or an end, that says the wave;
the others are packed like advice (``waves``): after what they wait for, into the first wave with room.
Nothing is moved in silence: what does not go together is a fault, for people to mend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from territoria.plan.waves import WAVES

MONTHS = 6  # of a half-year
HALVES = sum(halves for _, halves in WAVES)

Kind = Literal[
    "circle",
    "orphan",
    "before",
    "together",
    "apart",
    "late",
    "no room",
    "overload",
    "full half",
    "effort unknown",
]


@dataclass(frozen=True)
class Promise:
    """One action of a plan. ``effort`` in person-months, None: unknown; ``wave``: 1 to 3 where
    people set it.
    """

    id: str
    effort: float | None = None
    needs: tuple[str, ...] = ()
    wave: int | None = None
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Stretch:
    """A wave of the plan, from the first day to the day before ``ends``."""

    number: int
    halves: int
    begins: date
    ends: date
    capacity: float
    used: float
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """What does not go together. ``id``: of the action; ``other``: what it waits for; ``number``:
    the wave or half-year that is too full, or the wave that the dates say.
    """

    kind: Kind
    id: str = ""
    other: str = ""
    number: int = 0


@dataclass(frozen=True)
class Packed:
    """The plan in waves. ``loads``: person-months of each half-year; ``left_over``: without wave."""

    stretches: tuple[Stretch, ...]
    left_over: tuple[str, ...]
    loads: tuple[float, ...]
    faults: tuple[Fault, ...]

    def wave_of(self, promise: str) -> int | None:
        """The wave of an action, None where it found none."""
        return next((s.number for s in self.stretches if promise in s.ids), None)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def half_begins(begins: date) -> tuple[date, ...]:
    """The first day of each half-year of a plan, and the day after its last."""
    return tuple(months_after(begins, MONTHS * n) for n in range(HALVES + 1))


def wave_on(begins: date, day: date) -> int | None:
    """The wave a day lies in; 1 where it lies before the plan, None where after its last wave."""
    done = 0
    for number, (_, halves) in enumerate(WAVES, start=1):
        done += halves
        if day < months_after(begins, MONTHS * done):
            return number
    return None


def find_circle(needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Ids that wait for each other in a ring, the first one again at the end; empty: there is none."""
    clear: set[str] = set()
    for start in needs:
        way: list[str] = []
        trail = [(start, iter(needs.get(start, ())))]
        way.append(start)
        while trail:
            here, rest = trail[-1]
            following = next(rest, None)
            if following is None:
                clear.add(here)
                trail.pop()
                way.pop()
            elif following in way:
                return (*way[way.index(following) :], following)
            elif following not in clear:
                way.append(following)
                trail.append((following, iter(needs.get(following, ()))))
    return ()


def pack_promises(promises: Sequence[Promise], capacity: float, begins: date) -> Packed:
    """The actions in waves under ``capacity`` person-months a half-year; ties by the order given."""
    held = {p.id: p for p in promises}
    waves = {p.id: _told(p, begins) for p in promises}
    room = [capacity * halves for _, halves in WAVES]
    for p in promises:
        if (told := waves[p.id]) is not None:
            room[told - 1] -= p.effort or 0.0
    for p in _in_turn(held):
        if waves[p.id] is None and p.begins is None:  # those that end have their wave
            waves[p.id] = _first_with_room(p, waves, held, room)
    loads = _loads(promises, waves, begins)
    stretches = _stretches(promises, waves, capacity, begins)
    return Packed(
        stretches=stretches,
        left_over=tuple(p.id for p in promises if waves[p.id] is None),
        loads=loads,
        faults=tuple(_faults(held, waves, stretches, loads, capacity, begins)),
    )


def _told(p: Promise, begins: date) -> int | None:
    """The wave that people told: by number, by its beginning, else by its end."""
    if p.wave is not None:
        return min(max(p.wave, 1), len(WAVES))
    if p.begins is not None:
        return wave_on(begins, p.begins)
    return None if p.ends is None else wave_on(begins, p.ends) or len(WAVES)


def _in_turn(held: Mapping[str, Promise]) -> list[Promise]:
    """Each after what it waits for, else in the order given; a circle is broken at its first."""
    waits = {i: {n for n in p.needs if n in held} for i, p in held.items()}
    turn = []
    while waits:
        chosen = next((i for i, firsts in waits.items() if not firsts), next(iter(waits)))
        del waits[chosen]
        for firsts in waits.values():
            firsts.discard(chosen)
        turn.append(held[chosen])
    return turn


def _first_with_room(
    p: Promise, waves: Mapping[str, int | None], held: Mapping[str, Promise], room: list[float]
) -> int | None:
    """The first wave after what it waits for that has room, which it takes; None: there is none."""
    firsts = [waves[n] for n in p.needs if n in held and n != p.id]
    if None in firsts:
        return None
    earliest = max((w + 1 for w in firsts if w is not None), default=1)
    for number in range(earliest, len(WAVES) + 1):
        if (p.effort or 0.0) <= room[number - 1]:
            room[number - 1] -= p.effort or 0.0
            return number
    return None


def _stretches(
    promises: Sequence[Promise], waves: Mapping[str, int | None], capacity: float, begins: date
) -> tuple[Stretch, ...]:
    found, done = [], 0
    for number, (_, halves) in enumerate(WAVES, start=1):
        inside = [p for p in promises if waves[p.id] == number]
        found.append(
            Stretch(
                number=number,
                halves=halves,
                begins=months_after(begins, MONTHS * done),
                ends=months_after(begins, MONTHS * (done + halves)),
                capacity=capacity * halves,
                used=sum(p.effort or 0.0 for p in inside),
                ids=tuple(p.id for p in inside),
            )
        )
        done += halves
    return tuple(found)


def _loads(
    promises: Sequence[Promise], waves: Mapping[str, int | None], begins: date
) -> tuple[float, ...]:
    """Person-months of each half-year: by the days of dated actions, else evenly over the wave."""
    edges = half_begins(begins)
    loads = [0.0] * HALVES
    for p in promises:
        if not p.effort:
            continue
        if p.begins and p.ends:
            days = (p.ends - p.begins).days + 1
            for half in range(HALVES):
                inside = (min(p.ends.toordinal() + 1, edges[half + 1].toordinal())) - max(
                    p.begins.toordinal(), edges[half].toordinal()
                )
                loads[half] += p.effort * max(inside, 0) / days
        elif (wave := waves[p.id]) is not None:
            first = sum(halves for _, halves in WAVES[: wave - 1])
            halves = WAVES[wave - 1][1]
            for half in range(first, first + halves):
                loads[half] += p.effort / halves
    return tuple(loads)


def _faults(
    held: Mapping[str, Promise],
    waves: Mapping[str, int | None],
    stretches: Sequence[Stretch],
    loads: Sequence[float],
    capacity: float,
    begins: date,
) -> list[Fault]:
    found = []
    circle = find_circle({i: p.needs for i, p in held.items()})
    if circle:
        found.append(Fault("circle", circle[0], circle[-2]))
    for p in held.values():
        found += [Fault("orphan", p.id, n) for n in p.needs if n not in held]
        found += [f for n in p.needs if n in held and (f := _order_of(p, held[n], waves))]
        found += _own_faults(p, waves[p.id], begins)
    slack = 1e-9
    over = [s for s in stretches if s.used > s.capacity + slack]
    found += [Fault("overload", number=s.number) for s in over]
    crowded = {s.number for s in over}
    for half, load in enumerate(loads):
        if load > capacity + slack and _wave_of_half(half) not in crowded:
            found.append(Fault("full half", number=half + 1))
    return found


def _own_faults(p: Promise, wave: int | None, begins: date) -> list[Fault]:
    """What is wrong with an action whatever the others are."""
    found = []
    dated = wave_on(begins, p.begins) if p.begins else None
    if p.wave is not None and p.begins and dated != p.wave:
        found.append(Fault("apart", p.id, number=dated or 0))
    if wave is None:
        found.append(Fault("late" if p.begins else "no room", p.id))
    if p.effort is None:
        found.append(Fault("effort unknown", p.id))
    return found


def _order_of(p: Promise, first: Promise, waves: Mapping[str, int | None]) -> Fault | None:
    """Whether an action begins before what it waits for is done."""
    if p.begins and first.ends:
        return Fault("before", p.id, first.id) if p.begins <= first.ends else None
    mine, theirs = waves[p.id], waves[first.id]
    if mine is None or (theirs is not None and theirs < mine):
        return None
    return Fault("together" if mine == theirs else "before", p.id, first.id)


def _wave_of_half(half: int) -> int:
    done = 0
    for number, (_, halves) in enumerate(WAVES, start=1):
        done += halves
        if half < done:
            return number
    return len(WAVES)
