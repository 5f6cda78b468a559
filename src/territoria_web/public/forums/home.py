"""The first page of a forum: what is asked, what came of it, and every way to take part."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.listen.models import Forum
from territoria_web.listen.queries.conversations import conversations_of
from territoria_web.listen.queries.forums import forum_by_code
from territoria_web.listen.queries.need_account import account_of, account_said
from territoria_web.listen.queries.needs import Asked, sifted, told
from territoria_web.listen.queries.rating_looks import services_of
from territoria_web.listen.voice_rules import is_taking
from territoria_web.plan.queries.budgets import budgets_of
from territoria_web.public.forums.frame import crumbs_of, frame_facts
from territoria_web.public.forums.rows import row_of
from territoria_web.public.page import Page, Table

LATEST = 5
HEAD = ("kind", "title", "state", "people", "address")


def forum(request: HttpRequest, code: str) -> Page:
    """``forum/<code>/``."""
    held = forum_by_code(code)
    account = account_of(held, timezone.now())
    said = account_said(account)
    facts = frame_facts(held)
    talks, budgets = _talks(held), _budgets(held)
    return Page(
        template="public/forums/home.html",
        title=_("%(place)s: what people say") % {"place": facts["place"]},
        finding=" ".join(said[:2]),
        facts={
            **facts,
            "account": account,
            "told": said[2:],
            "latest": [row_of(n) for n in told(sifted(held, Asked())[:LATEST])],
            "services": len(services_of(held)),
            "services_url": reverse("public:services", args=[held.code]),
            "talks": talks,
            "budgets": budgets,
        },
        table=Table(f"forum-{held.code}", HEAD, [_line(one) for one in (*talks, *budgets)]),
        data={"code": held.code, "open": is_taking(held), "account": asdict(account)},
        crumbs=crumbs_of(held, below=False),
    )


def _talks(held: Forum) -> list[dict[str, Any]]:
    return [
        {
            "kind": "conversation",
            "title": one.talk.title,
            "language": one.talk.language,
            "is_open": one.takes_votes,
            "people": one.people,
            "url": reverse("public:talk", args=[held.code, one.talk.public_id]),
        }
        for one in conversations_of(held)
    ]


def _budgets(held: Forum) -> list[dict[str, Any]]:
    return [
        {
            "kind": "budget",
            "title": one.title,
            "is_open": one.state == "open",
            "finding": one.finding,
            "people": None,
            "url": reverse("public:budget", args=[held.code, one.id]),
        }
        for one in budgets_of(held)
    ]


def _line(one: dict[str, Any]) -> tuple[Any, ...]:
    state = "open" if one["is_open"] else "closed"
    return (one["kind"], one["title"], state, one["people"], one["url"])
