"""What the twelve roles are called: whoever writes a list may use any name that the house shows."""

from __future__ import annotations

from collections.abc import Mapping

from territoria_web.library.queries import library


def plain(text: str) -> str:
    """A name as it is compared: letters of one size, one space between words."""
    return " ".join(text.split()).casefold()


def role_names() -> Mapping[str, str]:
    """Code, title and short name in every language → code of the role."""
    held = library().roles.values()
    found = {plain(role.id): role.id for role in held}
    for role in held:
        for words in (role.title, role.short):
            if words is not None:
                found |= {plain(text): role.id for text in words.root.values()}
    return found
