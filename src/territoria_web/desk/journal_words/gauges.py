"""Sentences on figures of city operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "add gauge": _("%(who)s added the figure of city operation “%(title)s”."),
    "change gauge": _("%(who)s changed the figure of city operation “%(title)s”."),
    "switch gauge on": _("%(who)s shows the figure of city operation “%(title)s” again."),
    "switch gauge off": _("%(who)s shows the figure of city operation “%(title)s” no more."),
    "drop gauge": _("%(who)s deleted the figure of city operation “%(title)s”."),
    "enter value": _("%(who)s entered a value of “%(title)s”."),
}
