"""Sentences of the journal: mentoring."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Any]] = {
    "make mentoring round": _("%(who)s made the mentoring round “%(title)s”."),
    "change mentoring round": _("%(who)s changed what the mentoring round “%(title)s” is about."),
    "open mentoring round": _("%(who)s opened registration for the mentoring round “%(title)s”."),
    "end mentoring round": _("%(who)s ended the mentoring round “%(title)s”."),
    "ask about silent mentoring round": _(
        "%(who)s asked the office whether the mentoring round “%(title)s” goes on: nothing has "
        "happened for eleven months."
    ),
    "end silent mentoring round": _(
        "%(who)s ended the mentoring round “%(title)s”: nothing had happened for a year."
    ),
    "enter mentoring person": _("%(who)s entered somebody in the mentoring round “%(title)s”."),
    "change mentoring person": _(
        "%(who)s changed what is known of somebody in the mentoring round “%(title)s”."
    ),
    "renew mentoring link": _(
        "%(who)s sent somebody in the mentoring round “%(title)s” a new link."
    ),
    "take mentoring person out": _(
        "%(who)s took somebody off the list of the mentoring round “%(title)s”."
    ),
    "draft mentoring pairs": _("%(who)s drafted the pairs of the mentoring round “%(title)s”."),
    "pair mentees by hand": _(
        "%(who)s changed a drafted pair of the mentoring round “%(title)s” by hand."
    ),
    "send mentoring proposals": _("%(who)s sent the proposals of the mentoring round “%(title)s”."),
    "take mentoring proposal back": _(
        "%(who)s took a proposal of the mentoring round “%(title)s” back."
    ),
    "answer for mentoring person": _(
        "%(who)s kept what somebody without an address answered in the mentoring round “%(title)s”."
    ),
    "plan mentoring workshop": _(
        "%(who)s planned the workshop “%(name)s” of the mentoring round “%(title)s”."
    ),
    "change mentoring workshop": _(
        "%(who)s changed the workshop “%(name)s” of the mentoring round “%(title)s”."
    ),
    "cancel mentoring workshop": _(
        "%(who)s cancelled the workshop “%(name)s” of the mentoring round “%(title)s”."
    ),
    "hold mentoring workshop": _(
        "%(who)s marked the workshop “%(name)s” of the mentoring round “%(title)s” as held."
    ),
    "seat mentees at workshop": _(
        "%(who)s said who comes to the workshop “%(name)s” of the mentoring round “%(title)s”."
    ),
}
