"""Sentences of the folder that count something: one, or more of it."""

from __future__ import annotations

from territoria.speech import number


def of_count(count: int, one: str, many: str, **slots: object) -> str:
    """The sentence for one, or that for more, with its ``{count}`` and other slots filled in."""
    return (one if count == 1 else many).format(count=number(count, ",d"), **slots)
