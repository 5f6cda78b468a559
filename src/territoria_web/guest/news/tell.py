"""Three questions for whoever answers for an action: what was done, do the dates hold, what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.guest.news.frame import show_news, strange
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.often import times_in_a_day
from territoria_web.plan.queries.said import dates_said
from territoria_web.track.models import Steward, Update
from territoria_web.track.news_form import NewsForm
from territoria_web.track.queries.accounts import Kept, account_at
from territoria_web.track.queries.doors import steward_at
from territoria_web.track.queries.moves import moves_of
from territoria_web.track.queries.words import told_news
from territoria_web.track.services.stewards import decline_to_tell
from territoria_web.track.services.updates import tell_news_of
from territoria_web.track.track_rules import MOST_NEWS_A_DAY

View = Callable[..., HttpResponse]


def held(view: View) -> View:
    """The view gets whose link it is; without one there is a calm page."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        try:
            steward = steward_at(token)
        except Http404:
            return strange(request)
        return view(request, steward, token)

    return guarded


def row_of(steward: Steward) -> Kept | None:
    """Their action as it stands; None where no version in force promises it."""
    try:
        return account_at(steward.action.plan.public_id).row(steward.action.number)
    except Http404:
        return None


@takes_form
@held
def tell(request: HttpRequest, steward: Steward, token: str) -> HttpResponse:
    """The questions; answered, the news is public at once."""
    row = row_of(steward)
    if row is None:
        return _gone(request, steward)
    form = NewsForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_bound and form.is_valid() and _told(request, steward, row, form):
        return redirect("guest:told", token)
    return show_news(
        request,
        steward.action.plan,
        "guest/news/tell.html",
        title=_("How is it going?"),
        finding=f"{row.action.number} {row.action.title}",
        facts={
            "form": form,
            "row": row,
            "dates": dates_said(row.action.begins, row.action.ends),
            "moves": moves_of(row),
            "last": told_news(row)[:1],
            "public": _public(steward),
            "decline": reverse("guest:tell-decline", args=[token]),
        },
        status=422 if form.errors else 200,
    )


def _told(request: HttpRequest, steward: Steward, row: Kept, form: NewsForm) -> bool:
    """Whether it was written; what is refused stands in the form."""
    if times_in_a_day(f"told-by-{steward.public_id.hex}") > MOST_NEWS_A_DAY:
        form.add_error(None, _("This link told a lot today. Go on tomorrow."))
        return False
    try:
        tell_news_of(
            action=steward.action,
            news=form.news(),
            office=row.action.owner,
            via=Update.Via.LINK,
            origin=origin_of(request),
            key=form.told_as,
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    return True


def _public(steward: Steward) -> str:
    action = steward.action
    return reverse("public:promise", args=[action.plan.public_id, action.number])


def _gone(request: HttpRequest, steward: Steward) -> HttpResponse:
    said = _(
        "The plan that is in force does not promise it any more. There is nothing left to tell."
    )
    return show_news(
        request,
        steward.action.plan,
        "guest/news/said.html",
        title=_("This action is no longer in the plan"),
        finding=said,
        status=410,
    )


@require_safe
@held
def told(request: HttpRequest, steward: Steward, token: str) -> HttpResponse:
    """Thanks, where it stands, and how a mistake is mended."""
    return show_news(
        request,
        steward.action.plan,
        "guest/news/told.html",
        title=_("Thank you. Everybody can read it now."),
        finding=f"{steward.action.number} {steward.action.title}",
        facts={"public": _public(steward), "again": reverse("guest:tell", args=[token])},
    )


@takes_form
@held
def decline(request: HttpRequest, steward: Steward, token: str) -> HttpResponse:
    """No more letters that ask; the link still works."""
    if request.method == "POST":
        decline_to_tell(steward=steward)
        return redirect("guest:tell-decline", token)
    gone = steward.declined is not None
    facts: dict[str, Any] = {"gone": gone, "again": reverse("guest:tell", args=[token])}
    return show_news(
        request,
        steward.action.plan,
        "guest/news/decline.html",
        title=_("You get no more letters") if gone else _("No more letters about this action?"),
        finding=_("Your link still works. The team sees that somebody else should be asked.")
        if gone
        else _("One press, and you are not asked again. The team sees it and asks somebody else."),
        facts=facts,
    )
