"""What the twelve roles are called: whoever writes a list may use any name that the house shows."""

from __future__ import annotations

from collections.abc import Mapping

from territoria_web.library.languages import compared
from territoria_web.library.queries import library


def role_names() -> Mapping[str, str]:
    """Code, title and short name in every language, as ``compared`` → code of the role."""
    held = library().roles.values()
    found = {compared(role.id): role.id for role in held}
    for role in held:
        for words in (role.title, role.short):
            if words is not None:
                found |= {compared(text): role.id for text in words.root.values()}
    return found
