"""The themes under which people say what they need, as they would call them."""

from __future__ import annotations

from territoria_web.library.queries import library
from territoria_web.library.saying import say, without_accents


def need_themes() -> dict[str, str]:
    """Id and name in the language spoken, by name."""
    named = {
        theme.id: say(theme.for_people)
        for theme in library().themes.values()
        if theme.for_people is not None
    }
    return dict(sorted(named.items(), key=lambda one: without_accents(one[1])))


def theme_said(theme: str) -> str:
    """What people call a theme; empty where it is none, or is not asked any more."""
    return need_themes().get(theme, "")
