"""One feed: its key, how it stands, what was taken over; and the deeds on it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from territoria_web.act.feed.signing import fingerprint
from territoria_web.act.feed.words import KIND_NAMES
from territoria_web.act.models import FeedItem, FollowedFeed
from territoria_web.act.queries.followed import followed_feed, held_of, is_intact
from territoria_web.act.services.feeds import confirm_key, drop_feed, switch_feed
from territoria_web.act.tasks.feeds import FETCH, ask_now, begin_following, job_key
from territoria_web.desk.feeds.words import STATE_NAMES, standing_of
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.operate import crumbs
from territoria_web.desk.tried import tell_refused
from territoria_web.desk.workspace import kind_name, note_of
from territoria_web.invite.queries.sayings import said_of
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED
from territoria_web.people.models import User
from territoria_web.people.queries import open_house

ROWS = 50


@login_required
@require_safe
def feed(request: HttpRequest, feed: UUID) -> HttpResponse:
    """How it stands, and everything of it."""
    open_house(request.user)
    held = followed_feed(feed)
    shown = Paginator(held.items.all(), ROWS).get_page(request.GET.get("page"))
    return show(
        request,
        "desk/feeds/feed.html",
        title=held.name,
        finding=standing_of(held),
        facts={
            "feed": held,
            "state": STATE_NAMES[held.state],
            "fingerprint": fingerprint(held.key) if held.key else "",
            "offered": fingerprint(held.offered) if held.offered else "",
            "rows": [_row(one) for one in shown.object_list],
            "pages": shown,
            **_job(held),
        },
        crumbs=(*crumbs(), (_("Feeds of others"), reverse("desk:feeds"))),
    )


def _row(item: FeedItem) -> dict[str, Any]:
    return {
        "item": item,
        "title": said_of(item.title),
        "kind": KIND_NAMES.get(item.kind, item.kind),
        "intact": is_intact(item),
    }


def _job(held: FollowedFeed) -> dict[str, Any]:
    """The last time somebody asked for it by hand, with its progress; nothing where nobody did."""
    job = Job.objects.filter(kind=FETCH, key=job_key(held)).order_by("-made").first()
    if job is None:
        return {"job": None}
    running = job.state in UNFINISHED
    here = reverse("desk:feed", args=[held.public_id])
    told = {
        "row": job,
        "title": kind_name(job.kind),
        "note": note_of(job),
        "running": running,
        "fragment": reverse("desk:feed-progress", args=[held.public_id]) if running else "",
    }
    return {
        "job": told,
        "after": here,
        "done": job.state == Job.State.DONE,
        "problems": job.problems,
        "may_stop": False,
    }


@login_required
@require_safe
def progress(request: HttpRequest, feed: UUID) -> HttpResponse:
    """The part of the page that changes while it is fetched."""
    open_house(request.user)
    answer = render(request, "desk/parts/job.html", _job(followed_feed(feed)))
    add_never_cache_headers(answer)
    return answer


@login_required
@require_POST
def deed(request: HttpRequest, feed: UUID) -> HttpResponse:
    """Confirm its key, fetch it now, follow it or not, take it off the list."""
    open_house(request.user)
    held, by = followed_feed(feed), account_of(request)
    try:
        if _done(request, held, by) == "drop":
            return redirect("desk:feeds")
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:feed", held.public_id)


def _done(request: HttpRequest, held: FollowedFeed, by: User) -> str:
    """Which deed it was."""
    asked = str(request.POST.get("do", ""))
    if asked == "confirm":
        confirm_key(by=by, feed=held, key=str(request.POST.get("key", "")))
        _begin(held, by)
    elif asked in ("on", "off"):
        switch_feed(by=by, feed=held, is_on=asked == "on")
        begin_following()
    elif asked == "fetch":
        _fetch(request, held, by)
    elif asked == "drop":
        drop_feed(by=by, feed=held)
        messages.success(request, _("The feed is off the list."))
    else:
        messages.error(request, _("Choose one of the buttons."))
    return asked


def _begin(held: FollowedFeed, by: User) -> None:
    """Fetched for the first time at once, and every day from now on."""
    if held.url:
        ask_now(feed=held, by=by)
    begin_following()


def _fetch(request: HttpRequest, held: FollowedFeed, by: User) -> None:
    if held.key and held.url and held.state == FollowedFeed.State.ON:
        ask_now(feed=held, by=by)
    else:
        messages.error(request, _("Only a feed that is followed by its address can be fetched."))


@login_required
@require_safe
def export(request: HttpRequest, feed: UUID) -> HttpResponse:
    """All that is held of it, as it was signed, checked once more."""
    open_house(request.user)
    held = followed_feed(feed)
    text = json.dumps(held_of(held), ensure_ascii=False, indent=1, sort_keys=True)
    answer = HttpResponse(f"{text}\n", content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="feed-{held.public_id}.json"'
    add_never_cache_headers(answer)
    return answer
