"""What people wrote about a service: read, shown to everybody, or not shown with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.services.listing import HERE, at, crumb
from territoria_web.desk.guards import account_of
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import Forum, Rating, Service
from territoria_web.listen.queries.rating_words import quarter_said
from territoria_web.listen.queries.services_offered import (
    comment_of,
    comments_counted,
    comments_for_team,
    open_service_of,
    service_name,
)
from territoria_web.listen.rating_rules import COMMENT_RULES, quarter_of
from territoria_web.listen.services.ratings import hide_comment, show_comment
from territoria_web.territories.rules import ChangedMeanwhile

A_PAGE = 20
STATES = {
    Rating.Comment.NEW: gettext_lazy("not read yet"),
    Rating.Comment.SHOWN: gettext_lazy("shown to everybody"),
    Rating.Comment.HIDDEN: gettext_lazy("not shown"),
}


class CommentForm(forms.Form):
    """Whether somebody's words are shown."""

    rule = forms.ChoiceField(
        label=gettext_lazy("If it is not shown: by which rule?"),
        choices=[("", gettext_lazy("Choose")), *COMMENT_RULES.items()],
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("And why?"),
        help_text=gettext_lazy("A sentence; it stays in the journal."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    number = forms.UUIDField(widget=forms.HiddenInput)


@login_required
@takes_form
def comments(request: HttpRequest, public_id: UUID, service: UUID) -> HttpResponse:
    """The unread first."""
    posting = request.method == "POST"
    forum = opened(request, public_id, "moderate" if posting else "see")
    held = open_service_of(forum, service)
    sent = CommentForm(request.POST, prefix=_slot(request)) if posting else None
    if sent is not None and sent.is_valid() and _settled(request, held, sent):
        return redirect(at(forum, "citizens-service-comments", held))
    return _shown(request, forum, held, sent)


def _slot(request: HttpRequest) -> str:
    """Each comment has a form of its own on the page; its fields bear its number."""
    return request.POST.get("slot", "")[:40]


def _settled(request: HttpRequest, held: Service, form: CommentForm) -> bool:
    told = form.cleaned_data
    by, rating = account_of(request), comment_of(held, told["number"])
    try:
        if request.POST.get("do") == "show":
            show_comment(by=by, rating=rating, seen=told["seen"])
            messages.success(request, _("Everybody can read it now."))
        else:
            hide_comment(
                by=by, rating=rating, rule=told["rule"], reason=told["reason"], seen=told["seen"]
            )
            messages.success(request, _("It is not shown. The rating counts all the same."))
    except ChangedMeanwhile as refused:
        rating.refresh_from_db()
        newer = request.POST.copy()
        newer[form.add_prefix("seen")] = rating.comment_state
        form.data = newer
        form.add_error(None, refused)
    except ValidationError as refused:
        put_beside(form, refused)
    return not form.errors


def _shown(
    request: HttpRequest, forum: Forum, held: Service, sent: CommentForm | None
) -> HttpResponse:
    page = Paginator(comments_for_team(held), A_PAGE).get_page(request.GET.get("page"))
    unread = comments_counted(held).get(Rating.Comment.NEW, 0)
    said = ngettext(
        "%(count)d comment waits to be read.", "%(count)d comments wait to be read.", unread
    )
    return show_citizens(
        request,
        forum,
        HERE,
        "desk/citizens/services/comments.html",
        title=_("What people wrote: %(service)s") % {"service": service_name(held)},
        finding=said % {"count": unread} if unread else _("All of it is read."),
        facts={"rows": [_row(one, sent) for one in page], "of": page, "sent": sent},
        status=422 if sent is not None and sent.errors else 200,
        below=(crumb(forum), (service_name(held), at(forum, "citizens-service", held))),
    )


def _row(one: Rating, sent: CommentForm | None) -> dict[str, Any]:
    slot = one.public_id.hex
    if sent is not None and sent.prefix == slot:
        form = sent
    else:
        form = CommentForm(
            prefix=slot, initial={"seen": one.comment_state, "number": one.public_id}
        )
    return {
        "text": one.comment,
        "language": one.language,
        "quarter": quarter_said(quarter_of(one.day)),
        "state": STATES[Rating.Comment(one.comment_state)],
        "rule": COMMENT_RULES.get(one.comment_rule, ""),
        "reason": one.comment_reason,
        "odd": one.unusual,
        "shown": one.comment_state == Rating.Comment.SHOWN,
        "hidden": one.comment_state == Rating.Comment.HIDDEN,
        "slot": slot,
        "form": form,
    }
