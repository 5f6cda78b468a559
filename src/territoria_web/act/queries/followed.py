"""Feeds of other installations: whom we follow, what was taken over, and whether it still holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from territoria_web.act.feed.format import canonical, item_digest, moment, unsigned
from territoria_web.act.feed.signing import is_signed
from territoria_web.act.models import FeedItem, FollowedFeed

HELD = "territoria-held/1"


def followed_feeds() -> QuerySet[FollowedFeed]:
    """All of them with how many things of theirs stand, and how many were withdrawn."""
    gone = Q(items__withdrawn__isnull=False)
    return FollowedFeed.objects.defer("document").annotate(
        standing=Count("items", filter=~gone & Q(items__isnull=False)),
        withdrawn=Count("items", filter=gone),
    )


def followed_feed(public_id: UUID) -> FollowedFeed:
    """One of them; 404 where there is none."""
    found = followed_feeds().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def feeds_to_ask() -> list[FollowedFeed]:
    """Those that are followed by their address, whoever was asked longest ago first."""
    held = FollowedFeed.objects.defer("document").filter(state=FollowedFeed.State.ON)
    return list(held.exclude(url="").order_by("tried", "pk"))


def items_elsewhere() -> list[FeedItem]:
    """Everything that was taken over from installations that were ever confirmed; what stands first,
    the latest first.
    """
    held = FeedItem.objects.exclude(feed__key="").select_related("feed").defer("feed__document")
    return list(held.order_by("-dated", "pk"))


def is_intact(item: FeedItem) -> bool:
    """Whether it is, word for word, what was signed."""
    digests = {item_digest(item.signed), item.signed.get("digest")}
    return digests == {item.digest}


def held_of(feed: FollowedFeed) -> dict[str, Any]:
    """All that we hold of a feed, checked again: what it signed last, and every item with where it is
    from and whether it is still what was signed.
    """
    document = FollowedFeed.objects.values_list("document", flat=True).get(pk=feed.pk)
    rows = list(feed.items.order_by("kind", "foreign_id"))
    return {
        "format": HELD,
        "from": {"name": feed.name, "url": feed.site, "feed": feed.url, "key": feed.key},
        "exported": moment(timezone.now()),
        "document_is_intact": document is not None and _is_intact(feed, document),
        "items_are_intact": all(map(is_intact, rows)),
        "items": [{**provenance(row), "signed": row.signed} for row in rows],
        "document": document,
    }


def _is_intact(feed: FollowedFeed, document: dict[str, Any]) -> bool:
    key = document["installation"]["key"]
    return key == feed.key and is_signed(key, document["signature"], canonical(unsigned(document)))


def provenance(row: FeedItem) -> dict[str, Any]:
    """When it was taken over, renewed and withdrawn, and whether it is still what was signed."""
    moments = {"taken": row.taken, "renewed": row.renewed, "withdrawn_since": row.withdrawn}
    told = {name: moment(when) if when else None for name, when in moments.items()}
    return {**told, "is_intact": is_intact(row)}
