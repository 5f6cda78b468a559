"""Sentences on what becomes of promises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "name steward": _("%(who)s said who tells how the action “%(title)s” goes."),
    "ask steward": _("%(who)s asked for news of the action “%(title)s”."),
    "tell news of action": _("%(who)s told news of the action “%(title)s”."),
    "hide news of action": _("%(who)s took news of the action “%(title)s” off the page."),
}
