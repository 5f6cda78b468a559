"""Bringing what people said outside into a meeting: before it, or while its board is open."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.convene.models import Contribution, Meeting
from territoria_web.convene.queries.brought import Spot, needs_to_bring, spots_of
from territoria_web.convene.services.journal import beat, locked, refuse_out_of_time, write_deed
from territoria_web.convene.services.wording import checked
from territoria_web.listen.models import Need
from territoria_web.listen.services.need_letters import tell_author
from territoria_web.listen.services.need_results import note_topic
from territoria_web.people.models import User


@transaction.atomic
def bring_needs(
    *, by: User, meeting: Meeting, spot: str, needs: Collection[UUID], origin: str = ""
) -> list[Contribution]:
    """Put needs on the agenda; the story of each says so, and its author is told. ``spot``: key of one
    of ``spots_of``; ``origin``: of the links in letters, none go out without.
    """
    held = locked(meeting)
    refuse_out_of_time(held)
    place = next((one for one in spots_of(held) if one.key == spot), None)
    if place is None:
        raise ValidationError({"spot": _("Choose one of the list.")})
    chosen = list(needs_to_bring(held).filter(public_id__in=needs).select_related("voice"))
    if not chosen or len(chosen) != len(set(needs)):
        said = _("Choose from what is listed. What a colleague brought in is there already.")
        raise ValidationError({"needs": said})
    made = [_brought(by, held, place, need, origin) for need in chosen]
    beat(held)
    write_deed(by=by, what="bring needs", meeting=held, after={"figures": len(made)})
    return made


def _brought(by: User, meeting: Meeting, spot: Spot, need: Need, origin: str) -> Contribution:
    said = checked(meeting, spot.phase, spot.kind, need.title, spot.body)
    row = Contribution.objects.create(
        meeting=meeting,
        phase=spot.phase.id,
        kind=spot.kind,
        entered_by=by,
        need=need,
        text=said.text,
        body=said.body,
        channel=Contribution.Channel.DESK,
    )
    days = sorted(when["date"] for when in meeting.days.values() if when.get("date"))
    facts = {"meeting": meeting.title, "day": days[0] if days else ""}
    event = note_topic(need=need, by=by, facts=facts)
    if origin:
        tell_author(need=need, event=event, origin=origin)
    return row
