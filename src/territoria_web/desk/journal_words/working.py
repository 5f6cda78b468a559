"""Sentences of the journal: working meetings of a network."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Any]] = {
    "open working meeting": _("%(who)s opened the working meeting “%(title)s”."),
    "change working meeting": _("%(who)s changed the working meeting “%(title)s”."),
    "change programme": _("%(who)s changed the programme of “%(title)s”."),
    "open registration": _("%(who)s opened registration for “%(title)s”."),
    "open working door": _("%(who)s opened the door of “%(title)s”."),
    "close working door": _("%(who)s closed the door of “%(title)s”."),
    "begin working phase": _("%(who)s began “%(phase)s” in “%(title)s”."),
    "end working phase": _("%(who)s ended “%(phase)s” in “%(title)s”."),
    "end working meeting": _("%(who)s ended “%(title)s”."),
    "cancel working meeting": _("%(who)s cancelled the working meeting “%(title)s”."),
    "mark absent": _("%(who)s marked who did not come to “%(title)s”."),
    "enter attendee": _("%(who)s put somebody on the list of “%(title)s”."),
    "change attendee": _("%(who)s changed what is known of somebody at “%(title)s”."),
    "mark attendance": _("%(who)s marked who was at “%(title)s”."),
    "forget attendee": _("%(who)s took somebody off the list of “%(title)s”."),
    "write minutes": _("%(who)s wrote the minutes of “%(title)s”."),
    "publish report of meeting": _("%(who)s published the report of “%(title)s”."),
}
