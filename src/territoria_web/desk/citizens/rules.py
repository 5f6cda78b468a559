"""The rules and promises of a forum, its districts and known shares; closing it and opening it again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.forum_form import RulesForm, initial_of
from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_anew, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.districts_list import proposed_frame
from territoria_web.listen.services.forums import change_forum, set_forum_open
from territoria_web.territories.rules import ChangedMeanwhile

TURNS = {"close": False, "open": True}
FIRST = (
    *("office", "contact", "languages", "takes_needs", "moderation"),
    *("answer_days", "keep_months", "rules_said"),
)


@login_required
@takes_form
def rules(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is promised, and changing it."""
    writing = request.method == "POST"
    forum = opened(request, public_id, "prepare" if writing else "see")
    turn = next((name for name in TURNS if name in request.POST), "")
    if turn:
        return _turned(request, forum, is_open=TURNS[turn])
    form = _form(forum, request.POST if writing else None, request)
    if writing and form.is_valid():
        try:
            if tried(form, lambda: _kept(request, forum, form)):
                messages.success(request, _("The rules are kept. They hold from now on."))
                return redirect("desk:citizens-rules", public_id)
        except ChangedMeanwhile as refused:
            forum.refresh_from_db()
            form = _form(forum, seen_anew(request, forum.edit), request)
            put_beside(form, refused)
    return _shown(request, forum, form)


def _form(forum: Forum, data: Any, request: HttpRequest) -> RulesForm:
    files = request.FILES if data is not None else None
    territory = forum.cycle.territory
    return RulesForm(data, files, initial=initial_of(forum), territory=territory)


def _kept(request: HttpRequest, forum: Forum, form: RulesForm) -> None:
    seen = form.cleaned_data["seen"]
    change_forum(by=account_of(request), forum=forum, frame=form.told(), seen=seen)


def _turned(request: HttpRequest, forum: Forum, *, is_open: bool) -> HttpResponse:
    try:
        set_forum_open(by=account_of(request), forum=forum, is_open=is_open)
    except ValidationError as refused:
        tell_refused(request, refused)
    else:
        said = _("The forum is open again.") if is_open else _("The forum is closed.")
        messages.success(request, said)
    return redirect("desk:citizens-rules", forum.cycle.public_id)


def _shown(request: HttpRequest, forum: Forum, form: RulesForm) -> HttpResponse:
    return show_citizens(
        request,
        forum,
        "citizens-rules",
        "desk/citizens/rules.html",
        title=_("Rules and promises"),
        finding=_("An answer within %(days)d days, from: %(office)s.")
        % {"days": forum.answer_days, "office": forum.office},
        facts={
            "form": form,
            "first": [form[name] for name in FIRST],
            "proposed": proposed_frame(forum.cycle.territory, forum.districts),
            "shares": [(m, label, s) for m, ls in forum.margins.items() for label, s in ls.items()],
        },
        status=422 if form.errors else 200,
    )
