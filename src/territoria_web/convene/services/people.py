"""Inviting people to a meeting, changing what is known of them, and forgetting it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Meeting, Participant
from territoria_web.convene.queries.pasted import Invited
from territoria_web.convene.queries.people import roles_by_id, tasks_of
from territoria_web.convene.rules import MOST_PEOPLE
from territoria_web.convene.services.journal import beat, locked, refuse_out_of_time, write_deed
from territoria_web.people.models import User

State = Participant.State


@transaction.atomic
def invite_people(*, by: User, meeting: Meeting, people: Sequence[Invited]) -> list[Participant]:
    """Put people on the list of a meeting; the journal says how many, never who."""
    held = locked(meeting)
    refuse_out_of_time(held)
    if held.participants.count() + len(people) > MOST_PEOPLE:
        raise ValidationError(_("A meeting has at most 400 people on its list."))
    addresses = [one.email for one in people if one.email]
    if held.participants.filter(email__in=addresses).exists():
        raise ValidationError(_("Somebody was put on the list just now. Look at it once more."))
    rows = Participant.objects.bulk_create(
        Participant(
            meeting=held,
            name=one.name,
            organisation=one.organisation,
            email=one.email,
            role=one.role,
            task=one.task,
        )
        for one in people
    )
    if rows:
        write_deed(by=by, what="invite to meeting", meeting=held, after={"people": len(rows)})
    return rows


@transaction.atomic
def change_participant(
    *,
    by: User,
    participant: Participant,
    name: str,
    organisation: str,
    email: str,
    role: str,
    task: str,
    state: str,
    channel: str,
    may_be_named: bool,
) -> Participant:
    """Change what is known of somebody; the journal says what kind of thing changed, never who."""
    meeting = locked(participant.meeting)
    refuse_out_of_time(meeting)
    held = Participant.objects.select_for_update().get(pk=participant.pk)
    _check(meeting, role, task, state, channel)
    new: dict[str, Any] = {
        "name": name.strip()[:150],
        "organisation": organisation.strip()[:200],
        "email": email.strip().lower(),
        "role": role,
        "task": task,
        "state": state,
        "channel": channel,
        "may_be_named": may_be_named,
    }
    changed = [key for key, value in new.items() if getattr(held, key) != value]
    if not changed:
        return held
    for key, value in new.items():
        setattr(held, key, value)
    if state == State.PRESENT and held.came is None:
        held.came = timezone.now()
    _save(held)
    beat(meeting)
    write_deed(by=by, what="change participant", meeting=meeting, after={"changed": len(changed)})
    return held


def _save(held: Participant) -> None:
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as taken:
        said = _("Somebody else on the list has this e-mail address.")
        raise ValidationError({"email": said}) from taken


def _check(meeting: Meeting, role: str, task: str, state: str, channel: str) -> None:
    wrong = {}
    if role not in roles_by_id():
        wrong["role"] = _("Choose a role of the list.")
    if task and task not in [key for key, _title, _about in tasks_of(meeting)]:
        wrong["task"] = _("Choose a task of the list.")
    if state not in State.values:
        wrong["state"] = _("Choose one of the list.")
    if channel not in Participant.Channel.values:
        wrong["channel"] = _("Choose one of the list.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def forget_participant(*, by: User, participant: Participant) -> bool:
    """Take somebody off the list. What they put down or voted stays, without anything that names
    them. True where nothing was left, False where such a nameless row stays.
    """
    meeting = locked(participant.meeting)
    held = Participant.objects.select_for_update().get(pk=participant.pk)
    gone = not (held.contributions.exists() or held.dots.exists())
    if gone:
        held.delete()
    else:
        held.name = held.organisation = held.email = held.key = ""
        held.may_be_named = False
        held.save()
    beat(meeting)
    write_deed(by=by, what="forget participant", meeting=meeting, after={"people": 1})
    return gone


@transaction.atomic
def answer_invitation(*, participant: Participant, comes: bool, may_be_named: bool) -> Participant:
    """Somebody invited says by their own link whether they come, and whether they may be named."""
    held = Participant.objects.select_for_update().get(pk=participant.pk)
    if held.state != State.PRESENT:
        held.state = State.ACCEPTED if comes else State.DECLINED
    held.may_be_named = may_be_named
    held.save(update_fields=["state", "may_be_named"])
    return held
