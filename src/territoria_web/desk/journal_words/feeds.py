"""Sentences of the journal: feeds of other installations."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Any]] = {
    "add feed": _("%(who)s put the feed of “%(title)s” on the list."),
    "confirm feed key": _("%(who)s confirmed the key of “%(title)s” and follows its feed."),
    "renew feed key": _("%(who)s took over another key of “%(title)s”."),
    "switch feed on": _("%(who)s follows the feed of “%(title)s” again."),
    "switch feed off": _("%(who)s follows the feed of “%(title)s” no more."),
    "drop feed": _("%(who)s took the feed of “%(title)s” off the list."),
    "ask feed": _("%(who)s asked for the feed of “%(title)s”."),
    "take over feed": _("%(who)s took over what is new in the feed of “%(title)s”."),
}
