"""Sentences on surveys and answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: Final[Mapping[str, Any]] = {
    "draft survey": _("%(who)s began the survey “%(title)s”."),
    "write question": _("%(who)s wrote the question %(question)s of a survey."),
    "drop question": _("%(who)s took the question %(question)s out of a survey."),
    "move question": _("%(who)s moved the question %(question)s of a survey."),
    "name survey": _("%(who)s changed title, languages or contact of the survey “%(title)s”."),
    "open survey": _("%(who)s opened the survey “%(title)s” until %(closes)s."),
    "extend survey": _("%(who)s extended a survey until %(closes)s."),
    "close survey": _("%(who)s closed a survey for good."),
    "invite people": ngettext_lazy(
        "%(who)s put %(count)d person on the list of a survey.",
        "%(who)s put %(count)d people on the list of a survey.",
        "count",
    ),
    "send invitations": ngettext_lazy(
        "%(who)s wrote to %(count)d person about a survey.",
        "%(who)s wrote to %(count)d people about a survey.",
        "count",
    ),
    "remind people": ngettext_lazy(
        "%(who)s reminded %(count)d person of a survey.",
        "%(who)s reminded %(count)d people of a survey.",
        "count",
    ),
    "drop invitation": ngettext_lazy(
        "%(who)s took %(count)d person off the list of a survey.",
        "%(who)s took %(count)d people off the list of a survey.",
        "count",
    ),
    "erase contacts": ngettext_lazy(
        "%(who)s erased the contact of %(count)d person of a survey.",
        "%(who)s erased the contacts of %(count)d people of a survey.",
        "count",
    ),
    "enter answers": ngettext_lazy(
        "%(who)s entered the answers of %(count)d person.",
        "%(who)s entered the answers of %(count)d people.",
        "count",
    ),
    "take answers": ngettext_lazy(
        "%(who)s took in %(count)d filled form of a survey.",
        "%(who)s took in %(count)d filled forms of a survey.",
        "count",
    ),
    "mark themes": ngettext_lazy(
        "%(who)s marked %(count)d open answer.",
        "%(who)s marked %(count)d open answers.",
        "count",
    ),
    "set margins": ngettext_lazy(
        "%(who)s entered the known shares of %(count)d margin for a survey.",
        "%(who)s entered the known shares of %(count)d margins for a survey.",
        "count",
    ),
    "take survey answers": _("%(who)s took over what %(answers)s people said in the survey."),
}
