"""What surrounds every page of a forum: its door, its office, what a form says of its time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from territoria_web.library.languages import in_every_language
from territoria_web.library.private_answers import guarded
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.territories.queries import territory_name

View = Callable[..., HttpResponse]
LONGEST = 24 * 60 * 60  # seconds that a form says truly when it was shown


def with_forum(view: View) -> View:
    """The view gets the forum that the code in its address opens; 404 where it opens none. A code
    typed in small letters leads to the address for which phones keep who they are.
    """

    @wraps(view)
    def opened(request: HttpRequest, code: str, **parts: Any) -> HttpResponse:
        forum = forum_by_code(code)
        if code != forum.code and request.method in ("GET", "HEAD"):
            return _as_written(request, forum)
        return view(request, forum, **parts)

    return opened


def _as_written(request: HttpRequest, forum: Forum) -> HttpResponse:
    """To the same page, under the code as it stands on the poster."""
    here = request.resolver_match
    assert here is not None
    at = reverse(here.view_name, kwargs={**here.kwargs, "code": forum.code})
    asked = request.META.get("QUERY_STRING", "")
    return guarded(redirect(f"{at}?{asked}" if asked else at))


def show_voice(
    request: HttpRequest,
    forum: Forum,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a forum: kept nowhere, found by no search engine, reading no session."""
    spoken = in_every_language(request)
    page = {
        "title": title,
        "finding": finding,
        "robots": "noindex, nofollow",
        "languages": [one for one in spoken if not forum.languages or one[0] in forum.languages],
    }
    told = {
        "forum": forum,
        "place": territory_name(forum.cycle.territory),
        "home": reverse("public:forum", args=[forum.code]),
        **(facts or {}),
        "page": page,
        "messages": (),
        "user": None,
    }
    return guarded(render(request, template, told, status=status))


# ── how long a form was open ──────────────────────────────────────────────────────────────────


def shown_now() -> str:
    """The moment at which a form is shown, signed; goes into it as ``shown``."""
    return signing.TimestampSigner(salt="guest.voice.shown").sign(f"{time.time():.1f}")


def dwell_of(request: HttpRequest) -> float | None:
    """Seconds between showing a form and sending it; None where it does not truly say so."""
    try:
        said = signing.TimestampSigner(salt="guest.voice.shown").unsign(
            str(request.POST.get("shown", "")), max_age=LONGEST
        )
        return max(0.0, time.time() - float(said))
    except (signing.BadSignature, ValueError):
        return None
