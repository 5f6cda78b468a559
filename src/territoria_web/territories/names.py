"""What territories are called in other languages, as the engine's code lists know it."""

from __future__ import annotations

from territoria import territories as engine


def names_of(code: str, version: str) -> dict[str, str]:
    """Language → name."""
    return dict(engine.names_of(code, version))
