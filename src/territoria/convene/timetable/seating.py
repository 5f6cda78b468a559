"""Groups of a BarCamp: for every slot of a timetable, who sits in which topic.

Each slot is a flow of its own and its best seats are exact; then the floor is raised over all slots
(see ``flow`` and ``floor``). Nothing here fails because a wish cannot be met: what has to give way
does so in a stated order, as little as can be, and is told in a sentence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.convene.timetable.duties import Duties, Hall, check_picks, duties_of, hall_of
from territoria.convene.timetable.event import LEAST, MOST_OF_CITY, Event, Timetable
from territoria.convene.timetable.floor import Raised, ideals_of, interest_got, raise_floor
from territoria.convene.timetable.flow import Floats, Integers, SlotFlow, slot_flow
from territoria.convene.timetable.given_way import notes_of, why_out
from territoria.convene.timetable.programme import solve
from territoria.convene.timetable.seated import STEPS, Picks, Seat, Seating
from territoria.errors import MethodError, Problem
from territoria.speech import gettext

NONE: Mapping[Seat, str | None] = {}
HALF = 0.5


@dataclass(frozen=True)
class Rules:
    """What holds for every group, and the seed that tells equals apart."""

    least: int = LEAST
    most_of_city: int = MOST_OF_CITY
    seed: int = 1


def seat_people(
    event: Event,
    timetable: Timetable,
    *,
    picks: Picks = NONE,
    highest_floor: float = 1.0,
    least: int = LEAST,
    most_of_city: int = MOST_OF_CITY,
    seed: int = 1,
) -> Seating:
    """Who sits in which topic, in every slot.

    Hosts sit in their own topics, seats given by hand (``picks``: (person, slot) → topic, None: sits
    out) hold, everybody present has a seat while there are seats, groups have ``least`` people and
    not more than ``most_of_city`` of one city. Among all such seatings one with the highest floor,
    in steps of 0.05 up to ``highest_floor``; and among those the one worth the most: Σ interest + 0.3
    for each city in each group. The order in which people and topics are named changes nothing.

    Where this cannot be, the least size gives way first, then the cap on a city, at last somebody
    stands out; each as little as can be, told in ``notes``.
    DataError: the timetable or a pick names what the event does not have. MethodError: a floor
    outside 0..1, a size or cap below 1.
    """
    _check(highest_floor, least, most_of_city)
    check_picks(event, picks)
    rules, hall = Rules(least, most_of_city, seed), hall_of(event, timetable)
    duties = duties_of(event, hall, picks)
    flows, chosen = [], []
    for flow in flows_of(event, hall, duties, rules):
        kept, x = best_of(flow, flow.aim(unit_of(event)))
        flows.append(kept)
        chosen.append(x)
    highest = math.floor(STEPS * highest_floor + 1e-9)
    return seating_of(event, hall, duties, rules, picks, flows, chosen, highest)


def flows_of(event: Event, hall: Hall, duties: Duties, rules: Rules) -> list[SlotFlow]:
    """The flow of each slot in which somebody may sit."""
    flows = []
    for slot, held in hall.held.items():
        settled = {p: topic for (p, s), topic in duties.settled.items() if s == slot}
        flow = slot_flow(
            event,
            slot,
            held,
            settled,
            least=rules.least,
            most_of_city=rules.most_of_city,
            seed=rules.seed,
        )
        if flow is not None:
            flows.append(flow)
    return flows


def unit_of(event: Event) -> int:
    """More than all drawn fractions together: a tenth of a point stands above every draw."""
    return len(event.people) * len(event.slots) + 1


def best_of(flow: SlotFlow, aim: Floats) -> tuple[SlotFlow, Floats]:
    """The flow with no more slack than it needs, and its best corner."""
    kept = flow.closed(*flow.slack)
    found = solve(kept.rules, aim)
    if found is None:
        kept = flow.relaxed()
        found = solve(kept.rules, aim)
    assert found is not None  # what is relaxed is not empty
    return kept, found


def seating_of(
    event: Event,
    hall: Hall,
    duties: Duties,
    rules: Rules,
    picks: Picks,
    flows: Sequence[SlotFlow],
    chosen: Sequence[Floats],
    highest: int,
) -> Seating:
    """Raise the floor, and tell what came of it. ``chosen``: the best columns without a floor."""
    ideal, unit = ideals_of(event, hall, duties.settled), unit_of(event)
    raised = raise_floor(flows, chosen, ideal, aim=lambda flow: flow.aim(unit), highest=highest)
    seats = _seats(event, flows, raised.chosen)
    got = interest_got(flows, raised.chosen, len(event.people))
    shares = {
        one.id: int(got[n]) / int(ideal[n]) for n, one in enumerate(event.people) if ideal[n] > 0
    }
    interest, cities, mixed = _told(event, seats, got)
    before, after = (_tenths(flows, each) for each in (chosen, raised.chosen))
    return Seating(
        seats=seats,
        out=why_out(event, hall, duties.settled, seats),
        picks=dict(picks),
        interest=interest,
        cities=cities,
        bound=(after if raised.is_best else before) / 10,
        floor=raised.step / STEPS,
        is_highest_floor=_is_highest(raised, highest),
        fair_cost=(before - after) / 10,
        shares=shares,
        mixed=mixed,
        notes=(
            *duties.notes,
            *notes_of(event, hall, duties.settled, seats, shares, rules.least, rules.most_of_city),
        ),
        least=rules.least,
        most_of_city=rules.most_of_city,
    )


def _is_highest(raised: Raised, highest: int) -> bool:
    return raised.is_highest and (raised.step < highest or raised.step == STEPS)


def _seats(event: Event, flows: Sequence[SlotFlow], chosen: Sequence[Floats]) -> dict[Seat, str]:
    seats = {}
    for flow, x in zip(flows, chosen, strict=True):
        for arc in np.flatnonzero(x[: len(flow.person)] > HALF):
            seats[event.people[flow.person[arc]].id, flow.slot] = flow.topics[flow.topic[arc]]
    return seats


def _tenths(flows: Sequence[SlotFlow], chosen: Sequence[Floats]) -> int:
    """The value in tenths of a point."""
    return sum(round(float(f.worth @ np.rint(x))) for f, x in zip(flows, chosen, strict=True))


def _told(event: Event, seats: Mapping[Seat, str], got: Integers) -> tuple[int, int, float]:
    """The interest, the different cities of all groups, and how mixed the groups are."""
    city = {person.id: person.city for person in event.people}
    groups: dict[tuple[str, str], list[str]] = {}
    for (person, slot), topic in seats.items():
        if city[person]:
            groups.setdefault((slot, topic), []).append(city[person])
    shares = [len(set(homes)) / len(homes) for homes in groups.values()]
    cities = sum(len(set(homes)) for homes in groups.values())
    return int(got.sum()), cities, math.fsum(shares) / len(shares) if shares else 0.0


def _check(highest_floor: float, least: int, most_of_city: int) -> None:
    if not 0 <= highest_floor <= 1:
        text = gettext("a floor is a share from 0 to 1.")
        raise MethodError(Problem("highest_floor", text, gettext("Give 0.75 for three quarters.")))
    if least < 1 or most_of_city < 1:
        text = gettext("a group has at least one person, and a city at least one in it.")
        raise MethodError(Problem("groups", text, gettext("Give at least 1.")))
