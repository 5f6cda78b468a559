"""Feeds of another installation as tests need them: signed, changed, signed wrongly."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from desk_team import signed_in
from territoria_web.act.feed.format import (
    Document,
    Item,
    canonical,
    installation,
    make_item,
    signed_document,
)
from territoria_web.act.feed.signing import public_key
from territoria_web.act.models import FollowedFeed
from territoria_web.act.services.feeds import add_feed, confirm_key
from territoria_web.people.models import User

SECRET = "1f" * 32
OTHER = "2e" * 32
KEY = public_key(SECRET)
SITE = "https://cities.example"
URL = f"{SITE}/en/feed/feed.json"
DATED = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def an_item(id: str = "one", kind: str = "project", **fields: Any) -> Item:
    """A project of another installation."""
    told: dict[str, Any] = {
        "dated": DATED,
        "address": f"{SITE}/en/projects/{id}/",
        "title": {"en": f"Project {id}", "fr": f"Projet {id}"},
        "body": {"summary": {"en": "How can we share buses?"}, "by": {"en": "Lakeland"}},
        "licence": "CC-BY-4.0",
    }
    return make_item(kind=kind, id=id, **{**told, **fields})


def a_document(
    *items: Item, after: int = 0, secret: str = SECRET, before: Sequence[dict[str, str]] = ()
) -> Document:
    """A feed of now; ``after``: seconds later."""
    return signed_document(
        publisher=installation(name="Cities of the north", url=SITE, secret=secret, before=before),
        items=items,
        sequence=int(time.time()) - 600 + after,
        secret=secret,
    )


def signed(*items: Item, **how: Any) -> bytes:
    """Its bytes."""
    return canonical(a_document(*items, **how))


def answering(content: bytes) -> Callable[..., bytes]:
    """What stands in for the network."""
    return lambda url, **how: content


def a_followed_feed(by: User | None = None, url: str = URL) -> FollowedFeed:
    """A feed whose key was confirmed; nothing was taken over yet."""
    feed = add_feed(by=by, url=url, fetch=answering(signed(an_item())))
    confirm_key(by=by, feed=feed, key=feed.offered)
    feed.refresh_from_db()
    return feed


def at_the_operators_desk() -> Client:
    """A browser of whoever runs the house, with their second factor."""
    user = User.objects.create_user("ada@example.org", name="Ada Operator", is_operator=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return signed_in(user)


def later() -> datetime:
    """A moment at which what is signed now has run out."""
    return datetime.now(UTC) + timedelta(days=40)
