"""The board: sheets entered afterwards, doubles joined, things taken back, the short list marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Contribution, Group, Meeting
from territoria_web.convene.rules import phase_at
from territoria_web.convene.services.journal import (
    beat,
    locked,
    refuse_unless_taken,
    write_deed,
)
from territoria_web.convene.services.wording import checked
from territoria_web.library.typed import plain
from territoria_web.listen.models import Need
from territoria_web.people.models import User
from territoria_web.recommend.models import Recommendation

SHORTEST_REASON = 10
LONGEST_REASON = 1000


@transaction.atomic
def enter_contribution(
    *,
    by: User,
    meeting: Meeting,
    phase: str,
    kind: str,
    text: str,
    body: Mapping[str, Any],
    dissent: bool,
    group: Group | None = None,
    recommendation: Recommendation | None = None,
    need: Need | None = None,
    paper: bool = True,
) -> Contribution:
    """Enter what stood on a sheet, or what the team brings in itself: by the same rules as in the
    room, and until the proceedings are signed.
    """
    held = locked(meeting)
    refuse_unless_taken(held)
    line = phase_at(held, phase)
    if line is None or kind not in line.kinds:
        raise ValidationError(_("This phase does not take that."))
    if group is not None and (group.meeting_id != held.pk or group.phase != phase):
        raise ValidationError({"group": _("Choose one of the list.")})
    if recommendation is not None and recommendation.cycle_id != held.cycle_id:
        raise ValidationError({"recommendation": _("Choose one of the list.")})
    if need is not None and need.forum.cycle_id != held.cycle_id:
        raise ValidationError({"need": _("Choose one of the list.")})
    said = checked(held, line, kind, text, body)
    row = Contribution.objects.create(
        meeting=held,
        phase=phase,
        kind=kind,
        group=group,
        entered_by=by,
        recommendation=recommendation,
        need=need,
        text=said.text,
        body=said.body,
        dissent=dissent,
        channel=Contribution.Channel.PAPER if paper else Contribution.Channel.DESK,
    )
    beat(held)
    write_deed(by=by, what="enter sheet", meeting=held, after={"phase": line.title})
    return row


@transaction.atomic
def join_contributions(
    *, by: User, meeting: Meeting, kept: UUID, doubles: Sequence[UUID]
) -> Contribution:
    """Join what says the same into one; dissent and dots of the others go with it."""
    held = locked(meeting)
    refuse_unless_taken(held)
    rows = {
        row.public_id: row
        for row in held.contributions.select_for_update().filter(
            public_id__in=[kept, *doubles], taken_back=None
        )
    }
    others = [rows[number] for number in doubles if number in rows and number != kept]
    if kept not in rows or not others:
        raise ValidationError(_("Choose one that stays and at least one that says the same."))
    stays = rows[kept]
    if any(row.kind != stays.kind for row in others) or stays.joined_into_id is not None:
        raise ValidationError(_("Only what is of one kind can be joined: points with points."))
    for row in others:
        row.joined_into = stays
        row.save(update_fields=["joined_into"])
    Contribution.objects.filter(joined_into__in=others).update(joined_into=stays)
    answers = [row.need_id for row in others if row.need_id is not None]
    if answers and stays.need_id is None:
        stays.need_id = answers[0]
        stays.save(update_fields=["need"])
    if any(row.dissent for row in others) and not stays.dissent:
        stays.dissent = True
        stays.save(update_fields=["dissent"])
    beat(held)
    write_deed(by=by, what="join contributions", meeting=held, after={"count": len(others)})
    return stays


@transaction.atomic
def take_back_contribution(
    *, by: User, meeting: Meeting, contribution: Contribution, reason: str
) -> None:
    """Take something off the board, with a reason that the room and the proceedings can show."""
    held = locked(meeting)
    refuse_unless_taken(held)
    reason = reason.strip()
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        said = _("Say in at least 10 characters why it is taken off the board; the reason is kept.")
        raise ValidationError({"reason": said})
    row = held.contributions.select_for_update().get(pk=contribution.pk)
    if row.taken_back:
        return
    row.taken_back = timezone.now()
    row.body = {**row.body, "taken_back_because": reason}
    row.short_listed = False
    row.save(update_fields=["taken_back", "body", "short_listed"])
    beat(held)
    write_deed(
        by=by,
        what="take back contribution",
        meeting=held,
        after={"kind": row.kind, "reason": reason},
    )


@transaction.atomic
def put_back_contribution(*, by: User, meeting: Meeting, contribution: Contribution) -> None:
    """Put something on the board again, or part it from what it was joined into."""
    held = locked(meeting)
    refuse_unless_taken(held)
    row = held.contributions.select_for_update().get(pk=contribution.pk)
    row.taken_back, row.joined_into = None, None
    row.body = {key: value for key, value in row.body.items() if key != "taken_back_because"}
    row.save(update_fields=["taken_back", "joined_into", "body"])
    beat(held)
    write_deed(by=by, what="put back contribution", meeting=held, after={"kind": row.kind})


@transaction.atomic
def answer_note(*, by: User, meeting: Meeting, contribution: Contribution, accepted: bool) -> None:
    """Say whether a correction of a fact is accepted."""
    held = locked(meeting)
    refuse_unless_taken(held)
    row = held.contributions.select_for_update().get(pk=contribution.pk)
    if row.body.get("about") != "correction":
        raise ValidationError(_("Only corrections are accepted or not."))
    row.body = {**row.body, "accepted": accepted}
    row.save(update_fields=["body"])
    beat(held)
    deed = "accept correction" if accepted else "refuse correction"
    write_deed(by=by, what=deed, meeting=held)


@transaction.atomic
def mark_short_list(*, by: User, meeting: Meeting, chosen: Sequence[UUID], reason: str = "") -> int:
    """Mark which actions are on the short list; ``reason``: how ties were decided, or why it differs
    from the vote; proceedings print it.
    """
    held = locked(meeting)
    refuse_unless_taken(held)
    reason = plain(reason)
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Use at most 1,000 characters.")})
    actions = held.contributions.filter(
        kind=Contribution.Kind.ACTION, taken_back=None, joined_into=None
    )
    found = set(actions.filter(public_id__in=chosen).values_list("pk", flat=True))
    if len(found) != len(set(chosen)):
        raise ValidationError(_("Choose among the actions of the board."))
    held.contributions.filter(short_listed=True).exclude(pk__in=found).update(short_listed=False)
    held.contributions.filter(pk__in=found).update(short_listed=True)
    beat(held)
    told = {"count": len(found), "reason": reason}
    write_deed(by=by, what="mark short list", meeting=held, after=told)
    return len(found)
