"""The conversations of a forum, and beginning one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.talks.forms import TalkForm
from territoria_web.desk.citizens.talks.frame import HERE, at, state_said
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Conversation
from territoria_web.listen.queries.conversations import all_conversations_of
from territoria_web.listen.services.conversations import draft_conversation


@login_required
@require_safe
def talks(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All of them, with what waits in each."""
    forum = opened(request, public_id)
    rows = all_conversations_of(forum)
    waiting = sum(row.waiting for row in rows)
    said = ngettext(
        "%(count)d statement waits to be read.", "%(count)d statements wait to be read.", waiting
    )
    none = _("Nothing waits.") if rows else _("People are not asked to vote on anything yet.")
    return show_citizens(
        request,
        forum,
        HERE,
        "desk/citizens/talks/talks.html",
        title=_("Conversations"),
        finding=said % {"count": waiting} if waiting else none,
        facts={"rows": [(row, state_said(row.talk), at(row.talk)) for row in rows]},
    )


@login_required
@takes_form
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin one; then its first statements."""
    forum = opened(request, public_id, "prepare")
    initial = {"language": get_language() or "en", "takes_statements": True}
    form = TalkForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        made: list[Conversation] = []

        def deed() -> None:
            made.append(draft_conversation(by=account_of(request), forum=forum, frame=form.told()))

        if tried(form, deed):
            messages.success(request, _("The draft is kept. Now write the first statements."))
            return redirect(at(made[0], "citizens-talk-statements"))
    return show_citizens(
        request,
        forum,
        HERE,
        "desk/citizens/talks/new.html",
        title=_("Begin a conversation"),
        finding=_("A question, statements to vote on, and what becomes of the result."),
        facts={"form": form},
        status=422 if form.errors else 200,
        below=((_("Conversations"), reverse("desk:citizens-talks", args=[public_id])),),
    )
