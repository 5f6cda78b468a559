"""Running a meeting: phases, the door, tables, and the screen that the room looks at."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.convene.models import Meeting, Participant
from territoria_web.convene.queries.agenda import end_of_phase
from territoria_web.convene.queries.board import counts_of_phase
from territoria_web.convene.queries.meetings import open_meeting_of
from territoria_web.convene.queries.people import mix_of, participants_of
from territoria_web.convene.queries.qr import qr_svg
from territoria_web.convene.queries.votes import outcome_of, voters_in
from territoria_web.convene.rules import (
    RECORDS,
    Phase,
    phase_at,
    phases_of,
    runs,
    votes_shown,
)
from territoria_web.convene.services.meetings import turn_door
from territoria_web.convene.services.running import begin_phase, end_meeting, end_phase
from territoria_web.convene.services.tables import deal_tables, name_tables
from territoria_web.desk.convene.frame import show_meeting
from territoria_web.desk.convene.sure import asked_whether_sure, may_begin
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tell_refused
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import clock, said_in
from territoria_web.people.links import origin_of


class DealForm(forms.Form):
    """In which phases people sit at tables, and how many at one."""

    phases = forms.MultipleChoiceField(
        label=gettext_lazy("Phases"),
        help_text=gettext_lazy(
            "In several, people meet others each time; facilitators stay at their table."
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    size = forms.IntegerField(
        label=gettext_lazy("People at a table, at most"), min_value=2, max_value=12
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {"size": meeting.table_size}
        super().__init__(*args, **kwargs)
        field = self.fields["phases"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(p.id, p.title) for p in phases_of(meeting) if not p.pause]


def room_address(request: HttpRequest, meeting: Meeting) -> str:
    """The one address for the room, without a language: the phone's own is spoken."""
    path = reverse("guest:room", args=[meeting.code])
    return f"{origin_of(request)}/{path.split('/', 2)[2]}"


@login_required
@takes_form
def run(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """The console: what runs, what comes next, the door."""
    doing = request.method == "POST"
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="run" if doing else "see")
    if doing:
        asked = asked_whether_sure(request, cycle, held)
        if asked is None:
            _do(request, held)
            asked = redirect("desk:convene-run", cycle.public_id, held.public_id)
        return asked
    lines = list(phases_of(held))
    place = next((n for n, line in enumerate(lines) if runs(held, line.id)), None)
    here = lines[place] if place is not None else None
    mix = mix_of(participants_of(held), states=(Participant.State.PRESENT,))
    ends = end_of_phase(held, here) if here else None
    return show_meeting(
        request,
        cycle,
        held,
        "run",
        "desk/convene/run.html",
        title=_("Run the meeting"),
        finding=_said(held, here),
        facts={
            "here": here,
            "until": clock(ends),
            "next": _next(held, lines, place),
            "may_begin": may_begin(held),
            "before": lines[place - 1] if place else None,
            "lines": [(line, line.id in held.ran, line == here) for line in lines],
            "mix": mix,
            "address": room_address(request, held),
            "takes": [str(RECORDS[r]) for r in here.records if r in RECORDS] if here else [],
            "count": counts_of_phase(held, here) if here and here.kinds else 0,
            "voters": voters_in(held, here) if here and here.votes else None,
        },
    )


def _said(held: Meeting, here: Phase | None) -> str:
    if here is not None:
        return _("Now: %(title)s.") % {"title": here.title}
    if held.state == Meeting.State.PLANNED:
        return _("The meeting has not begun.")
    if held.state == Meeting.State.ENDED:
        return _("The meeting has ended.")
    return _("Nothing runs at this moment.")


def _next(held: Meeting, lines: list[Phase], place: int | None) -> Phase | None:
    """The phase after the one that runs; between two, the first that was not held yet; none once
    the meeting has ended.
    """
    if held.state == Meeting.State.ENDED:
        return None
    if place is not None:
        return lines[place + 1] if place + 1 < len(lines) else None
    return next((line for line in lines if line.id not in held.ran), None)


