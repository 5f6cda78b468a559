"""Letters on a plan: asked for, confirmed by a button, changed and stopped by a link of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from territoria_web.guest.news.frame import show_news, strange
from territoria_web.guest.voice.need_form import NO_ADDRESS
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.voice_rules import LONGEST_ADDRESS
from territoria_web.people.links import origin_of
from territoria_web.track.models import Follower
from territoria_web.track.queries.accounts import account_at
from territoria_web.track.queries.chosen import chosen_in, chosen_said
from territoria_web.track.queries.doors import follower_at, follower_by
from territoria_web.track.services.followers import (
    change_letters,
    confirm_follower,
    follow_plan,
    stop_following,
)
from territoria_web.track.track_rules import (
    CONFIRM_WITHIN,
    PACE_NAMES,
    follower_token,
    read_confirm_token,
)

ONE_CLICK: Final = {"List-Unsubscribe": "One-Click"}  # RFC 8058, 3.2


class PaceForm(forms.Form):
    """How often letters come."""

    pace = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        widget=forms.RadioSelect,
        choices=[*PACE_NAMES.items()],
        initial=Follower.Pace.MONTHLY,
        error_messages={"required": gettext_lazy("Choose one of the list.")},
    )


class FollowForm(PaceForm):
    """An address and how often letters come."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Only for these letters. It is shown to nobody."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=LONGEST_ADDRESS,
        error_messages=dict.fromkeys(("invalid", "max_length"), NO_ADDRESS),
    )
    field_order = ("email", "pace")


@takes_form
def follow(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Ask for letters; about the actions that the address of the page names, else about all."""
    held = account_at(plan)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = chosen_in(asked, held)
    form = FollowForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            follow_plan(
                plan=held.plan,
                email=form.cleaned_data["email"],
                language=get_language() or "en",
                pace=form.cleaned_data["pace"],
                chosen=chosen,
                origin=origin_of(request),
            )
            return redirect("guest:follow-sent")
        except ValidationError as refused:
            put_beside(form, refused)
    return show_news(
        request,
        held.plan,
        "guest/news/follow.html",
        title=_("Letters on the plan"),
        finding=chosen_said(chosen, held),
        facts={"form": form, "chosen": _flat(chosen), "days": CONFIRM_WITHIN.days},
        status=422 if form.errors else 200,
    )


def _flat(chosen: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The wish as hidden fields."""
    return [
        (name, " ".join(map(str, value)) if isinstance(value, list) else str(value))
        for name, value in chosen.items()
    ]


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """A letter is on its way; whether the address follows already is not told."""
    said = _("Open it and press the link in it. Before that no other letter goes to this address.")
    return show_news(
        request,
        None,
        "guest/news/said.html",
        title=_("We have written to you"),
        finding=said,
    )


@takes_form
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button, because programmes open links too; pressed, letters come."""
    read = read_confirm_token(token)
    row = follower_by(read[0]) if read else None
    if read is None or row is None:
        return strange(request)
    if request.method == "POST":
        confirmed = confirm_follower(token=token)
        return (
            redirect("guest:following", follower_token(confirmed))
            if confirmed
            else strange(request)
        )
    return show_news(
        request,
        row.plan,
        "guest/news/confirm.html",
        title=_("Letters to %(email)s?") % {"email": row.email},
        finding=chosen_said(read[2], account_at(row.plan.public_id)),
        facts={"pace": PACE_NAMES.get(read[1], "")},
    )


@csrf_exempt  # what mail programmes send by themselves bears no token; all else is looked at below
def following(request: HttpRequest, token: str) -> HttpResponse:
    """Another pace, or no more letters."""
    if request.method == "POST" and request.POST.dict() == ONE_CLICK:
        return _stopped_at_once(token)
    answer: HttpResponse = _following(request, token)
    return answer


def _stopped_at_once(token: str) -> HttpResponse:
    """The button of a mail programme: only the link itself counts, and it can do nothing but stop."""
    with suppress(Http404):  # where they stopped before
        stop_following(follower=follower_at(token))
    return HttpResponse(status=204)


@csrf_protect
@takes_form
def _following(request: HttpRequest, token: str) -> HttpResponse:
    try:
        row = follower_at(token)
    except Http404:
        return strange(request)
    if request.method == "POST" and "stop" in request.POST:
        stop_following(follower=row)
        return _stopped(request, row)
    form = PaceForm(request.POST if request.method == "POST" else None, initial={"pace": row.pace})
    if form.is_bound and form.is_valid():
        chosen = {} if request.POST.get("all") else row.chosen
        change_letters(follower=row, pace=form.cleaned_data["pace"], chosen=chosen)
        return redirect("guest:following", token)
    return show_news(
        request,
        row.plan,
        "guest/news/following.html",
        title=_("Your letters on the plan"),
        finding=chosen_said(row.chosen, account_at(row.plan.public_id)),
        facts={"form": form, "chosen": row.chosen, "email": row.email},
        status=422 if form.errors else 200,
    )


def _stopped(request: HttpRequest, row: Follower) -> HttpResponse:
    return show_news(
        request,
        row.plan,
        "guest/news/said.html",
        title=_("No more letters"),
        finding=_("Your address is erased."),
    )
