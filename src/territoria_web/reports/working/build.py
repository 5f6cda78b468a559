"""The report of a working meeting as a document: its finding first, then what its records say."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Final

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from territoria.documents.document import Block, Document, Heading, Paragraph, Plain, Strong
from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.agenda import first_date
from territoria_web.convene.queries.people import in_language
from territoria_web.convene.queries.working import axis_name
from territoria_web.convene.queries.working_days import place_of, when_said
from territoria_web.convene.queries.working_report import reported_said
from territoria_web.convene.working_rules import MODE_NAMES
from territoria_web.library.saying import colon, said_in, semicolon
from territoria_web.reports.papers import rendered
from territoria_web.reports.working import chapters, counting
from territoria_web.reports.working.told import Told, line, told_of

KINDS: Final = ("pdf", "docx")
KEPT: Final = 24 * 60 * 60  # seconds; the key changes with every word of the document
CHAPTERS: Final[Mapping[Promise, Callable[[Told], list[Block]]]] = {
    pgettext_lazy("of a meeting", "Minutes"): chapters.minutes,
    gettext_lazy("Projects that came out"): chapters.projects,
    gettext_lazy("What the sessions wrote"): chapters.sessions,
    gettext_lazy("Who came"): counting.people,
    gettext_lazy("Timetable of the groups"): chapters.timetable,
    gettext_lazy("Programme"): chapters.programme,
    gettext_lazy("How it was counted"): counting.method,
}


def report_file(
    meeting: WorkingMeeting, kind: str, language: str, *, origin: str, draft: bool = False
) -> bytes:
    """The report as ``pdf`` or ``docx`` in a language of the house, with all that is known now.

    ``origin``: of the links in it; ``draft``: for the office, with the minutes that it keeps.
    """
    with said_in(language):
        document = document_of_report(meeting, language, origin=origin, draft=draft)
        digest = hashlib.sha256(repr(document).encode()).hexdigest()
        key = f"meeting-report-{digest}-{kind}"
        held: bytes | None = cache.get(key)
        if held is None:
            held = rendered(document, kind)
            cache.set(key, held, KEPT)
    return held


def name_of_file(meeting: WorkingMeeting, kind: str) -> str:
    """What the file is called: *meeting-2027-03-18.docx*."""
    begins = first_date(meeting)
    return f"meeting-{begins.isoformat()}.{kind}" if begins else f"meeting.{kind}"


def document_of_report(
    meeting: WorkingMeeting, language: str, *, origin: str, draft: bool = False
) -> Document:
    """The document in the language spoken; the words of the meeting stay in theirs."""
    told = told_of(meeting, origin=origin, draft=draft)
    mark = _("Draft, not published") if draft else ""
    return Document(
        title=f"{meeting.title} ({mark})" if mark else meeting.title,
        subtitle=_("Report of a working meeting"),
        lang=language,
        day=localdate(),
        facts=tuple(_facts(meeting)),
        footer=" · ".join(
            part for part in (mark, meeting.title[:80], meeting.network.name[:60]) if part
        ),
        blocks=(*_opening(told), *_numbered(told)),
    )


def _facts(meeting: WorkingMeeting) -> Iterator[tuple[str, str]]:
    yield _("Network"), meeting.network.name
    if axis := axis_name(meeting.axis):
        yield _("Axis"), axis
    yield _("Format"), in_language(meeting.format.body["title"], meeting.language)
    if when := when_said(meeting):
        yield _("When"), semicolon().join(when)
    yield _("Where"), _where(meeting)


def _where(meeting: WorkingMeeting) -> str:
    place = place_of(meeting)
    if not place:
        return str(MODE_NAMES[meeting.mode])
    return f"{place}, {_('and online')}" if meeting.mode == WorkingMeeting.Mode.BOTH else place


def _opening(told: Told) -> Iterator[Block]:
    """The finding; that it is invented, where it is; the question of the meeting."""
    if said := reported_said(told.found, len(told.projects)):
        yield Paragraph(line(said), "lead")
    if told.meeting.example:
        said = _("This meeting is invented: it shows how this works.")
        yield Paragraph(line(said), "note")
    if told.meeting.question:
        asked = f"{_('Question')}{colon()}"
        yield Paragraph((Strong(asked), Plain(told.meeting.question)))


def _numbered(told: Told) -> Iterator[Block]:
    """The chapters that have something to say, numbered."""
    numbers = count(1)
    for title, write in CHAPTERS.items():
        if blocks := write(told):
            yield Heading(1, str(title), str(next(numbers)))
            yield from blocks
