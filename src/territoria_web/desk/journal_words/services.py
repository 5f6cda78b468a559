"""Sentences on services and their ratings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "offer service": _("%(who)s offered “%(title)s” to be rated."),
    "change service": _("%(who)s changed what is said of the service “%(title)s”."),
    "ask otherwise": _("%(who)s began a new series of ratings of “%(title)s”: another question."),
    "close service": _("%(who)s ended the rating of “%(title)s”."),
    "reopen service": _("%(who)s opened the rating of “%(title)s” again."),
    "enter ratings": _("%(who)s entered ratings of “%(title)s”: %(figures)s."),
    "show comment": _("%(who)s let everybody read a comment on “%(title)s”."),
    "hide comment": _("%(who)s did not show a comment on “%(title)s”."),
}
