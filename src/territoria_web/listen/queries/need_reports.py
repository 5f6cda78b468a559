"""Reports of another system as needs: read from Open311 or CSV, and compared with what stands here."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from territoria.errors import DataError
from territoria.sources.open311 import FIELDS, ServiceRequest, read_requests
from territoria_web.library.typed import plain, plain_line
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import (
    HIDDEN,
    LONGEST_TEXT,
    LONGEST_TITLE,
    SHORTEST_TITLE,
    S,
    may_follow,
)

LARGEST: Final = 2_000_000
EARLIEST: Final = 1900  # year of a report
MOST: Final = 2000
LONGEST_ID: Final = 120
DELIVERED, LEFT_OUT = "delivered", "left-out"
# what a column of a table may be called beside the name that GeoReport gives it
OTHER_NAMES: Final[Mapping[str, str]] = {
    "id": "service_request_id",
    "title": "service_name",
    "text": "description",
    "place": "address",
    "latitude": "lat",
    "longitude": "long",
    "lon": "long",
    "made": "requested_datetime",
    "changed": "updated_datetime",
    "reason": "status_notes",
}
# finer words that systems use beside open and closed
WORDS: Final[Mapping[str, S]] = {
    **dict.fromkeys(("fixed", "solved", "resolved", "done", "completed"), S.DELIVERED),
    **dict.fromkeys(
        ("declined", "rejected", "wont_fix", "invalid", "no_further_action"), S.DECLINED
    ),
    **dict.fromkeys(("not_responsible", "referred", "transferred"), S.NOT_OURS),
    **dict.fromkeys(
        ("investigating", "in_progress", "acknowledged", "assigned", "planned"), S.UNDER_REVIEW
    ),
    "action_scheduled": S.ACCEPTED,
}
# states of ours that a file from another house of this kind may name; the others follow from deeds
OWN: Final = frozenset({S.UNDER_REVIEW, S.ACCEPTED, S.PARTLY, S.DECLINED, S.NOT_OURS, S.DELIVERED})
PERSONAL: Final = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]*\w"  # an address of mail
    r"|(?<![\w.])(?:\+|00|0)\d(?:[ ./()-]{0,2}\d){6,13}(?!\w)"  # a telephone
)


@dataclass(frozen=True)
class Wrong:
    """Something that cannot be read: where, what, how to mend it."""

    where: str
    what: str
    mend: str


@dataclass(frozen=True)
class ReadReports:
    """Reports of a file, or all that is to be mended."""

    requests: tuple[ServiceRequest, ...]
    problems: tuple[Wrong, ...]


@dataclass(frozen=True)
class Ways:
    """How reports are taken. ``source``: the system they come from; ``publish``: they are public there,
    so here too at once; ``closed``: what it means where no finer word stands.
    """

    source: str
    publish: bool = False
    closed: str = DELIVERED


@dataclass(frozen=True)
class Report:
    """One report as the need it becomes. ``state``: where it stands there; None: as a new one."""

    request: ServiceRequest
    title: str
    text: str
    state: S | None
    made: datetime
    changed: datetime


@dataclass(frozen=True)
class Taking:
    """What taking a file would do. ``changed``: need and report; ``stay``: they cannot follow from what
    stands here; ``left``: closed there without saying how.
    """

    new: tuple[Report, ...]
    changed: tuple[tuple[Need, Report], ...]
    same: int
    stay: int
    left: int

    @property
    def worth_taking(self) -> bool:
        """Whether anything would be written."""
        return bool(self.new or self.changed)


def reports_in(content: bytes, name: str) -> ReadReports:
    """Reports of an upload: JSON, XML or a table; nothing that names a person is kept of them."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"[", b"{"):
        held, problems = _read(content, name)
    else:
        held, problems = _read_table(content, name)
    problems += [
        Wrong(one.service_request_id or name, what, mend)
        for one in held
        for what, mend in _unfit(one)
    ]
    if len(held) > MOST:
        problems.append(
            Wrong(name, _("It holds more than 2,000 reports."), _("Take a shorter time."))
        )
    return ReadReports((), tuple(problems)) if problems else ReadReports(tuple(held), ())


def taking_of(forum: Forum, requests: Sequence[ServiceRequest], ways: Ways) -> Taking:
    """New reports, and those whose state changed since they were taken before; one query."""
    held = forum.needs.filter(source=ways.source).exclude(foreign_id="")
    known = {need.foreign_id: need for need in held}
    now = timezone.now()
    new: list[Report] = []
    changed: list[tuple[Need, Report]] = []
    same = stay = left = 0
    for request in requests:
        report, need = report_of(request, ways, now), known.get(request.service_request_id)
        if request.status == "closed" and report.state is None:
            left += 1
        elif need is None:
            new.append(report)
        elif report.state is None or need.state == report.state:
            same += 1
        elif may_follow(need.state, report.state) and need.state not in HIDDEN:
            changed.append((need, report))
        else:
            stay += 1
    return Taking(tuple(new), tuple(changed), same, stay, left)


def report_of(request: ServiceRequest, ways: Ways, now: datetime) -> Report:
    """A request as the need it becomes."""
    said = masked(plain(request.description))
    made = _moment(request.requested_datetime, now)
    return Report(
        request=request,
        title=_title(said, masked(plain_line(request.service_name))),
        text=said[:LONGEST_TEXT],
        state=_state(request, ways),
        made=made,
        changed=max(made, _moment(request.updated_datetime, now)),
    )


def masked(text: str) -> str:
    """A text without addresses of mail and telephone numbers."""
    return PERSONAL.sub("[…]", text)


def _state(request: ServiceRequest, ways: Ways) -> S | None:
    word = re.sub(r"[\s-]+", "_", request.extended_status.strip().lower())
    if word.replace("_", "-") in OWN:
        return S(word.replace("_", "-"))
    if word in WORDS:
        return WORDS[word]
    is_done = request.status == "closed" and ways.closed == DELIVERED
    return S.DELIVERED if is_done else None


def _title(said: str, name: str) -> str:
    first = plain_line(said.partition("\n")[0])
    title = (
        first if len(first) >= SHORTEST_TITLE else ": ".join(one for one in (name, first) if one)
    )
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{title[: LONGEST_TITLE - 1].rpartition(' ')[0] or title[: LONGEST_TITLE - 1]}…"


def _unfit(request: ServiceRequest) -> list[tuple[str, str]]:
    """What holds in the other system and cannot be kept here."""
    found = []
    if len(request.service_request_id) > LONGEST_ID:
        found.append((_("Its id is longer than 120 letters."), _("Shorten it.")))
    title = _title(plain(request.description), plain_line(request.service_name))
    if len(title) < SHORTEST_TITLE:
        found.append((_("It says nothing: no description, no name."), _("Leave it out.")))
    return found


def _moment(told: datetime | None, now: datetime) -> datetime:
    """When it happened there, in the time of this site where it names none; never after now. A year
    that can only be a mistake (systems write 0001 for none) says nothing.
    """
    if told is None or told.year < EARLIEST:
        return now
    return min(told if told.tzinfo else timezone.make_aware(told), now)


# ── the two kinds of file ─────────────────────────────────────────────────────────────────────


def _read(content: bytes, where: str) -> tuple[list[ServiceRequest], list[Wrong]]:
    """The answer of a service, or what of it cannot be read."""
    try:
        return list(read_requests(content, where=where)), []
    except DataError as error:
        return [], [Wrong(p.where, p.what, p.mend) for p in error.problems]


def _read_table(content: bytes, name: str) -> tuple[list[ServiceRequest], list[Wrong]]:
    """The same of a table, read line by line, so that each fault names its line."""
    held: list[ServiceRequest] = []
    problems: list[Wrong] = []
    met: set[str] = set()
    try:
        rows = _rows(content)
    except csv.Error:
        what = _("the row that begins here does not end.")
        mend = _("Close its quotation mark, or take it out.")
        return [], [Wrong(name, what, mend)]
    for number, row in rows[: MOST + 1]:
        where = _("%(file)s, line %(line)d") % {"file": name, "line": number}
        found, wrong = _read(json.dumps([row]).encode(), where)
        held += found
        problems += [Wrong(where, one.what, one.mend) for one in wrong]
        if found and found[0].service_request_id in met:
            problems.append(Wrong(where, _("Its id stands twice."), _("Leave one of them out.")))
        met |= {one.service_request_id for one in found}
    return held, problems


def _rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Line and fields of each row, its columns by the names of GeoReport."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    sign = max(";\t,", key=text.partition("\n")[0].count)
    rows = csv.DictReader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=sign)
    return [
        (rows.line_num, {_column(key): value or "" for key, value in row.items() if key})
        for row in rows
    ]


def _column(title: str) -> str:
    tidy = "_".join(title.strip().lower().split())
    return tidy if tidy in FIELDS else OTHER_NAMES.get(tidy, tidy)
