"""The agenda: titles, minutes, order, breaks and days, changed line by line without any script."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.agenda import Day, days_of
from territoria_web.convene.queries.meetings import open_meeting_of
from territoria_web.convene.rules import RECORDS, Phase, phases_of
from territoria_web.convene.services.agenda import change_agenda
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_in
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import listed
from territoria_web.territories.rules import ChangedMeanwhile

NEW = re.compile(r"(break|part)-[0-9a-f]{8}")


@login_required
@takes_form
def agenda(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """The agenda on the clock; whoever prepares the meeting changes it here."""
    changing = request.method == "POST"
    cycle, held = open_meeting_of(
        request.user, public_id, meeting, verb="prepare" if changing else "see"
    )
    lines: list[Phase] = list(phases_of(held))
    wrong: list[str] = []
    seen = held.edit
    if changing:
        lines, wrong = _typed(request.POST, lines)
        if not wrong:
            lines = _moved(lines, request.POST)
            wrong, seen = _written(request, held, lines)
            if not wrong:
                return redirect("desk:convene-agenda", cycle.public_id, held.public_id)
    days = days_of(held)
    return show_meeting(
        request,
        cycle,
        held,
        "agenda",
        "desk/convene/agenda.html",
        title=_("Agenda"),
        finding=_finding(days),
        facts={
            "days": days,
            "lines": [_line(line, n) for n, line in enumerate(lines)],
            "wrong": wrong,
            "seen": seen,
            "all_days": range(1, len(days) + 2),
        },
        status=422 if wrong else 200,
    )


def _finding(days: Sequence[Day]) -> str:
    count = ngettext("%(count)d day", "%(count)d days", len(days)) % {"count": len(days)}
    minutes = listed([str(day.minutes) for day in days])
    return _("%(days)s; working minutes without breaks: %(minutes)s.") % {
        "days": count,
        "minutes": minutes,
    }


def _line(line: Phase, n: int) -> dict[str, Any]:
    takes = [str(RECORDS[record]) for record in line.records if record in RECORDS]
    return {"phase": line, "n": n, "takes": ", ".join(takes)}


def _typed(post: Mapping[str, Any], lines: list[Phase]) -> tuple[list[Phase], list[str]]:
    """The lines as they were typed; what is no number is said."""
    found: list[Phase] = []
    wrong: list[str] = []
    known = {line.id: line for line in lines}
    asked = str(post.get("order", "")).split(",")[:100]
    order = [name for name in dict.fromkeys(asked) if name in known or NEW.fullmatch(name)]
    for name in order or list(known):
        line = known.get(name) or Phase(name, 1, "", 15, pause=name.startswith("break-"))
        minutes, day = (
            str(post.get(f"minutes-{name}", line.minutes)),
            str(post.get(f"day-{name}", line.day)),
        )
        title = str(post.get(f"title-{name}", line.title))
        if not _is_number(minutes, 720):
            said = _("“%(title)s”: write minutes as a whole number from 1 to 720.")
            wrong.append(said % {"title": title})
            minutes = str(line.minutes)
        if not _is_number(day, 10):
            wrong.append(_("“%(title)s”: choose a day from 1 to 10.") % {"title": title})
            day = str(line.day)
        found.append(
            replace(
                line,
                title=title,
                minutes=int(minutes),
                day=int(day),
                what=str(post.get(f"what-{name}", line.what)),
                output=str(post.get(f"output-{name}", line.output)),
            )
        )
    return found, wrong


def _is_number(typed: str, most: int) -> bool:
    return typed.isdecimal() and len(typed) <= len(str(most)) and 1 <= int(typed) <= most


def _moved(lines: list[Phase], post: Mapping[str, Any]) -> list[Phase]:
    """What the pressed button does to the lines: up, down, away, a break or a phase after it."""
    deed, _mark, name = str(post.get("do", "")).partition(":")
    place = next((n for n, line in enumerate(lines) if line.id == name), None)
    if place is None:
        return lines
    line = lines[place]
    if deed == "remove":
        return lines[:place] + lines[place + 1 :]
    if deed in ("break", "phase"):
        fresh = f"{'break' if deed == 'break' else 'part'}-{uuid.uuid4().hex[:8]}"
        words = _("Break") if deed == "break" else _("New part")
        new = Phase(fresh, line.day, words, 15, pause=deed == "break")
        return [*lines[: place + 1], new, *lines[place + 1 :]]
    other = place + {"up": -1, "down": 1}.get(deed, 0)
    if other == place or not 0 <= other < len(lines):
        return lines
    if lines[other].day != line.day:  # over the night: to the other day, next to where it was
        lines[place] = replace(line, day=lines[other].day)
        return lines
    lines[place], lines[other] = lines[other], line
    return lines


def _written(request: HttpRequest, held: Meeting, lines: Sequence[Phase]) -> tuple[list[str], int]:
    """What is wrong, and the state of the agenda that stands now."""
    seen = seen_in(request)
    try:
        change_agenda(by=account_of(request), meeting=held, agenda=lines, seen=seen)
    except ChangedMeanwhile as refused:
        held.refresh_from_db()
        mend = _("To put your own agenda in its place, keep it once more.")
        return [*refused.messages, mend], held.edit
    except ValidationError as refused:
        return list(refused.messages), seen
    messages.success(request, _("The agenda is kept."))
    return [], seen


@login_required
@require_safe
def printed(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """The agenda to print or hand out."""
    cycle, held = open_meeting_of(request.user, public_id, meeting)
    return show_meeting(
        request,
        cycle,
        held,
        "agenda",
        "desk/convene/printed.html",
        title=held.title,
        finding=held.place,
        facts={"days": days_of(held)},
    )
