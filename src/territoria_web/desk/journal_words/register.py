"""Sentences on the register of initiatives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "begin initiative": _("%(who)s wrote the initiative “%(title)s” down."),
    "write initiative": _("%(who)s changed the initiative “%(title)s”."),
    "hand in initiative": _("%(who)s gave the initiative “%(title)s” to a second region."),
    "review initiative": _("%(who)s judged the initiative “%(title)s”: %(verdict)s."),
    "publish initiative": _("A second region found the initiative “%(title)s” fit; it is public."),
    "withdraw initiative": _("%(who)s withdrew the initiative “%(title)s”."),
    "link initiatives": _("%(who)s said which initiatives the action “%(title)s” carries on."),
}
