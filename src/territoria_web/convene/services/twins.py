"""Topics that are alike: the office asks both askers, and joins them where both agree."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, Topic, Twins, WorkingMeeting
from territoria_web.convene.services.topics import refuse_unless_open_or_live
from territoria_web.convene.services.working_journal import (
    NotTakenNow,
    beat_working,
    held_working,
    note_working,
)
from territoria_web.people.models import User


@transaction.atomic
def ask_twins(
    *, by: User, meeting: WorkingMeeting, topic: Topic, into: Topic, agreed: bool = False
) -> Twins:
    """Ask both askers whether their topics are held together. ``agreed``: both were asked in the room
    and agree, so that they are joined at once. Who asked for nothing need not be asked.
    """
    held = held_working(meeting)
    refuse_unless_open_or_live(held)
    one, other = _standing(held, topic), _standing(held, into)
    if one.pk == other.pk:
        raise ValidationError(_("Choose two topics."))
    row, _made = Twins.objects.get_or_create(topic=one, into=other)
    row.topic_agrees = True if agreed or one.asker_id is None else None
    row.into_agrees = True if agreed or other.asker_id is None else None
    row.settled = None
    note_working(by, held, "ask twins", topic=one.title, into=other.title)
    _settle(row)
    beat_working(held)
    return row


@transaction.atomic
def answer_twins(*, person: Attendee, twins: Twins, agrees: bool) -> Twins:
    """One of the two askers says yes or no; the second yes joins them, a no ends it. NotTakenNow where
    the question is settled or gone, or the meeting over.
    """
    meeting = held_working(person.meeting)
    rows = Twins.objects.select_for_update(of=("self",)).select_related("topic", "into")
    row = rows.filter(pk=twins.pk, topic__meeting=meeting, settled=None).first()
    is_over = meeting.state not in (WorkingMeeting.State.OPEN, WorkingMeeting.State.LIVE)
    if row is None or is_over or person.pk not in (row.topic.asker_id, row.into.asker_id):
        raise NotTakenNow(_("Nobody waits for this answer any more."))
    for side, asker in (("topic_agrees", row.topic.asker_id), ("into_agrees", row.into.asker_id)):
        if asker == person.pk:
            setattr(row, side, agrees)
    _settle(row)
    beat_working(meeting)
    return row


@transaction.atomic
def part_twins(*, by: User, topic: Topic) -> None:
    """A topic that was joined into another stands for itself again."""
    meeting = held_working(topic.meeting)
    refuse_unless_open_or_live(meeting)
    row = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if row.merged_into_id is not None:
        Twins.objects.filter(topic=row).delete()
        row.merged_into = None
        row.save(update_fields=["merged_into"])
        note_working(by, meeting, "part twins", topic=row.title)
        beat_working(meeting)


def _settle(row: Twins) -> None:
    """Write what was said; join where both agree, end where one does not."""
    said = (row.topic_agrees, row.into_agrees)
    if False in said or None not in said:
        row.settled = timezone.now()
    row.save()
    if said == (True, True):
        _join(row.topic, row.into)


def _join(topic: Topic, into: Topic) -> None:
    """``into`` carries on ``topic`` and what was joined into that; other questions to it end."""
    topic.merged.update(merged_into=into)
    topic.merged_into = into
    topic.pinned_slot = topic.pinned_space = None
    topic.save(update_fields=["merged_into", "pinned_slot", "pinned_space"])
    topic.asked_to_join.filter(settled=None).delete()
    topic.asked_to_take.filter(settled=None).delete()


def _standing(meeting: WorkingMeeting, topic: Topic) -> Topic:
    row = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if row.meeting_id != meeting.pk or row.state != Topic.State.PROPOSED or row.merged_into_id:
        raise ValidationError(_("Choose two of the topics that stand on the wall."))
    return row
