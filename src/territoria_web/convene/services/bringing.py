"""Bringing what people said outside into a meeting: before it, or while its board is open."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.convene.models import Contribution, Meeting
from territoria_web.convene.queries.brought import (
    Spot,
    needs_to_bring,
    spots_of,
    statements_to_bring,
)
from territoria_web.convene.services.journal import beat, locked, refuse_out_of_time, write_deed
from territoria_web.convene.services.wording import checked
from territoria_web.listen.models import Need
from territoria_web.listen.queries.opinions import Agreed
from territoria_web.listen.services.need_letters import tell_author
from territoria_web.listen.services.need_results import note_topic
from territoria_web.people.models import User


@transaction.atomic
def bring_in(
    *,
    by: User,
    meeting: Meeting,
    spot: str,
    needs: Collection[UUID] = (),
    statements: Collection[str] = (),
    origin: str = "",
) -> list[Contribution]:
    """Put needs, and statements on which people agree, on the agenda. The story of each need says so,
    and its author is told. ``spot``: key of one of ``spots_of``; ``origin``: of the links in letters,
    none go out without.
    """
    held = locked(meeting)
    refuse_out_of_time(held)
    place = next((one for one in spots_of(held) if one.key == spot), None)
    if place is None:
        raise ValidationError({"spot": _("Choose one of the list.")})
    _lock(needs)
    chosen = list(needs_to_bring(held).filter(public_id__in=needs).select_related("voice"))
    offered = {one.public_id: one for one in statements_to_bring(held)} if statements else {}
    if len(chosen) != len(set(needs)) or set(statements) - set(offered):
        raise ValidationError(
            _("Choose from what is listed. What a colleague brought in is there already.")
        )
    if not chosen and not statements:
        raise ValidationError({"needs": _("Tick at least one.")})
    made = [_need(by, held, place, need, origin) for need in chosen]
    made += [_statement(by, held, place, offered[key]) for key in dict.fromkeys(statements)]
    beat(held)
    write_deed(by=by, what="bring in", meeting=held, after={"figures": len(made)})
    return made


def _lock(needs: Collection[UUID]) -> None:
    """Always in the same order: two who do the opposite wait for each other."""
    held = Need.objects.select_for_update(of=("self",)).filter(public_id__in=needs)
    list(held.order_by("pk").values_list("pk"))


def _need(by: User, meeting: Meeting, spot: Spot, need: Need, origin: str) -> Contribution:
    row = _put(by, meeting, spot, need.title, need=need)
    days = sorted(when["date"] for when in meeting.days.values() if when.get("date"))
    facts = {"meeting": meeting.title, "day": days[0] if days else ""}
    event = note_topic(need=need, by=by, facts=facts)
    if origin:
        tell_author(need=need, event=event, origin=origin)
    return row


def _statement(by: User, meeting: Meeting, spot: Spot, agreed: Agreed) -> Contribution:
    row = _put(by, meeting, spot, agreed.text)
    row.body = {**row.body, "statement": agreed.public_id}
    row.save(update_fields=["body"])
    return row


def _put(
    by: User, meeting: Meeting, spot: Spot, text: str, need: Need | None = None
) -> Contribution:
    said = checked(meeting, spot.phase, spot.kind, text, spot.body)
    return Contribution.objects.create(
        meeting=meeting,
        phase=spot.phase.id,
        kind=spot.kind,
        entered_by=by,
        need=need,
        text=said.text,
        body=said.body,
        channel=Contribution.Channel.DESK,
    )
