"""The shape of a feed: which parts it has, and what each may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from territoria_web.act.feed.format import (
    CONTROLS,
    LARGEST_NUMBER,
    MOST_ITEMS,
    MOST_KEYS,
    Document,
    Item,
)
from territoria_web.act.feed.signing import KEY

NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")  # of a key: in this order in every language
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
MOMENT: Final = re.compile(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
LENGTHS: Final = {"id": 200, "address": 500, "licence": 80}


def is_plain(value: Any) -> bool:
    """Whether one value, without what is in it, may stand in a feed."""
    if isinstance(value, dict):
        return all(NAME.fullmatch(key) for key in value)
    if isinstance(value, str):
        return not CONTROLS.search(value)
    return not isinstance(value, int) or abs(value) <= LARGEST_NUMBER


def head_holds(document: Document) -> Iterator[tuple[str, bool]]:
    """Each part by its name, and whether it is what it should be."""
    held = document.get("installation")
    held = held if isinstance(held, dict) else {}
    before = held.get("before", [])
    yield "installation.name", _is_text(held.get("name"), 200) and bool(held["name"].strip())
    yield "installation.url", is_address(held.get("url"))
    yield "installation.key", _is_key(held.get("key"))
    yield "installation.before", _is_list(before, MOST_KEYS) and all(map(_is_succession, before))
    sequence = document.get("sequence")
    yield "sequence", isinstance(sequence, int) and not isinstance(sequence, bool) and sequence > 0
    yield "dated", moment_in(document.get("dated")) is not None
    yield "valid_until", moment_in(document.get("valid_until")) is not None
    items = document.get("items")
    yield "items", _is_list(items, MOST_ITEMS)
    yield "signature", isinstance(document.get("signature"), str)


def _is_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and len(value) <= most


def _is_list(value: Any, most: int) -> bool:
    return isinstance(value, list) and len(value) <= most


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and bool(KEY.fullmatch(value))


def _is_succession(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and _is_key(value.get("key"))
        and _is_text(value.get("signature"), 128)
    )


def is_address(value: Any) -> bool:
    """An address of the web without anything that could mislead a reader."""
    if not _is_text(value, 500) or any(ord(sign) <= 32 or ord(sign) > 126 for sign in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    plain = not (parts.username or parts.password)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


def moment_in(value: Any) -> datetime | None:
    """A moment as feeds write it; None where it is none."""
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def has_shape(item: Item) -> bool:
    """Whether an item has all its parts."""
    texts = all(_is_text(item.get(name), most) for name, most in LENGTHS.items())
    title, body = item.get("title"), item.get("body")
    return (
        texts
        and bool(item["id"])
        and is_address(item["address"])
        and isinstance(item.get("kind"), str)
        and isinstance(item.get("digest"), str)
        and moment_in(item.get("dated")) is not None
        and isinstance(title, dict)
        and any(isinstance(v, str) and v.strip() for v in title.values())
        and all(LANGUAGE.fullmatch(k) and _is_text(v, 300) for k, v in title.items())
        and isinstance(body, dict)
        and isinstance(item.get("withdrawn", False), bool)
    )
