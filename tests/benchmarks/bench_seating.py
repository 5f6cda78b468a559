"""Groups for six slots of 120 people, judged, and once more after people did not come.

Collected by ``make bench`` only. Times go into the table at the end and are never asserted; that the
seats are proven and that an independent judge finds nothing is. Goals as docs/methods/groups.md quotes
them. The timetable is a plain greedy one: what is timed here is the seating alone.
"""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.table import Row, least, peak_of
from territoria.convene.timetable.event import Event, Person, Placement, Room, Timetable, Topic
from territoria.convene.timetable.judge_seating import judge_seating
from territoria.convene.timetable.reseat import reseat, without
from territoria.convene.timetable.seating import seat_people

PEOPLE, TOPICS, SLOTS, ROOMS, CITIES, THEMES = 120, 40, 6, 6, 30, 6
WIDE, TIGHT = (26,) * 6, (20,) * 6
UNEVEN, SHORT = (40, 30, 25, 15, 12, 8), (20, 18, 18, 18, 18, 18)
NO_SHOW = ("p003", "p050", "p077", "p101")


def wishes(seed: int, people: int, topics: int, clustered: bool) -> np.ndarray:
    """Interests 0 to 3: people like topics of their themes, or anything."""
    chance = np.random.default_rng(seed)
    if not clustered:
        return chance.integers(0, 4, (people, topics)).astype(np.int8)
    theme = chance.integers(0, THEMES, topics)
    likes = (chance.random((people, THEMES)) < 0.35)[:, theme]
    other = (chance.random((people, topics)) < 0.2) * chance.integers(1, 3, (people, topics))
    return np.where(likes, chance.integers(0, 4, (people, topics)), other).astype(np.int8)


def meeting(
    seed: int,
    seats: tuple[int, ...],
    *,
    clustered: bool = True,
    people: int = PEOPLE,
    topics: int = TOPICS,
    slots: int = SLOTS,
) -> tuple[Event, Timetable]:
    """An event, and topic after topic where it adds most to the liveliest interests."""
    told = wishes(seed, people, topics, clustered)
    chance = np.random.default_rng(seed + 100)
    host = chance.integers(0, people, topics)
    best = np.zeros((people, slots), dtype=np.int64)
    grid: list[list[int]] = [[] for _ in range(slots)]
    left = set(range(topics))
    while left and any(len(held) < len(seats) for held in grid):
        added = [
            (int((np.maximum(best[:, s], told[:, t]) - best[:, s]).sum()), -t, -s)
            for t in left
            for s in range(slots)
            if len(grid[s]) < len(seats) and host[t] not in host[grid[s]]
        ]
        if not added:
            break
        _, topic, slot = max(added)
        grid[-slot].append(-topic)
        best[:, -slot] = np.maximum(best[:, -slot], told[:, -topic])
        left.remove(-topic)
    homes = chance.integers(0, CITIES, people)
    event = Event(
        tuple(Person(f"p{n:03d}", f"c{homes[n]}") for n in range(people)),
        tuple(Topic(f"t{n:02d}", hosts=(f"p{host[n]:03d}",)) for n in range(topics)),
        tuple(f"s{n}" for n in range(slots)),
        tuple(Room(f"r{n}", count) for n, count in enumerate(seats)),
        told,
    )
    placements = tuple(
        Placement(f"t{topic:02d}", f"s{slot}", f"r{room}")
        for slot, held in enumerate(grid)
        for room, topic in enumerate(held)
    )
    return event, Timetable(placements, {}, int(best.sum()), 3 * people * slots, "greedy")


@pytest.mark.parametrize(
    ("name", "seats", "clustered", "goal"),
    [
        ("156 seats", WIDE, True, 0.5),
        ("156 seats, interests at random", WIDE, False, 0.5),
        ("120 seats", TIGHT, True, 0.5),
        ("130 seats, rooms of 8 to 40", UNEVEN, True, None),
        ("110 seats", SHORT, True, None),
    ],
)
def test_groups_for_six_slots_are_proven_and_hold(benchmark, tell, name, seats, clustered, goal):
    times = []
    for seed in range(1, 5):
        event, timetable = meeting(seed, seats, clustered=clustered)
        found = seat_people(event, timetable)
        assert judge_seating(event, timetable, found) == ()
        assert found.is_proven
        assert found.floor >= 0.75
        times.append(least(lambda held=(event, timetable): seat_people(*held), 2))
    event, timetable = meeting(1, seats, clustered=clustered)
    benchmark.pedantic(seat_people, args=(event, timetable), rounds=1)
    peak = peak_of(lambda: seat_people(event, timetable))
    job = f"groups 120 people, 6 × 6, {name}: slowest of 4"
    tell(Row(job, max(times), goal, peak=peak))


@pytest.mark.parametrize(("name", "seats"), [("156 seats", WIDE), ("110 seats", SHORT)])
def test_after_a_no_show_the_groups_hold_again(benchmark, tell, name, seats):
    event, timetable = meeting(1, seats)
    before = seat_people(event, timetable, picks={("p007", "s1"): None})
    here = without(event, NO_SHOW)

    def again():
        return reseat(event, timetable, before, absent=NO_SHOW)

    found = benchmark.pedantic(again, rounds=1)
    assert judge_seating(here, timetable, found.seating) == ()
    assert found.seating.is_proven
    job = f"  once more without 4, {name}: {len(found.moved)} moved"
    tell(Row(job, least(again, 3), 1.0))


def test_three_hundred_people(benchmark, tell):
    event, timetable = meeting(1, (39,) * 10, people=300, topics=80, slots=8)
    found = benchmark.pedantic(seat_people, args=(event, timetable), rounds=1)
    assert judge_seating(event, timetable, found) == ()
    assert found.is_proven
    seconds = least(lambda: seat_people(event, timetable), 1)
    tell(Row("groups 300 people, 8 × 10, 390 seats", seconds))
