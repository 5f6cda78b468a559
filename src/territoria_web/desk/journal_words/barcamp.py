"""Sentences of the journal: the BarCamp of a working meeting."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Any]] = {
    "enter topic": _("%(who)s entered the topic “%(topic)s” at “%(title)s”."),
    "change topic": _("%(who)s changed the topic “%(topic)s” at “%(title)s”."),
    "hide topic": _("%(who)s took the topic “%(topic)s” off the wall of “%(title)s”."),
    "show topic": _("%(who)s put the topic “%(topic)s” back on the wall of “%(title)s”."),
    "ask twins": _("%(who)s asked whether “%(topic)s” may join “%(into)s” at “%(title)s”."),
    "part twins": _("%(who)s let “%(topic)s” stand for itself again at “%(title)s”."),
    "enter interests": _("%(who)s entered an interest sheet at “%(title)s”."),
    "set slots": _("%(who)s changed slots and spaces of “%(title)s”."),
    "ask for timetable": _("%(who)s had a timetable made for “%(title)s”."),
    "make timetable": _("%(who)s got version %(version)s of the timetable of “%(title)s”."),
    "publish timetable": _(
        "%(who)s published version %(version)s of the timetable of “%(title)s”."
    ),
    "drop timetable": _("%(who)s threw away version %(version)s of the timetable of “%(title)s”."),
    "move topic": _("%(who)s moved “%(topic)s” in the timetable of “%(title)s”."),
    "pin topic": _("%(who)s pinned “%(topic)s” in the timetable of “%(title)s”."),
    "unpin topic": _("%(who)s took the pin off “%(topic)s” at “%(title)s”."),
    "skip topic": _("%(who)s left “%(topic)s” out of the timetable of “%(title)s”."),
    "unskip topic": _("%(who)s let “%(topic)s” be held again at “%(title)s”."),
    "seat again": _("%(who)s had people seated again at “%(title)s”."),
    "give seat": _("%(who)s gave somebody another seat at “%(title)s”."),
    "enter session sheet": _("%(who)s entered the sheet of “%(topic)s” at “%(title)s”."),
}