def _do(request: HttpRequest, held: Meeting) -> None:
    """The deed of the pressed button; what is wrong with it is said on top."""
    deed, _mark, phase = str(request.POST.get("do", "")).partition(":")
    by, running = account_of(request), str(request.POST.get("running", ""))
    try:
        if deed == "begin":
            begin_phase(by=by, meeting=held, phase=phase, running=running)
        elif deed == "pause":
            end_phase(by=by, meeting=held, running=running)
        elif deed == "end":
            end_meeting(by=by, meeting=held)
        elif deed in ("open", "close"):
            turn_door(by=by, meeting=held, opened=deed == "open")
        else:
            messages.error(request, _("Choose one of the buttons."))
    except ValidationError as refused:
        tell_refused(request, refused)


# ── tables ────────────────────────────────────────────────────────────────────────────────────


@login_required
@takes_form
def tables(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """Who sits where; dealing people anew."""
    dealing = request.method == "POST"
    cycle, held = open_meeting_of(
        request.user, public_id, meeting, verb="run" if dealing else "see"
    )
    form = DealForm(posted(request), meeting=held)
    if dealing and form.is_valid() and _dealt(request, held, form):
        return redirect("desk:convene-tables", cycle.public_id, held.public_id)
    groups = list(held.groups.prefetch_related("members"))
    seated = [
        (line, [g for g in groups if g.phase == line.id])
        for line in phases_of(held)
        if any(g.phase == line.id for g in groups)
    ]
    return show_meeting(
        request,
        cycle,
        held,
        "run",
        "desk/convene/tables.html",
        title=_("Tables"),
        finding=_("Nobody is dealt to tables yet.") if not seated else "",
        facts={"seated": seated, "form": form},
        status=422 if form.errors else 200,
    )


def _dealt(request: HttpRequest, held: Meeting, form: DealForm) -> bool:
    try:
        found = deal_tables(
            by=account_of(request),
            meeting=held,
            phases=form.cleaned_data["phases"],
            size=form.cleaned_data["size"],
            seed=secrets.randbelow(2**31),
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    said = ngettext("%(people)d people sit at %(count)d table.",
                    "%(people)d people sit at %(count)d tables.", found.tables)  # fmt: skip
    messages.success(request, said % {"people": found.people, "count": found.tables})
    return True


@login_required
@require_POST
def subjects(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """What each table of a phase is about."""
    cycle, held = open_meeting_of(request.user, public_id, meeting, verb="run")
    line = phase_at(held, str(request.POST.get("phase", "")))
    if line is None:
        raise Http404
    phase = line.id
    told = {
        group.number: str(request.POST.get(f"subject-{group.number}", group.subject))
        for group in held.groups.filter(phase=phase)
    }
    try:
        name_tables(by=account_of(request), meeting=held, phase=phase, subjects=told)
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:convene-tables", cycle.public_id, held.public_id)


# ── the screen ────────────────────────────────────────────────────────────────────────────────


@login_required
@require_safe
def screen(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """For the wall, in the language of the meeting: phase, end, address and code, counts; votes
    only after their phase.
    """
    cycle, held = open_meeting_of(request.user, public_id, meeting)
    console = reverse("desk:convene-run", args=[cycle.public_id, held.public_id])
    with said_in(held.language):
        return _on_the_wall(request, held, console)


def _on_the_wall(request: HttpRequest, held: Meeting, console: str) -> HttpResponse:
    here = phase_at(held, held.phase) if held.phase else None
    ends = end_of_phase(held, here) if here else None
    address = room_address(request, held)
    past = _voted_last(held)
    return show(
        request,
        "desk/convene/screen.html",
        title=here.title if here else held.title,
        finding=here.what if here else "",
        facts={
            "meeting": held,
            "here": here,
            "until": clock(ends),
            "address": address,
            "qr": qr_svg(address, title=_("QR code of the room")),
            "present": held.participants.filter(state=Participant.State.PRESENT).count(),
            "count": counts_of_phase(held, here) if here and here.kinds else None,
            "voters": voters_in(held, here) if here and here.votes else None,
            "outcome": outcome_of(held, past) if past else None,
            "console": console,
        },
    )


def _voted_last(held: Meeting) -> Phase | None:
    """The vote held last, once no dot can come in any more and while nothing new is put down."""
    now = timezone.now()
    ended = [p for p in phases_of(held) if p.votes and votes_shown(held, p.id, now)]
    here = phase_at(held, held.phase) if held.phase else None
    if not ended or (here is not None and (here.votes or here.kinds)):
        return None
    return ended[-1]
