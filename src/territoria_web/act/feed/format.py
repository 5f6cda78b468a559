"""A feed as other installations read it: one JSON document, signed as a whole (docs/reference/feed.md).

What is signed are canonical bytes, so that a document may be written down in any layout: UTF-8, no
white space, keys in order, whole numbers only. For such documents they are those of RFC 8785.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from territoria_web.act.feed.signing import public_key, sign

FORMAT: Final = "territoria-feed/1"
KEY_FORMAT: Final = "territoria-feed-key/1"
KINDS: Final = ("practice", "project", "call", "meeting")
VALID: Final = timedelta(days=30)
MOST_BYTES: Final = 5_000_000
MOST_ITEMS: Final = 5_000
MOST_KEYS: Final = 10  # earlier ones that a feed names
DEEPEST: Final = 12
LARGEST_NUMBER: Final = 2**53 - 1
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Item = dict[str, Any]
Document = dict[str, Any]


def canonical(value: Any) -> bytes:
    """The bytes that are signed and digested."""
    said = json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return said.encode()


def digest_of(value: Any) -> str:
    """SHA-256 of canonical bytes."""
    return hashlib.sha256(canonical(value)).hexdigest()


def item_digest(item: Mapping[str, Any]) -> str:
    """The digest that an item carries: of everything else in it."""
    return digest_of({key: value for key, value in item.items() if key != "digest"})


def make_item(
    *,
    kind: str,
    id: str,
    dated: datetime,
    address: str,
    title: Mapping[str, str],
    body: Mapping[str, Any],
    licence: str = "",
    withdrawn: bool = False,
) -> Item:
    """An item with its digest. ``title``: language → words; ``address``: of its page. Control characters
    that somebody pasted are left out: a reader refuses a whole feed for one of them.
    """
    item: Item = {
        "kind": kind,
        "id": id,
        "dated": moment(dated),
        "address": address,
        "title": _without_controls(dict(title)),
        "body": _without_controls(dict(body)),
        "licence": licence,
    }
    if withdrawn:
        item["withdrawn"] = True
    return {**item, "digest": item_digest(item)}


def _without_controls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_controls(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without_controls(one) for one in value]
    return CONTROLS.sub("", value) if isinstance(value, str) else value


def moment(when: datetime) -> str:
    """A moment as feeds write it, to the second: *2026-11-23T13:00:00Z*."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def installation(
    *, name: str, url: str, secret: str, before: Sequence[Mapping[str, str]] = ()
) -> Document:
    """Who publishes: name, address, public key; ``before``: earlier keys, each with its signature of
    the one that followed it.
    """
    held: Document = {"name": name, "url": url, "key": public_key(secret)}
    return {**held, "before": [dict(one) for one in before]} if before else held


def succession(secret: str, following: str) -> dict[str, str]:
    """What an old key says of the one that follows it."""
    return {"key": public_key(secret), "signature": sign(secret, followed_by(following))}


def followed_by(key: str) -> bytes:
    """The bytes with which an old key names its follower."""
    return f"{KEY_FORMAT}\n{key}".encode()


def signed_document(
    *, publisher: Mapping[str, Any], items: Sequence[Item], sequence: int, secret: str
) -> Document:
    """The whole document. ``sequence``: seconds since 1970, which date it too."""
    dated = datetime.fromtimestamp(sequence, UTC)
    document: Document = {
        "format": FORMAT,
        "installation": dict(publisher),
        "sequence": sequence,
        "dated": moment(dated),
        "valid_until": moment(dated + VALID),
        "items": list(items),
    }
    return {**document, "signature": sign(secret, canonical(document))}


def unsigned(document: Mapping[str, Any]) -> Document:
    """What a signature covers: everything but itself."""
    return {key: value for key, value in document.items() if key != "signature"}
