"""A pair by the link of one of the two: yes or no, talks, what they were worth, the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from territoria_web.act.forms.mentoring import TalkForm, WorthForm
from territoria_web.act.models import MentoringPerson, MentoringSession
from territoria_web.act.queries.mentoring_pairs import OwnPair, own_pair_in
from territoria_web.act.services.mentoring_answers import (
    answer_proposal,
    drop_talk,
    end_pair,
    give_feedback,
    note_talk,
)
from territoria_web.act.services.mentoring_journal import NotTakenNow
from territoria_web.guest.mentoring.frame import done, mine, said, show_mentoring, typed_in
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of

View = Callable[..., HttpResponse]


def ours(view: View) -> View:
    """The view gets a pair of whoever holds the link; what is not taken any more is shown back."""

    @mine
    @wraps(view)
    def opened(
        request: HttpRequest, person: MentoringPerson, token: str, pair: UUID, **parts: Any
    ) -> HttpResponse:
        held = own_pair_in(person, pair, timezone.localdate())
        if held is None:
            raise Http404
        try:
            return view(request, person, held, token, **parts)
        except NotTakenNow as refused:
            return _not_taken(request, person, token, str(refused.messages[0]))

    return opened


def _not_taken(
    request: HttpRequest, person: MentoringPerson, token: str, finding: str
) -> HttpResponse:
    return said(
        request,
        person.round,
        _("This was not taken"),
        finding,
        status=409,
        typed=typed_in(request),
        back=reverse("guest:mentoring-own", args=[token]),
    )


@require_POST
@ours
def answer(
    request: HttpRequest, person: MentoringPerson, held: OwnPair, token: str
) -> HttpResponse:
    """Yes or no to a proposal."""
    says = request.POST.get("do", "")
    if says not in ("yes", "no"):
        raise NotTakenNow(_("Choose one of the buttons."))
    origin = origin_of(request)
    answer_proposal(person=person, pair=held.row, agrees=says == "yes", origin=origin)
    return done(token, says)


@takes_form
@ours
def talk(
    request: HttpRequest,
    person: MentoringPerson,
    held: OwnPair,
    token: str,
    talk: UUID | None = None,
) -> HttpResponse:
    """Note a talk, or write one of one's own anew, or take it away."""
    row = _talk(held, person, talk)
    if row is not None and request.POST.get("do") == "drop":
        drop_talk(person=person, talk=row)
        return done(token, "dropped")
    known = {n: getattr(row, n) for n in ("day", "minutes", "done", "next")} if row else None
    form = TalkForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        try:
            note_talk(person=person, pair=held.row, words=form.words(), talk=row)
            return done(token, "talk")
        except NotTakenNow:
            raise
        except ValidationError as refused:
            put_beside(form, refused)
    finding = _("Your talk with %(name)s.") % {"name": held.other.row.name}
    facts = {"button": _("Keep the note"), "may_drop": row is not None}
    return _form(request, person, token, form, _("Note a talk"), finding, **facts)


def _talk(held: OwnPair, person: MentoringPerson, talk: UUID | None) -> MentoringSession | None:
    """A note of one's own; None for a new one."""
    if talk is None:
        return None
    found = next((one for one in held.talks if one.public_id == talk), None)
    if found is None or found.by_id != person.pk:
        raise Http404
    return found


@takes_form
@ours
def feedback(
    request: HttpRequest, person: MentoringPerson, held: OwnPair, token: str
) -> HttpResponse:
    """What the talks are worth; the office sees counts alone."""
    if not held.feedback:
        raise NotTakenNow(_("The question comes after the second talk, and at the end."))
    known = {n: getattr(held.given, n) for n in ("worth", "said")} if held.given else None
    form = WorthForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        give_feedback(person=person, pair=held.row, **form.cleaned_data)
        return done(token, "feedback")
    finding = _("One click about your talks with %(name)s.") % {"name": _named(held)}
    facts = {"button": _("Send the answer")}
    return _form(request, person, token, form, _("What are they worth?"), finding, **facts)


def _named(held: OwnPair) -> str:
    return held.other.row.name or _("somebody who has left")


@takes_form
@ours
def end(request: HttpRequest, person: MentoringPerson, held: OwnPair, token: str) -> HttpResponse:
    """End the talks, without a reason."""
    if request.method == "POST":
        end_pair(person=person, pair=held.row, origin=origin_of(request))
        return done(token, "ended")
    finding = _("No reason is needed. %(name)s is told kindly.") % {"name": held.other.row.name}
    return show_mentoring(
        request,
        person.round,
        "guest/mentoring/end.html",
        title=_("End your talks?"),
        finding=finding,
        facts={"back": reverse("guest:mentoring-own", args=[token])},
    )


def _form(
    request: HttpRequest,
    person: MentoringPerson,
    token: str,
    form: Any,
    title: str,
    finding: str,
    **facts: Any,
) -> HttpResponse:
    return show_mentoring(
        request,
        person.round,
        "guest/mentoring/form.html",
        title=title,
        finding=finding,
        facts={"form": form, "back": reverse("guest:mentoring-own", args=[token]), **facts},
        status=422 if form.errors else 200,
    )
