"""One conversation at a glance: what it asks, who came, where people get in; open, extend, close."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.convene.queries.qr import qr_svg
from territoria_web.desk.citizens.talks.forms import (
    CloseForm,
    ExtendForm,
    OpenForm,
    TalkForm,
    frame_of,
    standing,
)
from territoria_web.desk.citizens.talks.frame import at, opened_talk, show_talk
from territoria_web.desk.guards import account_of
from territoria_web.desk.last_day import evening
from territoria_web.desk.tried import seen_anew, tried
from territoria_web.desk.workspace import latest_job
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Conversation
from territoria_web.listen.queries.conversations import TalkCounts, counts_of_talk, talk_of
from territoria_web.listen.services.conversations import (
    change_conversation,
    close_conversation,
    extend_conversation,
    open_conversation,
)
from territoria_web.people.links import origin_of
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

THREE_WEEKS = timedelta(weeks=3)
Told = dict[str, Any]


@dataclass(frozen=True)
class Deed:
    """A button: its form, what it does, what is said after."""

    form: Callable[..., forms.Form]
    do: Callable[[User, Conversation, Told], object]
    after: Promise


def _change(by: User, talk: Conversation, told: Told) -> None:
    seen = -1 if told["seen"] is None else told["seen"]
    change_conversation(by=by, talk=talk, frame=frame_of(told), seen=seen)


def _open(by: User, talk: Conversation, told: Told) -> None:
    open_conversation(by=by, talk=talk, closes=evening(told["closes"]), seen=told["seen"])


def _extend(by: User, talk: Conversation, told: Told) -> None:
    told["closes"] = evening(told["closes"])
    extend_conversation(by=by, talk=talk, **told)


def _close(by: User, talk: Conversation, told: Told) -> None:
    close_conversation(by=by, talk=talk, **told)


DEEDS = {
    "change": Deed(TalkForm, _change, gettext_lazy("The draft is kept.")),
    "open": Deed(OpenForm, _open, gettext_lazy("It is open. Here is how people find it.")),
    "extend": Deed(ExtendForm, _extend, gettext_lazy("It is extended.")),
    "close": Deed(
        CloseForm, _close, gettext_lazy("It is closed; the last results are being worked out.")
    ),
}
IN_STATE = {"draft": ("change", "open"), "open": ("extend", "close"), "closed": ()}


@login_required
@takes_form
def talk(request: HttpRequest, public_id: UUID, talk: UUID) -> HttpResponse:
    """The page, and each of its forms."""
    verb = "prepare" if request.method == "POST" else "see"
    held = opened_talk(request, public_id, talk, verb)
    if request.method == "POST":
        return _done(request, held)
    return _shown(request, held, _forms(held))


def _forms(held: Conversation) -> dict[str, forms.Form]:
    """The forms that its state has, empty."""
    later = timezone.localdate() + THREE_WEEKS
    initial = {
        "change": standing(held),
        "open": {"closes": later, "seen": held.edit},
        "extend": {"closes": later, "seen": held.edit},
        "close": {"seen": held.edit},
    }
    return {
        name: DEEDS[name].form(initial=initial[name], auto_id=f"{name}-%s")
        for name in IN_STATE[held.state]
    }


def _done(request: HttpRequest, held: Conversation) -> HttpResponse:
    name = str(request.POST.get("do", ""))
    if name not in IN_STATE[held.state]:
        messages.warning(request, _("This cannot be done any more. Here is how it stands."))
        return redirect(at(held))
    deed = DEEDS[name]
    form = deed.form(request.POST, auto_id=f"{name}-%s")
    try:
        if form.is_valid() and tried(
            form, lambda: deed.do(account_of(request), held, dict(form.cleaned_data))
        ):
            messages.success(request, str(deed.after))
            return redirect(at(held))
    except ChangedMeanwhile as refused:
        held = talk_of(held.forum, held.public_id)
        form = deed.form(seen_anew(request, held.edit), auto_id=f"{name}-%s")
        form.is_valid()
        form.add_error(None, refused)
    return _shown(request, held, {**_forms(held), name: form}, 422)


def _shown(
    request: HttpRequest, held: Conversation, shown: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    counts = counts_of_talk(held)
    way = reverse("guest:talk", args=[held.forum.code, held.public_id])
    whole = origin_of(request) + way
    return show_talk(
        request,
        held,
        "citizens-talk",
        "desk/citizens/talks/talk.html",
        title=held.title,
        finding=_finding(held, counts),
        facts={
            "counts": counts,
            "forms": shown,
            "wrong": next((f for f in shown.values() if f.is_bound and f.errors), None),
            "way": way,
            "whole": whole,
            "code": qr_svg(whole, title=_("QR code of the conversation")),
            "public": reverse("public:talk", args=[held.forum.code, held.public_id]),
            "job": latest_job(held.forum.cycle, "opinions"),
        },
        status=status,
    )


def _finding(held: Conversation, counts: TalkCounts) -> str:
    if held.state == Conversation.State.DRAFT:
        said = ngettext(
            "A draft with %(count)d statement.", "A draft with %(count)d statements.", counts.shown
        )
        return said % {"count": counts.shown}
    said = ngettext("%(count)d person has voted.", "%(count)d people have voted.", counts.people)
    return said % {"count": counts.people}
