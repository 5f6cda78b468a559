"""How much somebody wants to be at a topic, 0 to 3: from a phone, or from a sheet of paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, Interest, Topic, WorkingMeeting
from territoria_web.convene.services.topics import refuse_unless_open_or_live
from territoria_web.convene.services.working_journal import (
    NotTakenNow,
    beat_working,
    held_working,
    note_working,
    refuse_unless_takes,
)
from territoria_web.convene.working_rules import INTEREST, INTERESTS, SEAT
from territoria_web.people.models import User

Said = Mapping[UUID, int | None]
"""Topic → interest; None: not said (any more)."""


@transaction.atomic
def say_interests(*, person: Attendee, said: Said) -> int:
    """Somebody says how much they want to be at some topics; what is not named stays. On how many of
    them it was written: those that stand no longer are passed over.

    NotTakenNow where interests are not taken, or none of the topics stands any longer.
    """
    meeting = held_working(person.meeting)
    refuse_unless_takes(meeting, INTEREST)
    written = _put(meeting, person, said, Topic.Channel.PHONE)
    beat_working(meeting)
    return written


@transaction.atomic
def enter_interests(
    *, by: User, person: Attendee, said: Said, away: Iterable[int] | None = None
) -> int:
    """The office enters somebody's sheet of paper; ``away``: slots without them, None leaves those."""
    meeting = held_working(person.meeting)
    refuse_unless_open_or_live(meeting)
    written = _put(meeting, person, said, Topic.Channel.PAPER)
    if away is not None:
        _write_away(meeting, person, away)
    note_working(by, meeting, "enter interests")
    beat_working(meeting)
    return written


@transaction.atomic
def say_away(*, person: Attendee, away: Iterable[int]) -> None:
    """Somebody says in which slots they are not there."""
    meeting = held_working(person.meeting)
    refuse_unless_takes(meeting, SEAT)
    _write_away(meeting, person, away)
    beat_working(meeting)


def _write_away(meeting: WorkingMeeting, person: Attendee, away: Iterable[int]) -> None:
    numbers = set(meeting.slots.values_list("number", flat=True))
    person.away = sorted(numbers.intersection(away))
    person.save(update_fields=["away"])


def _put(meeting: WorkingMeeting, person: Attendee, said: Said, channel: str) -> int:
    """Write on those that still stand; how many they were. What was said on topics joined into one
    follows it, so that the latest word counts.
    """
    if any(value is not None and value not in INTERESTS for value in said.values()):
        raise ValidationError(_("Choose one of the four answers."))
    held = meeting.topics.filter(public_id__in=said, state=Topic.State.PROPOSED, merged_into=None)
    topics = list(held.prefetch_related("merged"))
    if said and not topics:
        raise NotTakenNow(_("This topic was withdrawn or joined with another meanwhile."))
    for value in {said[topic.public_id] for topic in topics}:
        _write(person, [one for one in topics if said[one.public_id] == value], value, channel)
    return len(topics)


def _write(person: Attendee, topics: Sequence[Topic], value: int | None, channel: str) -> None:
    joined = [one for topic in topics for one in topic.merged.all()]
    if value is None:
        Interest.objects.filter(attendee=person, topic__in=[*topics, *joined]).delete()
        return
    Interest.objects.filter(attendee=person, topic__in=joined).update(value=value)
    Interest.objects.bulk_create(
        [Interest(topic=t, attendee=person, value=value, channel=channel) for t in topics],
        update_conflicts=True,
        unique_fields=["topic", "attendee"],
        update_fields=["value", "channel", "made"],
    )
