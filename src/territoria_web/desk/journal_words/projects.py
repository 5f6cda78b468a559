"""Sentences of the journal: collaboration projects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "propose project": _("%(who)s proposed the project “%(title)s” to the office."),
    "hand in project": _("%(who)s handed in the proposal “%(title)s” once more."),
    "publish project": _("%(who)s published the project “%(title)s”."),
    "return project": _("%(who)s gave the proposal “%(title)s” back."),
    "change project": _("%(who)s changed words or days of the project “%(title)s”."),
    "call for partners": _("%(who)s called for partners of the project “%(title)s”."),
    "begin project": _("%(who)s began the work of the project “%(title)s”."),
    "deliver product": _("%(who)s said that the product of “%(title)s” is there."),
    "park project": _("%(who)s let the project “%(title)s” pause."),
    "stop project": _("%(who)s stopped the project “%(title)s”."),
    "reopen project": _("%(who)s took the project “%(title)s” up again."),
    "close project": _("%(who)s closed the project “%(title)s”."),
    "tell news of project": _("%(who)s told news of the project “%(title)s”."),
    "ask to join project": _("%(who)s asked to join the project “%(title)s”."),
    "answer request to join": _("%(who)s answered %(name)s, who asked to join “%(title)s”."),
    "invite project partner": _("%(who)s named %(name)s for the project “%(title)s”."),
    "send link to project partner": _("%(who)s sent %(name)s its link to the project “%(title)s”."),
    "take invitation to project back": _(
        "%(who)s took the invitation of %(name)s to “%(title)s” back."
    ),
    "answer invitation to project": _(
        "%(who)s answered the invitation to the project “%(title)s”."
    ),
    "vouch for project partner": _("%(who)s confirmed %(name)s in the project “%(title)s”."),
    "leave project": _("%(who)s left the project “%(title)s”."),
    "hand over project": _("%(who)s handed the lead of “%(title)s” over to %(name)s."),
    "change own part of project": _(
        "%(who)s changed what the own territory says of itself in “%(title)s”."
    ),
    "link actions to project": _("%(who)s said which actions of the plan belong to “%(title)s”."),
    "plan exchange": _("%(who)s planned exchange %(number)s of “%(title)s”."),
    "change exchange": _("%(who)s prepared exchange %(number)s of “%(title)s”."),
    "hold exchange": _("%(who)s wrote the notes of exchange %(number)s of “%(title)s”."),
    "move exchange": _("%(who)s moved exchange %(number)s of “%(title)s”."),
    "note missed exchange": _(
        "%(who)s noted that exchange %(number)s of “%(title)s” was not held."
    ),
    "cancel exchange": _("%(who)s cancelled exchange %(number)s of “%(title)s”."),
    "plan forum": _("%(who)s planned the forum “%(name)s” of “%(title)s”."),
    "change forum of project": _("%(who)s changed the forum “%(name)s” of “%(title)s”."),
    "name delegation": _("%(who)s named a delegation to the forum “%(name)s” of “%(title)s”."),
}
