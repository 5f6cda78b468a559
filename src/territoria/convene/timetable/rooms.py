"""Which topic of a slot sits in which room: the more people want it, the more seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from territoria.convene.timetable.event import Event


def demand_of(event: Event, slot: str, topics: Sequence[str]) -> dict[str, float]:
    """How many people are expected at each of the topics of a slot.

    Hosts are at their own. Everybody else who is there goes to what they like best; where they like
    several best they count for each in equal parts, so those who like none are spread over all.
    """
    place = {topic.id: n for n, topic in enumerate(event.topics)}
    hosts = {h: t for t in topics for h in event.topics[place[t]].hosts}
    out = dict.fromkeys(topics, 0.0)
    values = event.values
    for n, person in enumerate(event.people):
        if slot in person.away or not topics:
            continue
        best = [hosts[person.id]] if person.id in hosts else _liked_best(values[n], topics, place)
        for topic in best:
            out[topic] += 1 / len(best)
    return out


def _liked_best(
    liked: np.ndarray[tuple[int, ...], np.dtype[np.int8]],
    topics: Sequence[str],
    place: Mapping[str, int],
) -> list[str]:
    most = max(liked[place[t]] for t in topics)
    return [t for t in topics if liked[place[t]] == most]


def assign_rooms(event: Event, slot: str, topics: Sequence[str]) -> dict[str, str]:
    """Topic → room in a slot, exactly.

    First as few people as possible are without a seat, then the more are expected, the more seats.
    What a topic needs is there, closed rooms stay empty, pins hold. ValueError where that cannot be.
    """
    from scipy.optimize import linear_sum_assignment

    if not topics:
        return {}
    demand = demand_of(event, slot, topics)
    pinned = {pin.topic: pin.room for pin in event.pins if pin.room}
    needs = {topic.id: topic.needs for topic in event.topics}
    seats = np.array([room.seats for room in event.rooms], dtype=np.float64)
    wanted = np.array([demand[t] for t in topics])[:, None]
    standing = np.maximum(wanted - seats, 0)
    cost = standing * (1 + len(event.people) * seats.max()) - wanted * seats
    for n, topic in enumerate(topics):
        for r, room in enumerate(event.rooms):
            other = pinned.get(topic, room.id) != room.id
            if other or slot in room.closed or not needs[topic] <= room.features:
                cost[n, r] = np.inf
    rows, chosen = linear_sum_assignment(cost)
    return {topics[n]: event.rooms[r].id for n, r in zip(rows, chosen, strict=True)}
