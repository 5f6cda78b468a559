"""Sentences on conversations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "draft conversation": _("%(who)s began the conversation “%(title)s”."),
    "change conversation": _("%(who)s changed the draft of the conversation “%(title)s”."),
    "open conversation": _("%(who)s opened the conversation “%(title)s”."),
    "extend conversation": _("%(who)s moved the last day of the conversation “%(title)s”."),
    "close conversation": _("%(who)s closed the conversation “%(title)s”."),
    "import conversation": _("%(who)s took over the conversation “%(title)s”."),
    "add statements": _("%(who)s added statements to the conversation “%(title)s”."),
    "enter votes": _("%(who)s entered votes in the conversation “%(title)s”."),
    "show statement": _("%(who)s showed statement %(number)s of the conversation “%(title)s”."),
    "take out statement": _(
        "%(who)s took statement %(number)s out of the conversation “%(title)s”."
    ),
    "mark statement": _(
        "%(who)s said what statement %(number)s of the conversation “%(title)s” is about."
    ),
    "change statement": _(
        "%(who)s changed the words of statement %(number)s of the conversation “%(title)s”."
    ),
}
