"""The items of a feed as rows: new ones, changed ones, and those that are there no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from territoria_web.act.feed.format import Item
from territoria_web.act.feed.shape import moment_in
from territoria_web.act.models import FeedItem, FollowedFeed

RENEWED = ("title", "address", "signed", "licence", "digest", "dated", "renewed", "withdrawn")


@dataclass(frozen=True)
class Taken:
    """How many items are new, changed, withdrawn; of which feed."""

    sequence: int
    new: int = 0
    changed: int = 0
    withdrawn: int = 0

    @property
    def count(self) -> int:
        """How many were touched."""
        return self.new + self.changed + self.withdrawn


def take_items(*, feed: FollowedFeed, items: Sequence[Item], sequence: int, now: datetime) -> Taken:
    """Bring the rows of a feed to what it says. For a transaction that holds the feed."""
    held = {(row.kind, row.foreign_id): row for row in feed.items.all()}
    new: list[FeedItem] = []
    changed: list[FeedItem] = []
    withdrawn: list[FeedItem] = []
    for item in items:
        row = held.pop((item["kind"], item["id"]), None)
        if row is None and item.get("withdrawn"):
            continue  # taken back before we ever saw it: its title is not spread any more
        if row is None:
            new.append(_filled(FeedItem(feed=feed, taken=now), item, now))
        elif row.digest != item["digest"] or (row.withdrawn and not item.get("withdrawn")):
            went = row.withdrawn is None and item.get("withdrawn")
            (withdrawn if went else changed).append(_filled(row, item, now, renewed=now))
    for row in held.values():
        if row.withdrawn is None:
            row.withdrawn = now
            withdrawn.append(row)
    FeedItem.objects.bulk_create(new, batch_size=200)
    FeedItem.objects.bulk_update([*changed, *withdrawn], RENEWED, batch_size=100)
    return Taken(sequence, len(new), len(changed), len(withdrawn))


def _filled(row: FeedItem, item: Item, now: datetime, renewed: datetime | None = None) -> FeedItem:
    dated = moment_in(item["dated"])
    assert dated is not None
    row.kind, row.foreign_id = item["kind"], item["id"]
    row.title, row.address, row.signed = item["title"], item["address"], item
    row.licence, row.digest, row.dated = item["licence"], item["digest"], dated
    row.renewed = renewed
    row.withdrawn = (row.withdrawn or now) if item.get("withdrawn") else None
    return row
