"""The feed of this installation: signed anew where something changed, else the bytes of before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from territoria_web.act.feed.format import (
    MOST_BYTES,
    MOST_ITEMS,
    Document,
    Item,
    canonical,
    installation,
    signed_document,
)
from territoria_web.act.feed.key import alone, feed_key
from territoria_web.act.feed.shape import moment_in

KEPT: Final = "feed.json"
AHEAD: Final = timedelta(days=15)  # that a feed holds at least, whenever it is fetched
HEAD: Final = 20_000  # bytes kept free for what stands around the items


def fitting(items: Sequence[Item]) -> list[Item]:
    """What readers take of these items: the newest ones up to their limits, in the order given."""
    newest = sorted(range(len(items)), key=lambda n: items[n]["dated"], reverse=True)[:MOST_ITEMS]
    sizes = accumulate(len(canonical(items[n])) + 1 for n in newest)
    kept = {n for n, size in zip(newest, sizes, strict=True) if size <= MOST_BYTES - HEAD}
    return [item for n, item in enumerate(items) if n in kept]


def sign_feed(*, items: Sequence[Item], now: datetime | None = None) -> bytes:
    """The signed document of those items that readers take. As long as they and the key are the same it is the one of
    before, and is renewed in time before it runs out. Needs ``TERRITORIA_ORIGIN``.
    """
    home, now, items = Path(settings.HOME), now or timezone.now(), fitting(items)
    key = feed_key(home)
    publisher = installation(
        name=our_name(), url=settings.ORIGIN, secret=key.secret, before=key.before
    )
    with alone(home):
        held = _held(home)
        if not _still_holds(held, publisher, items, now):
            held = signed_document(
                publisher=publisher,
                items=items,
                sequence=max(int(now.timestamp()), held.get("sequence", 0) + 1),
                secret=key.secret,
            )
            coming = home / f"{KEPT}.part"
            coming.write_bytes(canonical(held))
            coming.replace(home / KEPT)
        return canonical(held)


def our_name() -> str:
    """What this installation is called: whoever runs it, else the name of its machine."""
    return str(settings.OPERATOR_NAME or urlsplit(settings.ORIGIN).netloc or "Territoria")


def _held(home: Path) -> Document:
    try:
        found: Document = json.loads((home / KEPT).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found


def _still_holds(
    held: Document, publisher: dict[str, Any], items: Sequence[Item], now: datetime
) -> bool:
    until = moment_in(held.get("valid_until"))
    same = held.get("installation") == publisher and held.get("items") == list(items)
    return same and until is not None and until - now > AHEAD
