"""The feed itself, and the page that explains it: what is in it, with which key, how to follow it."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import condition, require_safe

from territoria_web.act.feed.format import FORMAT
from territoria_web.act.feed.key import feed_key
from territoria_web.act.feed.signing import fingerprint
from territoria_web.act.feed.words import KIND_MANY
from territoria_web.act.services.own_feed import fitting, our_name, sign_feed
from territoria_web.public.feed.gathering import gathered
from territoria_web.public.feed.places import place_of
from territoria_web.public.page import Crumb, Page

FRESH = "public, max-age=60"


@require_safe
def feed_file(request: HttpRequest) -> HttpResponse:
    """The signed document; 404 where the site does not know its own address."""
    if not settings.ORIGIN:
        raise Http404
    body = sign_feed(items=gathered())
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = FRESH
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    kept: HttpResponse = condition(etag_func=lambda _request: tag)(lambda _request: answer)(request)
    return kept


def feed(request: HttpRequest) -> Page:
    """What others can follow here."""
    if not settings.ORIGIN:
        return _nothing()
    key = feed_key(Path(settings.HOME))
    items = gathered()
    taken = fitting(items)
    counts = Counter(item["kind"] for item in taken if not item.get("withdrawn"))
    count = sum(counts.values())
    said = ngettext(
        "Other installations can follow %(count)d thing that is published here.",
        "Other installations can follow %(count)d things that are published here.",
        count,
    )
    nothing = _("Nothing is published here yet that others could follow.")
    facts = {
        "url": place_of("feed-file"),
        "key": key.public,
        "fingerprint": fingerprint(key.public),
        "counts": [(name, counts[kind]) for kind, name in KIND_MANY.items()],
        "name": our_name(),
        "left_out": len(items) - len(taken),
    }
    return Page(
        template="public/feed/feed.html",
        title=_("Follow this site"),
        finding=said % {"count": count} if count else nothing,
        facts=facts,
        data={
            "format": FORMAT,
            "feed": facts["url"],
            "installation": facts["name"],
            "key": key.public,
            "fingerprint": facts["fingerprint"],
            "counts": {kind: counts[kind] for kind in KIND_MANY},
            "left_out": facts["left_out"],
        },
        crumbs=_crumbs(),
    )


def _nothing() -> Page:
    return Page(
        template="public/feed/feed.html",
        title=_("Follow this site"),
        finding=_("This site has no feed yet: it does not know its own public address."),
        facts={"url": ""},
        data={"format": FORMAT, "feed": None},
        crumbs=_crumbs(),
    )


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb(_("From other installations"), reverse("public:network-elsewhere")),)
