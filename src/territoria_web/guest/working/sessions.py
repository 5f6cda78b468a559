"""A session on a phone: when and where, who moderates and takes notes, the sheet with its questions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from territoria_web.convene.barcamp_forms import SheetForm
from territoria_web.convene.models import Attendee
from territoria_web.convene.queries.barcamp_grid import slot_name, when_said
from territoria_web.convene.queries.sessions import Programme, Session
from territoria_web.convene.queries.sheets import (
    QUESTIONS,
    is_written,
    session_for,
    sits_in,
    writes_for,
)
from territoria_web.convene.services.sheets import DUTIES, leave_duty, take_duty, write_sheet
from territoria_web.convene.services.working_journal import NotTakenNow
from territoria_web.convene.working_rules import PROJECT, SEAT, SHEET, takes
from territoria_web.guest.working.frame import inside, show_meet
from territoria_web.guest.working.late import not_taken, typed_in
from territoria_web.guest.working.topics import back_to, said_in
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.territories.rules import ChangedMeanwhile


def _opened(person: Attendee, topic: UUID) -> tuple[Programme, Session]:
    found = session_for(person, topic)
    if found is None:
        raise Http404
    return found


@require_safe
@inside
def session(request: HttpRequest, person: Attendee, topic: UUID) -> HttpResponse:
    """A session; its sheet for those who sit in it."""
    programme, held = _opened(person, topic)
    told = {
        "when": when_said(held.slot, person.meeting),
        "slot": slot_name(held.slot),
        "space": held.space.name,
    }
    return show_meet(
        request,
        person.meeting,
        "guest/working/session.html",
        title=held.topic.title,
        finding=_("%(slot)s in %(space)s: %(when)s.") % told,
        facts={
            **_facts(person, programme, held),
            "held": held,
            "person": person,
            "said": said_in(request),
        },
    )


def _facts(person: Attendee, programme: Programme, held: Session) -> dict[str, Any]:
    mine, writes = sits_in(person, programme, held), writes_for(person, held)
    meeting = person.meeting
    return {
        "mine": mine,
        "writes": writes and takes(meeting, SHEET),
        "duties": mine and (takes(meeting, SEAT) or takes(meeting, SHEET)),
        "written": is_written(held.sheet),
        "answers": [(q, getattr(held.sheet, name, "")) for name, q in QUESTIONS.items()],
        "project": _project(person, held) if writes and takes(meeting, PROJECT) else "",
    }


def _project(person: Attendee, held: Session) -> str:
    """Where a session becomes a project; empty where this installation has no projects."""
    try:
        return reverse("guest:meet-project", args=[person.meeting.code, held.topic.public_id])
    except NoReverseMatch:  # pragma: no cover - projects are a later room
        return ""


@require_POST
@inside
def duty(request: HttpRequest, person: Attendee, topic: UUID) -> HttpResponse:
    """I moderate, I take notes; or no longer."""
    _programme, held = _opened(person, topic)
    deed, _blank, what = str(request.POST.get("duty", "")).partition(" ")
    if what not in DUTIES or deed not in ("take", "leave"):
        raise Http404
    try:
        (take_duty if deed == "take" else leave_duty)(person=person, topic=held.topic, duty=what)
    except ValidationError as refused:
        back = reverse("guest:meet-session", args=[person.meeting.code, topic])
        return not_taken(request, person, refused, back=back)
    return back_to(person, "meet-session", "changed", topic)


@takes_form
@inside
def sheet(request: HttpRequest, person: Attendee, topic: UUID) -> HttpResponse:
    """Write the sheet of a session; whoever was slower sees the other's words and keeps their own."""
    _programme, held = _opened(person, topic)
    if not writes_for(person, held):
        raise Http404
    if request.method == "POST":
        return _written(request, person, held, SheetForm(request.POST))
    return _show_sheet(request, person, held, SheetForm(initial=_first(held)))


def _show_sheet(
    request: HttpRequest,
    person: Attendee,
    held: Session,
    form: SheetForm,
    *,
    clash: str = "",
    status: int = 200,
) -> HttpResponse:
    return show_meet(
        request,
        person.meeting,
        "guest/working/sheet.html",
        title=_("Sheet: %(topic)s") % {"topic": held.topic.title},
        finding=_("Three questions; keywords are enough. Everybody reads it in the report."),
        facts={
            "form": form,
            "held": held,
            "clash": clash,
            "answers": [(q, getattr(held.sheet, name, "")) for name, q in QUESTIONS.items()],
            "may": takes(person.meeting, SHEET),
        },
        status=status,
    )


def _first(held: Session) -> dict[str, Any]:
    row = held.sheet
    if row is None:
        return {"seen": 0}
    return {name: getattr(row, name) for name in (*QUESTIONS, "nothing")} | {"seen": row.edit}


def _written(
    request: HttpRequest, person: Attendee, held: Session, form: SheetForm
) -> HttpResponse:
    form.is_valid()  # every field may be empty
    topic, seen = held.topic, form.cleaned_data.get("seen")
    try:
        write_sheet(
            person=person,
            topic=topic,
            answers=form.answers(),
            nothing=form.cleaned_data["nothing"],
            seen=-1 if seen is None else seen,
        )
    except ChangedMeanwhile as refused:
        return _clash(request, person, topic.public_id, form, str(refused.messages[0]))
    except NotTakenNow as refused:
        back = reverse("guest:meet-session", args=[person.meeting.code, topic.public_id])
        return not_taken(request, person, refused, typed=typed_in(request, *QUESTIONS), back=back)
    except ValidationError as refused:
        put_beside(form, refused)
        return _show_sheet(request, person, held, form, status=422)
    return back_to(person, "meet-session", "changed", topic.public_id)


def _clash(
    request: HttpRequest, person: Attendee, topic: UUID, form: SheetForm, why: str
) -> HttpResponse:
    """The newer sheet above, one's own words in the form: sent once more, they stand."""
    _programme, held = _opened(person, topic)
    again = form.asked_again(held.sheet.edit if held.sheet else 0)
    return _show_sheet(request, person, held, again, clash=why, status=409)
