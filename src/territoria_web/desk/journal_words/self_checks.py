"""Sentences of the journal: self-checks."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: Final[dict[str, Any]] = {
    "open self-check": _("%(who)s offered the self-check “%(title)s”."),
    "change self-check": _("%(who)s changed who helps with the self-check “%(title)s”."),
    "set firm numbers": _("%(who)s entered how many there are for the self-check “%(title)s”."),
    "enter sittings": ngettext_lazy(
        "%(who)s entered the answers of %(count)d sitting gathered on paper.",
        "%(who)s entered the answers of %(count)d sittings gathered on paper.",
        "count",
    ),
    "work out self-check": _("%(who)s worked out the figures of the self-check “%(title)s”."),
    "close self-check": _("%(who)s closed the self-check “%(title)s”."),
    "reopen self-check": _("%(who)s opened the self-check “%(title)s” again."),
}
