"""Is an arrangement what it says? Judged from companies and wishes alone, in plain loops.

Nothing is taken over from what made the arrangement: a mistake there is not repeated here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from territoria.act.companies import Company, Wish
from territoria.act.matchmaking.result import Arrangement, Meeting, Pin


@dataclass(frozen=True)
class Judgement:
    """``faults``: a sentence for each, none where the arrangement holds; ``value``: counted again."""

    faults: tuple[str, ...]
    value: int

    @property
    def holds(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


def judge_arrangement(
    arrangement: Arrangement,
    companies: Sequence[Company],
    wishes: Sequence[Wish],
    *,
    slots: int,
    tables: int,
    pins: Sequence[Pin] = (),
    forbidden: Collection[tuple[str, str]] = (),
    past: Collection[tuple[str, str]] = (),
    absent: Collection[str] = (),
    closed: Collection[int] = (),
) -> Judgement:
    """Judge an arrangement by what it was asked to keep; the arguments are those of the asking.

    Clashes, absence, tables, booths, pins, consent, meetings twice, every wish told, the value and
    the bound, and the holes.
    """
    worth = _worth(wishes)
    faults = [
        *judge_meetings(
            arrangement.meetings,
            companies,
            wishes,
            slots=slots,
            tables=tables,
            pins=pins,
            forbidden=forbidden,
            past=past,
            absent=absent,
            closed=closed,
        ),
        *_all_told(arrangement, wishes),
        *_weights(arrangement.meetings, worth),
        *_holes(arrangement, companies, closed),
    ]
    value = sum(worth.get(frozenset((m.a, m.b)), 0) for m in arrangement.meetings)
    if value != arrangement.value:
        faults.append(f"the value is {value}, not {arrangement.value}")
    if value > arrangement.bound:
        faults.append(f"the value {value} is above the bound {arrangement.bound}")
    if arrangement.proven != (arrangement.value == arrangement.bound):
        faults.append("proven is said where value and bound differ, or not where they are equal")
    return Judgement(tuple(faults), value)


def judge_meetings(
    meetings: Sequence[Meeting],
    companies: Sequence[Company],
    wishes: Sequence[Wish],
    *,
    slots: int,
    tables: int,
    pins: Sequence[Pin] = (),
    forbidden: Collection[tuple[str, str]] = (),
    past: Collection[tuple[str, str]] = (),
    absent: Collection[str] = (),
    closed: Collection[int] = (),
) -> tuple[str, ...]:
    """Whether meetings can be held, whatever they are worth: clashes, absence, tables, booths, pins,
    consent, meetings twice; a sentence for each fault.
    """
    standing = [pin for pin in pins if pin.a not in absent and pin.b not in absent]
    return (
        *_clashes(meetings),
        *_presence(meetings, companies, slots, standing, absent, closed),
        *_seats(meetings, companies, tables),
        *_pins(meetings, standing),
        *_consent(meetings, wishes, forbidden, past),
    )


def _clashes(meetings: Sequence[Meeting]) -> list[str]:
    faults = []
    busy: set[tuple[str, int]] = set()
    tables: set[tuple[int, int]] = set()
    pairs: set[frozenset[str]] = set()
    for m in meetings:
        for name in (m.a, m.b):
            if (name, m.slot) in busy:
                faults.append(f"{name} has two meetings in slot {m.slot}")
            busy.add((name, m.slot))
        if (m.table, m.slot) in tables:
            faults.append(f"table {m.table} has two meetings in slot {m.slot}")
        tables.add((m.table, m.slot))
        if frozenset((m.a, m.b)) in pairs:
            faults.append(f"{m.a} and {m.b} meet twice")
        pairs.add(frozenset((m.a, m.b)))
    return faults


def _presence(
    meetings: Sequence[Meeting],
    companies: Sequence[Company],
    slots: int,
    pins: Sequence[Pin],
    absent: Collection[str],
    closed: Collection[int],
) -> list[str]:
    faults = []
    away = {company.id: company.away for company in companies}
    pinned = {(frozenset((pin.a, pin.b)), pin.slot) for pin in pins}
    for m in meetings:
        if not 1 <= m.slot <= slots:
            faults.append(f"there is no slot {m.slot}")
        if m.slot in closed and (frozenset((m.a, m.b)), m.slot) not in pinned:
            faults.append(f"{m.a} and {m.b} meet in slot {m.slot}, which is closed")
        for name in (m.a, m.b):
            if name not in away or name in absent:
                faults.append(f"{name} does not come")
            elif m.slot in away[name]:
                faults.append(f"{name} is away in slot {m.slot}")
    return faults


def _seats(meetings: Sequence[Meeting], companies: Sequence[Company], tables: int) -> list[str]:
    faults = []
    booths = {company.id: company.booth for company in companies if company.booth is not None}
    for m in meetings:
        own = [booths[name] for name in (m.a, m.b) if name in booths]
        if not 1 <= m.table <= tables:
            faults.append(f"there is no table {m.table}")
        if own and m.table not in own:
            faults.append(f"{m.a} and {m.b} meet at table {m.table}, away from the booth")
        if not own and m.table in booths.values():
            faults.append(f"{m.a} and {m.b} meet at table {m.table}, the booth of others")
    return faults


def _pins(meetings: Sequence[Meeting], pins: Sequence[Pin]) -> list[str]:
    faults = []
    for pin in pins:
        found = [m for m in meetings if {m.a, m.b} == {pin.a, pin.b} and m.slot == pin.slot]
        if not found:
            faults.append(
                f"{pin.a} and {pin.b} do not meet in slot {pin.slot}, to which they are pinned"
            )
        elif pin.table is not None and found[0].table != pin.table:
            faults.append(f"{pin.a} and {pin.b} do not meet at table {pin.table}")
    return faults


def _consent(
    meetings: Sequence[Meeting],
    wishes: Sequence[Wish],
    forbidden: Collection[tuple[str, str]],
    past: Collection[tuple[str, str]],
) -> list[str]:
    answers: dict[frozenset[str], list[bool | None]] = {}
    for wish in wishes:
        answers.setdefault(frozenset((wish.asker, wish.asked)), []).append(wish.accepted)
    out = {frozenset(pair) for pair in (*forbidden, *past)}
    faults = []
    for m in meetings:
        given = answers.get(frozenset((m.a, m.b)), [])
        agreed = len(given) == 2 or True in given
        if not agreed or False in given:
            faults.append(f"{m.a} and {m.b} did not both agree")
        if frozenset((m.a, m.b)) in out:
            faults.append(f"{m.a} and {m.b} were not to meet")
    return faults


def _all_told(arrangement: Arrangement, wishes: Sequence[Wish]) -> list[str]:
    """Every pair with a wish stands once: among the meetings, or among the others with a reason."""
    asked = sorted({tuple(sorted((wish.asker, wish.asked))) for wish in wishes})
    pairs = [(m.a, m.b) for m in arrangement.meetings]
    pairs += [(left.a, left.b) for left in arrangement.unplaced]
    told = sorted(tuple(sorted(pair)) for pair in pairs)
    faults = [f"{u.a} and {u.b} have no reason" for u in arrangement.unplaced if not u.reason]
    return faults if asked == told else [*faults, "not every wish is told of once"]


def _worth(wishes: Sequence[Wish]) -> dict[frozenset[str], int]:
    """What a meeting of each pair weighs: the value of the wish; of two wishes, both and 2."""
    values: dict[frozenset[str], list[int]] = {}
    for wish in wishes:
        values.setdefault(frozenset((wish.asker, wish.asked)), []).append(wish.value)
    return {pair: sum(held) + 2 if len(held) == 2 else held[0] for pair, held in values.items()}


def _weights(meetings: Sequence[Meeting], worth: dict[frozenset[str], int]) -> list[str]:
    faults = []
    for m in meetings:
        counted = worth.get(frozenset((m.a, m.b)), 0)
        if m.weight != counted:
            faults.append(f"{m.a} and {m.b} weigh {counted}, not {m.weight}")
    return faults


def _holes(
    arrangement: Arrangement, companies: Sequence[Company], closed: Collection[int]
) -> list[str]:
    holes = waiting = 0
    held: dict[str, list[int]] = {company.id: [] for company in companies}
    for m in arrangement.meetings:
        for name in (m.a, m.b):
            held.setdefault(name, []).append(m.slot)
    for company in companies:
        slots = held[company.id]
        idle = [
            slot
            for slot in range(min(slots, default=0), max(slots, default=0))
            if slot not in slots and slot not in company.away and slot not in closed
        ]
        holes += len(idle)
        waiting += bool(idle)
    if (holes, waiting) == (arrangement.holes, arrangement.waiting):
        return []
    return [f"there are {holes} holes in {waiting} days"]
