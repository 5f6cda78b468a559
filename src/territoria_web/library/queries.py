"""Reading the reviewed texts: the library that ships, with the city's own laid over it."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from django.conf import settings

from territoria.content import Library, load_library
from territoria.model import Text


@lru_cache(maxsize=1)
def library() -> Library:
    """The library of this installation, read once a process."""
    from territoria.content import content_root

    return load_library(content_root(), *settings.OWN_LIBRARIES)


@lru_cache(maxsize=1)
def library_digest() -> str:
    """Names the state of all texts; pages built from them are fresh as long as it stays."""
    held = library()
    found = hashlib.sha256()
    for (kind, text_id), source in sorted(held.files.items()):
        found.update(f"{kind}/{text_id}\0".encode())
        found.update(json.dumps(source.data, sort_keys=True, default=str).encode())
    return found.hexdigest()


def body_of(text: Text) -> dict[str, Any]:
    """A text as plain data, as it is frozen."""
    body: dict[str, Any] = text.model_dump(mode="json")
    return body


def digest_of(body: dict[str, Any]) -> str:
    """SHA-256 of a text's plain data."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
