"""The timetable of a BarCamp: 120 people, 40 topics, six slots of six rooms, proven the best.

Collected by ``make bench`` only. Times go into the table at the end and are never asserted; that the
best is proven and that every timetable is judged clean is. *Clustered*: people and topics have themes,
55 of 100 interests are 0; *uniform*: 0 to 3 alike. Goals as docs/methods/timetable.md quotes them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.table import Row, least, once, process_peak
from territoria.convene.timetable.event import Event, Person, Pin, Room, Topic
from territoria.convene.timetable.judge import judge_timetable
from territoria.convene.timetable.make import make_timetable

CITIES, THEMES = 30, 8
SIZES = (6, 5, 4, 3, 2, 2, 1, 1)
SEEDS = (1, 2, 3, 4)
MINIS = ((40, 12, 3, 4), (60, 18, 4, 4), (80, 24, 4, 5))


def barcamp(seed: int, people=120, topics=40, slots=6, rooms=6, *, clustered: bool = True) -> Event:
    """A meeting where each topic has a host who wants it most."""
    chance = np.random.default_rng(seed)
    said = _clustered if clustered else _uniform
    interests = said(chance, people, topics).astype(np.int8)
    hosts = chance.permutation(people)[:topics]
    interests[hosts, np.arange(topics)] = 3
    return Event(
        people=tuple(Person(f"p{n}", f"city {n % CITIES}") for n in range(people)),
        topics=tuple(Topic(f"t{n}", f"Topic {n}", (f"p{h}",)) for n, h in enumerate(hosts)),
        slots=tuple(f"s{n}" for n in range(slots)),
        rooms=tuple(Room(f"r{n}", 15 + 5 * n) for n in range(rooms)),
        interests=interests,
    )


def _uniform(chance: np.random.Generator, people: int, topics: int) -> np.ndarray:
    return chance.integers(0, 4, (people, topics))


def _clustered(chance: np.random.Generator, people: int, topics: int) -> np.ndarray:
    """How near people are to a topic's theme, cut where 55, 75 and 90 of 100 lie below; some themes
    have many topics and some topics draw everybody, so that a wall filled by votes does badly.
    """
    likes = chance.random((people, THEMES)) ** 5
    about = 0.9 * np.eye(THEMES)[chance.choice(THEMES, topics, p=np.array(SIZES) / sum(SIZES))]
    about += 0.1 * chance.random((topics, THEMES))
    near = likes @ about.T
    near = (near - near.mean()) / near.std() + chance.normal(0, 0.6, topics)
    near += chance.normal(0, 0.25, near.shape)
    return np.searchsorted(np.quantile(near, [0.55, 0.75, 0.9]), near)


def by_votes(event: Event) -> int:
    """What a wall is worth that is filled row by row, the topics with most interest first."""
    votes = event.values.sum(axis=0, dtype=int)
    order = np.argsort(-votes, kind="stable")
    each, total = len(event.rooms), 0
    for slot in range(len(event.slots)):
        inside = order[slot * each : (slot + 1) * each]
        served = event.values[:, inside].max(axis=1).astype(int)
        for place, topic in enumerate(inside):
            for host in event.topics[topic].hosts:
                served[int(host[1:])] = event.values[int(host[1:]), inside[place]]
        total += int(served.sum())
    return total


@pytest.mark.parametrize("clustered", [True, False], ids=["clustered", "uniform"])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_is_proven(seed, clustered, tell):
    event = barcamp(seed, clustered=clustered)
    found, seconds = once(lambda: make_timetable(event, seed=seed))
    assert judge_timetable(event, found) == ()
    assert found.proven
    name = f"timetable 120/40/6×6 {'clustered' if clustered else 'uniform'} {seed}: {found.value}"
    tell(Row(name, seconds, 20.0, peak=process_peak(), traced=False))
    wall = by_votes(event)
    tell(Row(f"  a wall filled by votes: {wall} ({wall / found.value:.1%})", 0.0))
    for effort, goal in (("first", 0.1), ("quick", 3.0)):
        answer = make_timetable(event, seed=seed, effort=effort)
        assert judge_timetable(event, answer) == ()
        took = least(lambda: make_timetable(event, seed=seed, effort=effort), 1)  # noqa: B023
        share = answer.value / found.value
        assert share >= {"first": 0.985, "quick": 0.995}[effort]
        tell(Row(f"  {effort}: {answer.value} ({share:.1%})", took, goal))


@pytest.mark.parametrize("size", MINIS, ids=str)
@pytest.mark.parametrize("clustered", [True, False], ids=["clustered", "uniform"])
def test_a_small_one_is_proven_at_once(size, clustered, tell):
    event = barcamp(1, *size, clustered=clustered)
    found, seconds = once(lambda: make_timetable(event))
    assert judge_timetable(event, found) == ()
    assert found.proven
    tell(Row(f"timetable {size} {'clustered' if clustered else 'uniform'}", seconds, 1.5))


def test_slots_that_differ_are_proven_too(tell):
    event, chance = barcamp(1), np.random.default_rng(5)
    people = tuple(
        replace(person, away=frozenset({f"s{chance.integers(0, 6)}"}))
        if chance.random() < 0.3
        else person
        for person in event.people
    )
    event = replace(event, people=people, pins=(Pin("t1", "", "r0"), Pin("t2", "", "r0")))
    found, seconds = once(lambda: make_timetable(event))
    assert judge_timetable(event, found) == ()
    assert found.proven
    tell(
        Row(
            "  with people away, six kinds of slots",
            seconds,
            20.0,
            peak=process_peak(),
            traced=False,
        )
    )


def test_a_large_one_has_a_bound(tell):
    event = barcamp(1, 300, 80, 8, 10)
    found, seconds = once(lambda: make_timetable(event))
    assert judge_timetable(event, found) == ()
    tell(Row(f"timetable 300/80/8×10: gap {found.gap:.1%}", seconds, 20.0))
