"""The key with which this installation signs its feed: made once, kept in the home folder.

Like the secret key of the site it is a file that only its owner reads; it stands in no database. The
file also holds what earlier keys said of their followers.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from territoria_web.act.feed.format import MOST_KEYS, succession
from territoria_web.act.feed.signing import new_secret, public_key

NAME: Final = "feed-key"


@dataclass(frozen=True)
class FeedKey:
    """The secret, and the earlier keys with their signatures, oldest first."""

    secret: str
    before: tuple[dict[str, str], ...] = ()

    @property
    def public(self) -> str:
        """What others may know."""
        return public_key(self.secret)


def feed_key(home: Path) -> FeedKey:
    """The key kept in ``home``; a new one at first need."""
    with alone(home):
        return _read(home) or _written(home, FeedKey(new_secret()))


def rotate_feed_key(home: Path) -> FeedKey:
    """Another key, which the present one vouches for: whoever follows takes it over by itself."""
    with alone(home):
        held = _read(home)
        new = new_secret()
        said = (*held.before, succession(held.secret, public_key(new))) if held else ()
        return _written(home, FeedKey(new, said[-MOST_KEYS:]))


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Others who write the key or the feed wait; the system lets them in also where we die."""
    with (home / "feed-lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _read(home: Path) -> FeedKey | None:
    try:
        held: dict[str, Any] = json.loads((home / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return FeedKey(held["secret"], tuple(held["before"]))


def _written(home: Path, key: FeedKey) -> FeedKey:
    """Kept whole or not at all: a half of it would lose every follower."""
    coming = home / f"{NAME}.part"
    coming.unlink(missing_ok=True)
    handle = os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"secret": key.secret, "before": list(key.before)}, file)
        file.flush()
        os.fsync(file.fileno())
    coming.replace(home / NAME)
    return key
