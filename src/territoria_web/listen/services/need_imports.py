"""Reports of another system are taken in as needs, all or none; taken again, they change their state."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.library.typed import plain_line
from territoria_web.listen.models import Forum, Need, NeedEvent
from territoria_web.listen.models.forum import Channel
from territoria_web.listen.need_rules import ANSWERS, LONGEST_REASON, S
from territoria_web.listen.queries.need_reports import (
    Report,
    Taking,
    Ways,
    masked,
    reports_in,
    taking_of,
)
from territoria_web.listen.services.forums import note
from territoria_web.listen.services.need_states import go_to, locked
from territoria_web.people.models import User
from territoria_web.territories.rules import refuse_where_closed

Kind = NeedEvent.Kind


@transaction.atomic
def import_needs(*, by: User, forum: Forum, content: bytes, file_name: str, ways: Ways) -> Taking:
    """Take a file in: what is new becomes a need, what was taken before goes to the state it has there.
    ValidationError where anything of it cannot be read; then nothing is taken.
    """
    refuse_where_closed(forum.cycle)
    if not plain_line(ways.source):
        raise ValidationError({"source": _("Say which system the reports come from.")})
    Forum.objects.select_for_update().get(pk=forum.pk)
    read = reports_in(content, file_name)
    if read.problems:
        raise ValidationError(_("The file cannot be taken; below is why."))
    found = taking_of(forum, read.requests, ways)
    if not found.worth_taking:
        raise ValidationError(_("Nothing in this file is new."))
    _make(by, forum, found.new, ways)
    for need, report in found.changed:
        _move(by, need, report, ways)
    told = {
        "figures": len(found.new),
        "changed": len(found.changed),
        "source": ways.source,
        "file": file_name,
    }
    note(by, forum, "import needs", after=told)
    return found


def _make(by: User, forum: Forum, reports: tuple[Report, ...], ways: Ways) -> None:
    last = forum.needs.aggregate(last=Max("number"))["last"] or 0
    language = next(iter(forum.languages), get_language() or "en")
    needs = Need.objects.bulk_create(
        Need(
            forum=forum,
            number=number,
            language=language,
            channel=Channel.IMPORT,
            entered_by=by,
            source=ways.source,
            **_fields(report, ways),
        )
        for number, report in enumerate(reports, last + 1)
    )
    NeedEvent.objects.bulk_create(
        event
        for need, report in zip(needs, reports, strict=True)
        for event in _story(by, need, report, ways)
    )


def _fields(report: Report, ways: Ways) -> dict[str, Any]:
    """A new need as it stands: unread, published, or already where the other system has it."""
    request = report.request
    moved = report.state if ways.publish else None
    return {
        "title": report.title,
        "text": report.text if report.text != report.title else "",
        "place": masked(plain_line(request.address))[:200],
        "latitude": request.lat,
        "longitude": request.long,
        "foreign_id": request.service_request_id,
        "state": moved or (S.PUBLISHED if ways.publish else S.RECEIVED),
        "reason": _said(report, ways) if moved else "",
        "since": report.changed if moved else report.made,
        "made": report.made,
        "published": report.made if ways.publish else None,
        "answered": report.changed if moved in ANSWERS else None,
    }


def _story(by: User, need: Need, report: Report, ways: Ways) -> list[NeedEvent]:
    told = [NeedEvent(need=need, kind=Kind.STATE, state=S.RECEIVED, when=report.made)]
    if not ways.publish:
        return told
    facts = {"need": need, "kind": Kind.STATE, "by": by, "office": ways.source}
    told.append(NeedEvent(**facts, state=S.PUBLISHED, when=report.made))
    if report.state is not None:
        said = _said(report, ways)
        told.append(NeedEvent(**facts, state=report.state, said=said, when=report.changed))
    return told


def _move(by: User, need: Need, report: Report, ways: Ways) -> None:
    assert report.state is not None
    held = locked(need)
    when = max(report.changed, held.since)
    said = _said(report, ways)
    go_to(held, report.state, said=said, by=by, office=ways.source, when=min(when, timezone.now()))


def _said(report: Report, ways: Ways) -> str:
    """The reason that the other system gives, without anybody's address; else that it stands so there."""
    said = masked(report.request.status_notes)[:LONGEST_REASON]
    return said or _("So it stands in %(source)s.") % {"source": ways.source}
