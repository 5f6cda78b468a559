"""What cannot be arranged: places outside the day, and pins that contradict each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from territoria.act.companies import Company
from territoria.act.matchmaking.result import Pair, Pin, pair_of
from territoria.errors import Problem, did_you_mean
from territoria.speech import gettext


def outside(
    companies: Sequence[Company], slots: int, tables: int, closed: Collection[int]
) -> list[Problem]:
    """Slots in which a company is away, booths and closed slots that the day does not have."""
    found = []
    for company in companies:
        late = sorted(slot for slot in company.away if slot > slots)
        if late:
            found.append(_no_slot(_company(company.id), late[0], slots))
        if company.booth is not None and company.booth > tables:
            text = gettext("there is no table {table} for its booth.").format(table=company.booth)
            mend = gettext("There are {count} tables.").format(count=tables)
            found.append(Problem(_company(company.id), text, mend))
    found += [
        _no_slot(gettext("closed slots"), slot, slots)
        for slot in sorted(set(closed))
        if not 1 <= slot <= slots
    ]
    return found


def odd_pins(
    companies: Sequence[Company],
    weights: Mapping[Pair, int],
    slots: int,
    tables: int,
    pins: Sequence[Pin],
) -> list[Problem]:
    """Pins that name nobody, contradict each other, or stand where the day has no place."""
    found: list[Problem] = []
    by_id = {company.id: company for company in companies}
    booths = {c.booth for c in companies if c.booth is not None}
    busy: set[tuple[str, int]] = set()
    seated: set[tuple[int, int]] = set()
    walking: dict[int, int] = {}
    seen: set[Pair] = set()
    for pin in pins:
        strange = [name for name in (pin.a, pin.b) if name not in by_id]
        for name in strange:
            text = gettext("no such company: {name}.").format(name=name)
            found.append(Problem(_pin(pin), text, did_you_mean(name, by_id)))
        if strange:
            continue
        found += _odd_pair(pin, weights, slots, seen)
        found += _odd_time(pin, by_id, busy)
        own = {by_id[name].booth for name in (pin.a, pin.b)} - {None}
        walking[pin.slot] = walking.get(pin.slot, 0) + (not own)
        found += _odd_table(pin, own, booths, tables, seated)
    return found + [
        _too_many(slot, count)
        for slot, count in sorted(walking.items())
        if count > tables - len(booths)
    ]


def _odd_pair(pin: Pin, weights: Mapping[Pair, int], slots: int, seen: set[Pair]) -> list[Problem]:
    """A slot that is not there, a pair that is pinned already or did not agree."""
    found = []
    pair = pair_of(pin.a, pin.b)
    if not 1 <= pin.slot <= slots:
        found.append(_no_slot(_pin(pin), pin.slot, slots))
    if pair in seen:
        text = gettext("the two are pinned more than once.")
        found.append(Problem(_pin(pin), text, gettext("Keep one.")))
    elif pair not in weights:
        text = gettext("the two have no meeting that both want.")
        found.append(Problem(_pin(pin), text, gettext("Take the pin out.")))
    seen.add(pair)
    return found


def _odd_time(pin: Pin, by_id: Mapping[str, Company], busy: set[tuple[str, int]]) -> list[Problem]:
    """A company that is away in the slot, or pinned to somebody else."""
    found = []
    for name in pair_of(pin.a, pin.b):
        if pin.slot in by_id[name].away:
            text = gettext("{name} is away in this slot.").format(name=name)
            found.append(Problem(_pin(pin), text, gettext("Pin it to another slot.")))
        if (name, pin.slot) in busy:
            text = gettext("{name} is pinned to another meeting in this slot.").format(name=name)
            mend = gettext("Take one of the two pins out.")
            found.append(Problem(_pin(pin), text, mend))
        busy.add((name, pin.slot))
    return found


def _odd_table(
    pin: Pin,
    own: set[int | None],
    booths: set[int],
    tables: int,
    seated: set[tuple[int, int]],
) -> list[Problem]:
    """A table that is not there, belongs to others, or is taken."""
    if pin.table is None:
        return []
    mend = gettext("Pin it to another table, or only to the slot.")
    text = ""
    if not 1 <= pin.table <= tables:
        text = gettext("there is no table {table}.").format(table=pin.table)
    elif own and pin.table not in own:
        text = gettext("a company with a booth receives there.")
    elif not own and pin.table in booths:
        text = gettext("table {table} is the booth of another company.").format(table=pin.table)
    elif (pin.table, pin.slot) in seated:
        text = gettext("table {table} is pinned twice in this slot.").format(table=pin.table)
    seated.add((pin.table, pin.slot))
    return [Problem(_pin(pin), text, mend)] if text else []


def _too_many(slot: int, count: int) -> Problem:
    where = gettext("slot {slot}").format(slot=slot)
    text = gettext("more meetings are pinned to it than there are tables: {count}.")
    mend = gettext("Take pins out, or give more tables.")
    return Problem(where, text.format(count=count), mend)


def _no_slot(where: str, slot: int, slots: int) -> Problem:
    text = gettext("there is no slot {slot}.").format(slot=slot)
    mend = gettext("Slots are counted from 1, there are {count}.").format(count=slots)
    return Problem(where, text, mend)


def _company(name: str) -> str:
    return gettext("company {id}").format(id=name)


def _pin(pin: Pin) -> str:
    text = gettext("pin of {a} and {b} in slot {slot}")
    return text.format(a=pin.a, b=pin.b, slot=pin.slot)
