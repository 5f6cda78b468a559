"""Topics of a BarCamp: those that stand, what was joined into them, and who said what about them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, Interest, Topic, Twins, WorkingMeeting

FEWEST_TOLD = 5  # people behind a figure that everybody reads


@dataclass(frozen=True)
class StandingTopic:
    """A topic that people choose among, with those joined into it. ``said``: attendee → interest, of
    several the larger.
    """

    row: Topic
    joined: tuple[Topic, ...]
    said: Mapping[int, int]

    @cached_property
    def hosts(self) -> tuple[Attendee, ...]:
        """Whoever asked for it, and for what was joined into it: those who come."""
        askers = [one.asker for one in (self.row, *self.joined) if one.asker and comes(one.asker)]
        return tuple({asker.pk: asker for asker in askers}.values())

    @property
    def interested(self) -> int:
        """How many would perhaps come, or more."""
        return sum(value > 0 for value in self.said.values())

    @property
    def points(self) -> int:
        """The sum of the interest."""
        return sum(self.said.values())

    @property
    def told(self) -> int | None:
        """How many are interested, for everybody to read; None below five."""
        return self.interested if self.interested >= FEWEST_TOLD else None

    @property
    def about_fives(self) -> int:
        """The same rounded down to fives, while people choose: no single one can be watched."""
        return self.interested // FEWEST_TOLD * FEWEST_TOLD

    def hosted_by(self, person: Attendee) -> bool:
        """Whether somebody asked for it, or for what was joined into it."""
        return any(one.asker_id == person.pk for one in (self.row, *self.joined))


def comes(person: Attendee) -> bool:
    """Whether somebody is there, or is still expected."""
    return person.state in (Attendee.State.REGISTERED, Attendee.State.PRESENT)


def coming(meeting: WorkingMeeting) -> QuerySet[Attendee]:
    """Those who are there or still expected, in the order in which they registered."""
    states = (Attendee.State.REGISTERED, Attendee.State.PRESENT)
    return meeting.attendees.filter(state__in=states).order_by("pk")


def shown_as(person: Attendee | None) -> str:
    """How others read of somebody: by name only where they agreed to it."""
    if person is None:
        return _("the office")
    if person.may_be_named and person.name:
        return f"{person.name} ({person.city})" if person.city else person.name
    if person.city:
        return _("somebody from %(city)s") % {"city": person.city}
    return _("somebody here")


def standing_topics(meeting: WorkingMeeting) -> tuple[StandingTopic, ...]:
    """The topics that people choose among, in the order in which they came."""
    rows = list(meeting.topics.filter(state=Topic.State.PROPOSED).select_related("asker"))
    said = _said_by_topic(meeting)
    joined: dict[int, list[Topic]] = {}
    for row in rows:
        if row.merged_into_id is not None:
            joined.setdefault(row.merged_into_id, []).append(row)
    return tuple(
        StandingTopic(
            row,
            tuple(joined.get(row.pk, ())),
            _larger(said.get(one.pk, {}) for one in (row, *joined.get(row.pk, ()))),
        )
        for row in rows
        if row.merged_into_id is None
    )


def _said_by_topic(meeting: WorkingMeeting) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    rows = Interest.objects.filter(topic__meeting=meeting, attendee__in=coming(meeting))
    for topic, person, value in rows.values_list("topic_id", "attendee_id", "value"):
        found.setdefault(topic, {})[person] = value
    return found


def _larger(each: Iterable[Mapping[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for held in each:
        for person, value in held.items():
            found[person] = max(value, found.get(person, 0))
    return found


def to_choose(
    person: Attendee, topics: Iterable[StandingTopic] | None = None
) -> list[StandingTopic]:
    """The topics that others asked for, those that fewest have seen first; equals in an order that
    differs from person to person and stays the same for each.
    """
    held = standing_topics(person.meeting) if topics is None else topics
    others = [one for one in held if not one.hosted_by(person)]
    return sorted(others, key=lambda one: (len(one.said), _turn(person, one.row)))


def not_said(person: Attendee) -> list[StandingTopic]:
    """Those of them on which somebody has said nothing yet."""
    return [one for one in to_choose(person) if person.pk not in one.said]


def _turn(person: Attendee, topic: Topic) -> bytes:
    return hashlib.sha256(person.public_id.bytes + topic.public_id.bytes).digest()


def own_topics(person: Attendee) -> QuerySet[Topic]:
    """What somebody proposed, also where it was withdrawn, hidden or joined."""
    return Topic.objects.filter(asker=person).select_related("merged_into")


def topic_in(meeting: WorkingMeeting, public_id: UUID) -> Topic | None:
    """A topic of this meeting, in whatever state."""
    held = meeting.topics.select_related("asker", "merged_into", "pinned_slot", "pinned_space")
    return held.filter(public_id=public_id).first()


def standing_topic(meeting: WorkingMeeting, public_id: UUID) -> StandingTopic | None:
    """One of those that people choose among; of one that was joined, the topic that carries it on."""
    row = topic_in(meeting, public_id)
    carrier = row and (row.merged_into_id or row.pk)
    return next((one for one in standing_topics(meeting) if one.row.pk == carrier), None)


def waiting_twins(person: Attendee) -> list[Twins]:
    """What somebody is asked to say yes or no to: joining a topic of theirs with another. Nothing once
    the meeting is over.
    """
    if person.meeting.state not in (WorkingMeeting.State.OPEN, WorkingMeeting.State.LIVE):
        return []
    mine = Q(topic__asker=person, topic_agrees=None) | Q(into__asker=person, into_agrees=None)
    rows = Twins.objects.select_related("topic__asker", "into__asker")
    return list(rows.filter(mine, settled=None).order_by("made"))


def twins_of(meeting: WorkingMeeting) -> list[Twins]:
    """All pairs whose askers were asked, latest first."""
    rows = Twins.objects.select_related("topic", "into")
    return list(rows.filter(topic__meeting=meeting).order_by("-made", "-pk"))
