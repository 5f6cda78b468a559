"""Sentences of the journal: company days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "make company day": _("%(who)s made the company day “%(title)s”."),
    "change company day": _("%(who)s changed the settings of the company day “%(title)s”."),
    "open company day": _("%(who)s opened registration for the company day “%(title)s”."),
    "cancel company day": _("%(who)s cancelled the company day “%(title)s”."),
    "end company day": _("%(who)s ended the company day “%(title)s”."),
    "admit company": _("%(who)s confirmed %(name)s for “%(title)s”."),
    "refuse company": _("%(who)s refused %(name)s for “%(title)s”."),
    "enter company": _("%(who)s put %(name)s on the list of “%(title)s”."),
    "take companies from file": _("%(who)s took companies from a file for “%(title)s”."),
    "change company": _("%(who)s changed what is known of %(name)s at “%(title)s”."),
    "renew link of company": _("%(who)s sent %(name)s another link to “%(title)s”."),
    "mark company absent": _("%(who)s noted that %(name)s did not come to “%(title)s”."),
    "mark company present": _("%(who)s noted that %(name)s came to “%(title)s” after all."),
    "enter talk": _("%(who)s wrote down a talk of %(name)s at “%(title)s”."),
    "drop talk": _("%(who)s took out a talk of %(name)s at “%(title)s”."),
    "keep companies apart": _("%(who)s ruled out a talk of %(name)s at “%(title)s”."),
    "allow talk again": _("%(who)s allowed a talk of %(name)s at “%(title)s” again."),
    "fix talk": _("%(who)s fixed the talk of %(name)s at “%(title)s”."),
    "loosen talk": _("%(who)s loosened the talk of %(name)s at “%(title)s”."),
    "mark talk held": _("%(who)s noted that the talk of %(name)s at “%(title)s” was held."),
    "mark talk missed": _("%(who)s noted that the talk of %(name)s at “%(title)s” was not held."),
    "mark talks held": _("%(who)s noted that talks at “%(title)s” were held."),
    "ask for talks": _("%(who)s had the talks of “%(title)s” arranged."),
    "arrange talks": _("%(who)s got an arrangement of the talks of “%(title)s”."),
    "drop schedule": _("%(who)s threw away a draft of the schedule of “%(title)s”."),
    "publish talks": _("%(who)s published the agendas of “%(title)s”."),
}
