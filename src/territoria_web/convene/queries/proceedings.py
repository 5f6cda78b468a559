"""The proceedings of a meeting as a paper: the latest version, whoever began it."""

from __future__ import annotations

from uuid import UUID

from territoria_web.convene.models import Meeting
from territoria_web.papers.models import Paper


def proceedings_of(meeting: Meeting) -> Paper | None:
    """The latest version of the proceedings; None where nobody began them."""
    held = Paper.objects.filter(kind=Paper.Kind.PROCEEDINGS, cycle=meeting.cycle_id)
    return held.filter(part=str(meeting.public_id)).order_by("-version").first()


def meeting_of(paper: Paper) -> Meeting | None:
    """The meeting that proceedings are of; None where it is gone."""
    try:
        number = UUID(paper.part)
    except ValueError:
        return None
    held = Meeting.objects.select_related("cycle__territory", "format")
    return held.filter(public_id=number, cycle=paper.cycle_id).first()
