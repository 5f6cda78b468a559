"""What participants do from the room: come in, put something down, change it, mark dissent.

These are said by people without accounts: the row itself keeps when, where and by whose phone; the
journal keeps the deeds of accounts.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Contribution, Group, Meeting, Participant
from territoria_web.convene.queries.people import roles_by_id
from territoria_web.convene.rules import MOST_EACH, MOST_PEOPLE, phase_at, still_takes
from territoria_web.convene.services.journal import beat, locked
from territoria_web.convene.services.tables import seat
from territoria_web.convene.services.wording import Said, checked
from territoria_web.territories.models import Cycle

State = Participant.State


class NotNow(ValidationError):
    """The phase does not take this, or no longer."""


class DoorClosed(ValidationError):
    """Nobody comes in now."""


def digest_of_phone(token: str) -> str:
    """What is kept of what a phone keeps."""
    return hashlib.sha256(token.encode()).hexdigest()


# ── coming in ─────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def come_in(
    *,
    meeting: Meeting,
    role: str,
    name: str = "",
    organisation: str = "",
    may_be_named: bool = False,
) -> tuple[Participant, str]:
    """Somebody comes in through the open door. The token stays on their phone; its digest here.

    Who was invited under this name in this role takes that place, so that nobody counts twice; a
    personal link still brings its owner in, and lets the other phone go.
    """
    held = locked(meeting)
    _refuse_at_closed_door(held)
    if role not in roles_by_id():
        raise ValidationError({"role": _("Choose what you are here as.")})
    if held.participants.count() >= MOST_PEOPLE:
        raise DoorClosed(_("The room is full. Tell the facilitator."))
    if may_be_named and not name.strip():
        raise ValidationError({"name": _("Write the name that may be printed.")})
    invited = _invited_as(held, name, role)
    if invited is not None:
        return claim_place(participant=invited, may_be_named=may_be_named)
    token = secrets.token_urlsafe(24)
    participant = Participant.objects.create(
        meeting=held,
        name=name.strip()[:150],
        organisation=organisation.strip()[:200],
        role=role,
        state=State.PRESENT,
        may_be_named=may_be_named,
        key=digest_of_phone(token),
        came=timezone.now(),
    )
    seat(participant=participant)
    beat(held)
    return participant, token


def _invited_as(held: Meeting, name: str, role: str) -> Participant | None:
    """The one invited person of this name and role who has not come yet; None: nobody, or several."""
    typed = " ".join(name.split()).casefold()
    waiting = held.participants.filter(role=role, state__in=(State.INVITED, State.ACCEPTED))
    found = [p for p in waiting if typed and " ".join(p.name.split()).casefold() == typed]
    return found[0] if len(found) == 1 else None


@transaction.atomic
def claim_place(*, participant: Participant, may_be_named: bool) -> tuple[Participant, str]:
    """Somebody invited comes in by their own link; another phone of theirs is let go."""
    meeting = locked(participant.meeting)
    _refuse_at_closed_door(meeting)
    held = Participant.objects.select_for_update().get(pk=participant.pk)
    token = secrets.token_urlsafe(24)
    held.key, held.state = digest_of_phone(token), State.PRESENT
    held.may_be_named = may_be_named
    held.came = held.came or timezone.now()
    held.save(update_fields=["key", "state", "may_be_named", "came"])
    seat(participant=held)
    beat(meeting)
    return held, token


def _refuse_at_closed_door(held: Meeting) -> None:
    if not held.door_open or held.cycle.state == Cycle.State.CLOSED:
        raise DoorClosed(_("The door is closed. Ask the facilitator to open it."))


# ── putting down ──────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def contribute(
    *,
    participant: Participant,
    phase: str,
    kind: str,
    text: str,
    body: Mapping[str, Any],
    dissent: bool,
    once: UUID,
) -> Contribution:
    """Put something down in the phase that runs, or that ended within two minutes.

    ``once``: the number that the form was given; sent twice, it stands once. NotNow where the phase
    does not take it; ValidationError by field where it is not whole.
    """
    meeting = locked(participant.meeting)
    before = Contribution.objects.filter(public_id=once).first()
    if before is not None:
        if before.participant_id != participant.pk:
            raise NotNow(_("This form is used up. Write it once more."))
        return before
    said = _said(meeting, phase, kind, text, body)
    if participant.contributions.count() >= MOST_EACH:
        raise NotNow(_("You have put down 200 points. Ask the facilitator to add more."))
    row = Contribution.objects.create(
        public_id=once,
        meeting=meeting,
        phase=phase,
        kind=kind,
        group=table_of(participant, phase),
        participant=participant,
        text=said.text,
        body=said.body,
        dissent=dissent,
    )
    beat(meeting)
    return row


@transaction.atomic
def change_contribution(
    *,
    participant: Participant,
    contribution: Contribution,
    text: str,
    body: Mapping[str, Any],
    dissent: bool,
) -> Contribution:
    """Change what one put down oneself, or what stands at the table that one hosts."""
    meeting = locked(participant.meeting)
    held = _own(participant, contribution)
    said = _said(meeting, held.phase, held.kind, text, body)
    held.text, held.body, held.dissent = said.text, {**held.body, **said.body}, dissent
    held.save(update_fields=["text", "body", "dissent"])
    beat(meeting)
    return held


@transaction.atomic
def withdraw_contribution(*, participant: Participant, contribution: Contribution) -> None:
    """Take back what one put down oneself, while its phase takes something."""
    meeting = locked(participant.meeting)
    held = _own(participant, contribution)
    if not still_takes(meeting, held.phase, timezone.now()):
        raise NotNow(_("This phase is over. What was put down in it stays."))
    held.taken_back = timezone.now()
    held.save(update_fields=["taken_back"])
    beat(meeting)


@transaction.atomic
def mark_dissent(*, participant: Participant, contribution: Contribution) -> Contribution:
    """Somebody at the table sees it differently; who it was is not kept."""
    meeting = locked(participant.meeting)
    held = Contribution.objects.select_for_update().get(pk=contribution.pk)
    table = table_of(participant, held.phase)
    if held.meeting_id != meeting.pk or held.group_id != (table.pk if table else None):
        raise NotNow(_("This stands at another table."))
    if held.taken_back or not still_takes(meeting, held.phase, timezone.now()):
        raise NotNow(_("This phase is over. What was put down in it stays."))
    if not held.dissent:
        held.dissent = True
        held.save(update_fields=["dissent"])
        beat(meeting)
    return held


def table_of(participant: Participant, phase: str) -> Group | None:
    """The table of somebody in a phase; None where there are none."""
    return participant.groups.filter(phase=phase).order_by("number").first()


def may_change(participant: Participant, contribution: Contribution) -> bool:
    """Whether it is one's own, or stands at the table one hosts."""
    if contribution.participant_id == participant.pk:
        return True
    return contribution.group is not None and contribution.group.host_id == participant.pk


def _own(participant: Participant, contribution: Contribution) -> Contribution:
    held = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("group")
        .get(pk=contribution.pk)
    )
    if held.meeting_id != participant.meeting_id or not may_change(participant, held):
        raise NotNow(_("This was put down by somebody else."))
    if held.taken_back:
        raise NotNow(_("This was taken back."))
    return held


def _said(meeting: Meeting, phase: str, kind: str, text: str, body: Mapping[str, Any]) -> Said:
    line = phase_at(meeting, phase)
    if line is None or kind not in line.kinds:
        raise NotNow(_("This phase does not take that."))
    if not still_takes(meeting, phase, timezone.now()):
        raise NotNow(
            _("“%(title)s” is over, so this was not taken. Your words are below: tell them to the "
              "facilitator, who can still add them.") % {"title": line.title}
        )  # fmt: skip
    return checked(meeting, line, kind, text, body)
