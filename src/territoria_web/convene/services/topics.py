"""Topics of a BarCamp: proposed with a title alone, changed or withdrawn by whoever asked, hidden by
the office with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, Topic, WorkingMeeting
from territoria_web.convene.queries.working import axis_names
from territoria_web.convene.services.working_journal import (
    NotTakenNow,
    beat_working,
    held_working,
    note_working,
    refuse_unless_takes,
)
from territoria_web.convene.working_rules import MOST_TOPICS, MOST_TOPICS_EACH, TOPIC
from territoria_web.library.typed import plain, plain_line
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

LONGEST_TITLE = 140
LONGEST_ABOUT = 2000
MOST_NEEDS = 8
MOST_TRIES = 6 * MOST_TOPICS_EACH  # of one person, with those withdrawn
S = Topic.State


@transaction.atomic
def propose_topic(
    *, person: Attendee, once: UUID, title: str, about: str = "", needs: Sequence[str] = ()
) -> Topic:
    """Somebody proposes a topic from a phone. ``once``: the number that the form was given; sent
    twice, it stands once. NotTakenNow where topics are not taken; ValidationError by field.
    """
    meeting = held_working(person.meeting)
    sent = Topic.objects.filter(public_id=once).first()
    if sent is not None:
        if sent.asker_id != person.pk:
            raise NotTakenNow(_("This form is used up. Write it once more."))
        return sent
    refuse_unless_takes(meeting, TOPIC)
    if person.topics.filter(state=S.PROPOSED).count() >= MOST_TOPICS_EACH:
        said = _("You have proposed %(count)d topics. Withdraw one before you propose another.")
        raise ValidationError(said % {"count": MOST_TOPICS_EACH})
    if person.topics.count() >= MOST_TRIES:
        raise ValidationError(
            _("You have proposed and withdrawn many topics. Ask the office to help.")
        )
    made = _new(meeting, title, about, needs, public_id=once, asker=person, axis=meeting.axis)
    beat_working(meeting)
    return made


@transaction.atomic
def enter_topic(
    *,
    by: User,
    meeting: WorkingMeeting,
    once: UUID,
    title: str,
    about: str = "",
    needs: Sequence[str] = (),
    axis: str = "",
    asker: Attendee | None = None,
    paper: bool = True,
) -> Topic:
    """The office enters a topic, from a card on paper or by itself; ``asker``: who hosts it."""
    held = held_working(meeting)
    sent = Topic.objects.filter(public_id=once).first()
    if sent is not None:
        return sent
    refuse_unless_open_or_live(held)
    if asker is not None and asker.meeting_id != held.pk:
        raise ValidationError({"asker": _("Choose somebody of this meeting.")})
    channel = Topic.Channel.PAPER if paper else Topic.Channel.DESK
    known = {"asker": asker, "axis": _axis(axis), "channel": channel, "entered_by": by}
    made = _new(held, title, about, needs, public_id=once, **known)
    note_working(by, held, "enter topic", topic=made.title)
    beat_working(held)
    return made


@transaction.atomic
def change_topic(
    *,
    person: Attendee,
    topic: Topic,
    title: str,
    about: str,
    needs: Sequence[str],
    seen: int,
) -> Topic:
    """Whoever asked changes the words. ChangedMeanwhile where they changed since ``seen``."""
    meeting = held_working(person.meeting)
    refuse_unless_takes(meeting, TOPIC)
    row = _own(person, topic)
    _write(row, title, about, needs, seen)
    beat_working(meeting)
    return row


@transaction.atomic
def mend_topic(
    *,
    by: User,
    topic: Topic,
    title: str,
    about: str,
    needs: Sequence[str],
    axis: str,
    asker: Attendee | None,
    seen: int,
) -> Topic:
    """The office changes a topic: its words, its axis, who hosts it."""
    meeting = held_working(topic.meeting)
    refuse_unless_open_or_live(meeting)
    row = _held(topic)
    if asker is not None and asker.meeting_id != meeting.pk:
        raise ValidationError({"asker": _("Choose somebody of this meeting.")})
    row.axis, row.asker = _axis(axis), asker
    _write(row, title, about, needs, seen)
    note_working(by, meeting, "change topic", topic=row.title)
    beat_working(meeting)
    return row


@transaction.atomic
def withdraw_topic(*, person: Attendee, topic: Topic) -> None:
    """Whoever asked takes it back; what was joined into it stands for itself again."""
    meeting = held_working(person.meeting)
    refuse_unless_takes(meeting, TOPIC)
    _end(_own(person, topic), S.WITHDRAWN)
    beat_working(meeting)


@transaction.atomic
def hide_topic(*, by: User, topic: Topic, reason: str) -> None:
    """The office takes a topic off the wall; whoever asked reads why."""
    meeting = held_working(topic.meeting)
    why, row = plain(reason), _held(topic)
    if not why:
        raise ValidationError({"reason": _("Write a reason: whoever asked reads it.")})
    if row.state == S.PROPOSED:
        _end(row, S.HIDDEN, reason=why[:LONGEST_ABOUT])
        note_working(by, meeting, "hide topic", topic=row.title)
        beat_working(meeting)


@transaction.atomic
def show_topic(*, by: User, topic: Topic) -> None:
    """The office puts a hidden topic back."""
    meeting = held_working(topic.meeting)
    row = _held(topic)
    if row.state == S.HIDDEN:
        row.state, row.reason = S.PROPOSED, ""
        row.save(update_fields=["state", "reason"])
        note_working(by, meeting, "show topic", topic=row.title)
        beat_working(meeting)


def refuse_unless_open_or_live(held: WorkingMeeting) -> None:
    """NotTakenNow where not even the office enters anything: before and after the meeting."""
    if held.state not in (WorkingMeeting.State.OPEN, WorkingMeeting.State.LIVE):
        raise NotTakenNow(
            _("This is entered from the day on which registration opens until the meeting ends.")
        )


def _new(
    meeting: WorkingMeeting, title: str, about: str, needs: Sequence[str], **known: Any
) -> Topic:
    if meeting.topics.filter(state=S.PROPOSED).count() >= MOST_TOPICS:
        said = _("A meeting has at most %(count)d topics. Join some that are alike.")
        raise ValidationError(said % {"count": MOST_TOPICS})
    said_title = _title(title)
    return Topic.objects.create(
        meeting=meeting, title=said_title, about=_about(about), needs=features(needs), **known
    )


def _write(row: Topic, title: str, about: str, needs: Sequence[str], seen: int) -> None:
    if row.edit != seen:
        raise ChangedMeanwhile(
            _("Somebody changed this topic while you were writing. Your words are below.")
        )
    row.title, row.about, row.needs = _title(title), _about(about), features(needs)
    row.edit += 1
    row.save(update_fields=["title", "about", "needs", "axis", "asker", "edit"])


def _title(typed: str) -> str:
    title = plain_line(typed)
    if not title:
        raise ValidationError({"title": _("Write what you want to talk about.")})
    if len(title) > LONGEST_TITLE:
        said = _("A title has at most %(count)d letters; say more beneath it.")
        raise ValidationError({"title": said % {"count": LONGEST_TITLE}})
    return title


def _about(typed: str) -> str:
    about = plain(typed)
    if len(about) > LONGEST_ABOUT:
        said = _("Write at most %(count)d letters.") % {"count": LONGEST_ABOUT}
        raise ValidationError({"about": said})
    return about


def features(typed: Sequence[str]) -> list[str]:
    """Features of a room as words, each once."""
    words = [plain_line(one).lower()[:40] for one in typed]
    return list(dict.fromkeys(word for word in words if word))[:MOST_NEEDS]


def _axis(typed: str) -> str:
    if typed and typed not in axis_names():
        raise ValidationError({"axis": _("Choose an axis of the list.")})
    return typed


def _held(topic: Topic) -> Topic:
    return Topic.objects.select_for_update(of=("self",)).select_related("asker").get(pk=topic.pk)


def _own(person: Attendee, topic: Topic) -> Topic:
    row = _held(topic)
    if row.asker_id != person.pk or row.meeting_id != person.meeting_id:
        raise NotTakenNow(_("This was proposed by somebody else."))
    if row.state != S.PROPOSED:
        raise NotTakenNow(_("This topic is no longer among those that people choose from."))
    return row


def _end(row: Topic, state: str, **fields: str) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.state, row.merged_into = state, None
    row.save(update_fields=["state", "merged_into", *fields])
    row.merged.update(merged_into=None)
    row.asked_to_join.filter(settled=None).delete()
    row.asked_to_take.filter(settled=None).delete()
