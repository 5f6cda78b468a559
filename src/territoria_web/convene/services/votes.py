"""Casting dots: from a phone, and from a ballot on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Contribution, Dot, Meeting, Participant
from territoria_web.convene.queries.people import PEER, guests_do_not_vote, roles_by_id
from territoria_web.convene.queries.votes import axis_name, ballot_of
from territoria_web.convene.rules import MOST_PEOPLE, Phase, phase_at, still_takes
from territoria_web.convene.services.journal import locked, refuse_unless_taken, write_deed
from territoria_web.convene.services.room import NotNow
from territoria_web.people.models import User

Votes = Mapping[str, Mapping[UUID, int]]  # axis → item → dots


@transaction.atomic
def cast_dots(*, participant: Participant, phase: str, votes: Votes) -> int:
    """Put somebody's dots of a phase, all anew; says how many are out.

    NotNow where there is no vote now, or they are a guest; ValidationError where there are more than they have.
    """
    meeting = locked(participant.meeting)
    held = Participant.objects.select_for_update().get(pk=participant.pk)
    line = phase_at(meeting, phase)
    if line is None or not line.votes:
        raise NotNow(_("There is no vote in this phase."))
    if not still_takes(meeting, phase, timezone.now()):
        raise NotNow(_("The vote is over; these dots came too late."))
    if held.task == PEER:
        raise NotNow(guests_do_not_vote())
    return _put(meeting, line, held, votes)


@transaction.atomic
def enter_ballot(*, by: User, meeting: Meeting, phase: str, role: str, votes: Votes) -> int:
    """Enter a ballot from paper. It names nobody: it is put to someone of that role who takes part
    on paper and has no ballot in this vote yet, or to a new nameless participant.
    """
    held = locked(meeting)
    refuse_unless_taken(held)
    line = phase_at(held, phase)
    if line is None or not line.votes:
        raise ValidationError(_("There is no vote in this phase."))
    if line.id not in held.ran:
        raise ValidationError(_("This vote has not been held."))
    if role not in roles_by_id():
        raise ValidationError({"role": _("Choose a role of the list.")})
    if not any(count for axis in votes.values() for count in axis.values()):
        raise ValidationError(_("This ballot has no dots. Enter those that are on it."))
    voter = _voter_on_paper(held, line, role)
    out = _put(held, line, voter, votes)
    write_deed(by=by, what="enter ballot", meeting=held, after={"phase": line.title})
    return out


def _voter_on_paper(held: Meeting, line: Phase, role: str) -> Participant:
    items = ballot_of(held, line)
    voted = Dot.objects.filter(contribution__in=items).values("participant")
    paper = Participant.Channel.PAPER
    free = held.participants.filter(
        role=role, channel=paper, state=Participant.State.PRESENT
    ).exclude(pk__in=voted)
    found = free.order_by("pk").first()
    if found is not None:
        return found
    if held.participants.count() >= MOST_PEOPLE:
        raise ValidationError(_("A meeting has at most 400 people on its list."))
    return Participant.objects.create(
        meeting=held,
        role=role,
        channel=paper,
        state=Participant.State.PRESENT,
        came=timezone.now(),
    )


def _put(meeting: Meeting, line: Phase, voter: Participant, votes: Votes) -> int:
    items = {one.public_id: one for one in ballot_of(meeting, line)}
    _check(meeting, line, items, votes)
    on_these = Q(contribution__in=items.values()) | Q(contribution__joined_into__in=items.values())
    # dots on what was taken off the board too: put back, it would count beside the new ones
    gone = Q(contribution__taken_back__isnull=False)
    gone |= Q(contribution__joined_into__taken_back__isnull=False)
    Dot.objects.filter(on_these | gone, participant=voter, axis__in=line.axes).delete()
    rows = [
        Dot(contribution=items[item], participant=voter, axis=axis, count=count)
        for axis, held in votes.items()
        for item, count in held.items()
        if count
    ]
    Dot.objects.bulk_create(rows)
    return sum(row.count for row in rows)


def _check(meeting: Meeting, line: Phase, items: Mapping[UUID, Contribution], votes: Votes) -> None:
    wrong: list[str] = []
    for axis, held in votes.items():
        if axis not in line.axes or any(item not in items for item in held):
            wrong.append(_("This cannot be voted on here. Load the page once more."))
            continue
        counts: Sequence[int] = list(held.values())
        each, given = int(meeting.dots.get(axis, 0)), sum(counts)
        if any(count < 0 for count in counts):
            wrong.append(_("Give 0 dots or more."))
        elif given > each:
            wrong.append(
                _("%(axis)s: you gave %(given)d dots and have %(each)d. Take some back.")
                % {"axis": axis_name(axis), "given": given, "each": each}
            )
    if wrong:
        raise ValidationError(list(dict.fromkeys(wrong)))
