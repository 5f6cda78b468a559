"""Parameters that a page does not know: said on the page, so that a slip is seen at once."""

from __future__ import annotations

from collections.abc import Container, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST = 5
LONGEST = 40


def strange_in(params: Iterable[str], known: Container[str], start: str = "") -> tuple[str, ...]:
    """The parameters that nobody here reads; ``start``: how a known family of names begins."""
    return tuple(
        name for name in params if name not in known and not (start and name.startswith(start))
    )


def strange_words(names: Iterable[str], shown: str, known: Iterable[str]) -> list[str]:
    """What is not known, what the page shows all the same, and what may be asked; or nothing."""
    quoted = [_("“%(name)s”") % {"name": name[:LONGEST]} for name in names][:MOST]
    if not quoted:
        return []
    words = {"names": ", ".join(quoted), "shown": shown, "known": ", ".join(known)}
    said = ngettext(
        "We do not know %(names)s here and left it out. This page shows: %(shown)s.",
        "We do not know %(names)s here and left them out. This page shows: %(shown)s.",
        len(quoted),
    )
    return [said % words, _("Known in this address: %(known)s.") % words]


def left_aside(names: Iterable[str]) -> dict[str, list[str]]:
    """The same for the page as data; nothing where all was understood."""
    held = list(names)
    return {"not_understood": held} if held else {}
