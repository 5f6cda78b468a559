"""Sentences on targets of policy areas, and on the lessons of a synthesis report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "begin area target": _("%(who)s began the target “%(title)s”."),
    "write area target": _("%(who)s wrote the target “%(title)s” anew."),
    "set area target": _("%(who)s set the target “%(title)s”."),
    "move area target": _("%(who)s moved the target “%(title)s”."),
    "drop area target": _("%(who)s dropped the target “%(title)s”."),
    "tell figure of area target": _("%(who)s told how the target “%(title)s” stands."),
    "add lesson to paper": _("%(who)s added a lesson to the paper “%(title)s”."),
    "write lesson of paper": _("%(who)s wrote a lesson of the paper “%(title)s”."),
    "order lessons of paper": _("%(who)s put a lesson of the paper “%(title)s” in another place."),
    "take lesson out of paper": _("%(who)s took a lesson out of the paper “%(title)s”."),
}
