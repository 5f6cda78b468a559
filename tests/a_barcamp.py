"""A BarCamp inside a working meeting: topics, interests, two spaces, a timetable that people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from a_meeting import Meet, a_meeting
from territoria_web.convene.models import Attendee, Interest, Space, TimetableVersion, Topic
from territoria_web.convene.services.timetables import ask_for_timetable
from territoria_web.jobs.worker import work_once
from territoria_web.people.models import User

ORIGIN = "https://meet.example"
TITLES = ("Keeping talent", "Empty shops", "Data of buses", "Skills for founders", "Repair cafés")


@dataclass(frozen=True)
class Camp:
    """A meeting with its topics, the n-th asked for by its n-th person."""

    meet: Meet
    topics: tuple[Topic, ...]

    @property
    def people(self) -> tuple[Attendee, ...]:
        """Those who registered, with phones."""
        return self.meet.people

    @property
    def office(self) -> User:
        """Somebody of the office."""
        return self.meet.network.office


def a_barcamp(
    *, people: int = 6, topics: int = 3, spaces: int = 2, seats: int = 10, **fields: Any
) -> Camp:
    """Everybody wants the topic of their neighbour most; groups of two are enough."""
    meet = a_meeting(people=people, **{"least": 2, **fields})
    for number in range(1, spaces + 1):
        Space.objects.create(meeting=meet.row, number=number, name=f"Space {number}", seats=seats)
    made = tuple(
        Topic.objects.create(meeting=meet.row, title=TITLES[n], asker=meet.people[n])
        for n in range(topics)
    )
    Interest.objects.bulk_create(
        Interest(topic=topic, attendee=person, value=3 if t == (n + 1) % topics else 1)
        for n, person in enumerate(meet.people)
        for t, topic in enumerate(made)
        if t != n
    )
    return Camp(meet, made)


def a_draft(camp: Camp) -> TimetableVersion:
    """A timetable worked out by the job, as a draft."""
    ask_for_timetable(by=camp.office, meeting=camp.meet.row)
    assert work_once("tests")
    return camp.meet.row.timetables.order_by("-number")[0]


def a_timetable(camp: Camp, *, published: bool = True) -> TimetableVersion:
    """A timetable made by hand: the topics in their order from slot to slot; whoever asked sits in
    theirs, the others in the first of each slot.
    """
    spaces = camp.meet.row.spaces.count()
    places = [
        {"topic": topic.pk, "slot": n // spaces + 1, "space": n % spaces + 1}
        for n, topic in enumerate(camp.topics)
    ]
    own = {topic.pk: topic.asker_id for topic in camp.topics}
    seats: dict[str, dict[str, int]] = {}
    for slot in dict.fromkeys(one["slot"] for one in places):
        held = [one["topic"] for one in places if one["slot"] == slot]
        seats[str(slot)] = {
            str(person.pk): next((t for t in held if own[t] == person.pk), held[0])
            for person in camp.people
        }
    return TimetableVersion.objects.create(
        meeting=camp.meet.row,
        number=1,
        placements=places,
        seats=seats,
        value=20,
        bound=20,
        floor=0.8,
        published=timezone.now() if published else None,
    )
