"""The room itself: what runs, one's table, the forms of the phase; putting down, changing, voting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from territoria_web.convene.forms import ContributionForm, DotsForm
from territoria_web.convene.models import Contribution, Participant
from territoria_web.convene.queries.meetings import meeting_by_code
from territoria_web.convene.queries.people import PEER, guests_do_not_vote, role_of
from territoria_web.convene.queries.room import (
    Now,
    actions_to_promise,
    ballot_for,
    beat_of,
    now_in,
)
from territoria_web.convene.queries.votes import vote_phases
from territoria_web.convene.rules import Phase, phase_at
from territoria_web.convene.services.room import (
    NotNow,
    contribute,
)
from territoria_web.guest.room.door import no_room, show_door, wait
from territoria_web.guest.room.frame import show_room
from territoria_web.guest.room.phones import guesses_codes, key_of, participant_of
from territoria_web.library.codes import tidy_code
from territoria_web.library.private_answers import guarded
from territoria_web.library.refused import put_beside

View = Callable[..., HttpResponse]
SAID = {"taken", "changed", "back", "dissent", "voted"}


@require_safe
def room(request: HttpRequest, code: str) -> HttpResponse:
    """The one address for the room: inside for those who came in, else the door."""
    tidy = tidy_code(code)
    person = participant_of(request, code)
    if person is not None:
        return show_inside(request, person)
    if guesses_codes(request):
        return wait(request)
    meeting = meeting_by_code(tidy)
    if meeting is None:
        return no_room(request)
    if tidy != code:
        return redirect("guest:room", tidy)
    return show_door(request, meeting)


def show_inside(
    request: HttpRequest,
    person: Participant,
    *,
    bound: ContributionForm | None = None,
    dots: DotsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The room as this participant sees it; ``bound``, ``dots``: a form that is asked again."""
    now = now_in(person)
    forms, ballot = _forms(person, now, bound), None
    guest = person.task == PEER
    if now.phase and now.phase.votes and not guest:
        held = ballot_for(person, now.phase)
        ballot = dots or DotsForm(
            phase=now.phase, items=held.items, each=person.meeting.dots, cast=held.cast
        )
    return show_room(
        request,
        "guest/room/room.html",
        title=now.phase.title if now.phase else person.meeting.title,
        facts={
            **_facts(person, now),
            "forms": forms,
            "bound": bound,
            "ballot": ballot,
            "no_ballot": guests_do_not_vote() if guest and now.phase and now.phase.votes else "",
            "left": held.left if ballot else {},
            "each": [
                (axis, person.meeting.dots.get(axis, 0))
                for axis in (now.phase.axes if now.phase else ())
            ],
            "said": _said(request, person),
            "votes": bool(vote_phases(person.meeting)),
        },
        status=status,
    )


def _said(request: HttpRequest, person: Participant) -> str:
    """What was done a moment ago; nothing once the meeting has moved on from there."""
    said, phase = str(request.GET.get("said", "")), str(request.GET.get("in", ""))
    return said if said in SAID and phase == person.meeting.phase else ""


def _facts(person: Participant, now: Now) -> dict[str, Any]:
    return {
        "person": person,
        "role": role_of(person.role),
        "meeting": person.meeting,
        "now": now,
        "tag": _tag(person.pk, person.meeting.beat),
    }


def _forms(person: Participant, now: Now, bound: ContributionForm | None) -> list[ContributionForm]:
    if now.phase is None:
        return []
    return [
        bound
        if bound and bound.kind_of == kind
        else ContributionForm(phase=now.phase, kind=kind, actions=actions_for(person, kind))
        for kind in now.phase.kinds
    ]


def actions_for(person: Participant, kind: str) -> list[Contribution]:
    """The actions that a commitment may be for."""
    return actions_to_promise(person.meeting) if kind == "commitment" else []


# ── what is new ───────────────────────────────────────────────────────────────────────────────


@require_safe
def now(request: HttpRequest, code: str) -> HttpResponse:
    """The moving part of the page, for the script: one query where nothing is new."""
    key = key_of(request, code)
    found = beat_of(code, key)
    if found is None:
        raise Http404
    tag = _tag(*found)
    answer: HttpResponse = HttpResponseNotModified()
    if request.headers.get("If-None-Match") != tag:
        person = participant_of(request, code)
        if person is None:
            raise Http404
        facts = _facts(person, now_in(person))
        answer = HttpResponse(render_to_string("guest/room/now.html", facts, request))
        tag = facts["tag"]
    answer["ETag"] = tag
    return guarded(answer)


def _tag(person: int, beat: int) -> str:
    return f'"{person}-{beat}-{get_language()}"'


# ── putting down ──────────────────────────────────────────────────────────────────────────────


def inside(view: View) -> View:
    """For those who came in only; the others are led to the door."""

    def guarded_view(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        person = participant_of(request, code)
        if person is None:
            return redirect("guest:room", code)
        return view(request, person, *args, **kwargs)

    return guarded_view


def back_to(person: Participant, said: str) -> HttpResponse:
    """To the room, which says what was done, as long as the phase runs in which it was."""
    told = urlencode({"said": said, "in": person.meeting.phase})
    return redirect(f"{reverse('guest:room', args=[person.meeting.code])}?{told}#now")


@require_POST
@inside
def add(request: HttpRequest, person: Participant) -> HttpResponse:
    """Put something down."""
    phase = phase_at(person.meeting, str(request.POST.get("phase", "")))
    kind = str(request.POST.get("kind", ""))
    if phase is None or kind not in phase.kinds:
        return too_late(request, person, _("This phase does not take that."))
    form = ContributionForm(request.POST, phase=phase, kind=kind, actions=actions_for(person, kind))
    once = form.cleaned_data["once"] if form.is_valid() else None
    if once is None:
        return too_late(request, person, _("This form was not whole. Write it once more."))
    try:
        contribute(
            participant=person,
            phase=phase.id,
            kind=kind,
            text=form.cleaned_data["text"],
            body=form.body(),
            dissent=form.cleaned_data.get("dissent", False),
            once=once,
        )
    except NotNow as refused:
        return too_late(request, person, first_said(refused))
    except ValidationError as refused:
        return _asked_again(request, person, form, phase, refused)
    return back_to(person, "taken")


def _asked_again(
    request: HttpRequest,
    person: Participant,
    form: ContributionForm,
    phase: Phase,
    refused: ValidationError,
) -> HttpResponse:
    put_beside(form, refused)
    if person.meeting.phase != phase.id:  # it ended meanwhile: the form stands alone
        return alone(request, person, form, reverse("guest:room-add", args=[person.meeting.code]))
    return show_inside(request, person, bound=form, status=422)


def alone(
    request: HttpRequest, person: Participant, form: ContributionForm, action: str
) -> HttpResponse:
    """A form that is asked again on a page of its own."""
    return show_room(
        request,
        "guest/room/change.html",
        title=_("Look at it once more"),
        facts={"meeting": person.meeting, "form": form, "action": action},
        status=422,
    )


def too_late(request: HttpRequest, person: Participant, why: str) -> HttpResponse:
    """Not taken: what was typed is shown back."""
    kept = ("text", "objective", "owner", "resource", "indicator", "due")
    typed = [str(request.POST.get(name, "")).strip() for name in kept]
    return show_room(
        request,
        "guest/room/late.html",
        title=_("This was not taken"),
        finding=why,
        facts={"meeting": person.meeting, "typed": "\n".join(t for t in typed if t)},
        status=409,
    )


def first_said(refused: ValidationError) -> str:
    """The first thing that is wrong."""
    return str(refused.messages[0])
