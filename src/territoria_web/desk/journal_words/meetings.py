"""Sentences on meetings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "open meeting": _("%(who)s opened the meeting “%(title)s”."),
    "change meeting": _("%(who)s changed when, where or for what “%(title)s” is held."),
    "change agenda": _("%(who)s changed the agenda of “%(title)s”."),
    "open door": _("%(who)s opened the door of “%(title)s”."),
    "close door": _("%(who)s closed the door of “%(title)s”."),
    "invite to meeting": _("%(who)s put people on the list of “%(title)s”: %(people)s."),
    "mail invitations": _("%(who)s sent letters of invitation to “%(title)s”: %(people)s."),
    "change participant": _("%(who)s changed what is known of a participant of “%(title)s”."),
    "forget participant": _("%(who)s deleted what names a participant of “%(title)s”."),
    "begin phase": _("%(who)s began “%(phase)s” at “%(title)s”."),
    "end phase": _("%(who)s ended “%(phase)s” at “%(title)s”."),
    "end meeting": _("%(who)s ended the meeting “%(title)s”."),
    "deal tables": _("%(who)s dealt people to tables at “%(title)s”."),
    "name tables": _("%(who)s said what the tables of “%(title)s” are about."),
    "bring in": _("%(who)s brought what people said into “%(title)s”: %(figures)s."),
    "enter sheet": _("%(who)s entered a sheet of “%(phase)s” at “%(title)s”."),
    "enter ballot": _("%(who)s entered a ballot of “%(phase)s” at “%(title)s”."),
    "join contributions": _("%(who)s joined doubles on the board of “%(title)s”."),
    "take back contribution": _("%(who)s took something off the board of “%(title)s”."),
    "put back contribution": _("%(who)s put something back on the board of “%(title)s”."),
    "accept correction": _("%(who)s accepted a correction of a fact at “%(title)s”."),
    "refuse correction": _("%(who)s did not accept a correction of a fact at “%(title)s”."),
    "mark short list": _("%(who)s marked the short list of “%(title)s”."),
}
