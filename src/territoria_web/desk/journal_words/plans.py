"""Sentences on the action plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "begin plan": _("%(who)s began the action plan."),
    "change plan": _("%(who)s changed the frame of the action plan."),
    "add action": _("%(who)s put an action into the plan: “%(title)s”"),
    "change action": _("%(who)s changed the action “%(title)s”"),
    "drop action": _("%(who)s dropped the action “%(title)s”"),
    "take up action": _("%(who)s took the action “%(title)s” up again."),
    "order actions": _("%(who)s put the action “%(title)s” in another place."),
    "link needs": _("%(who)s said which needs the action “%(title)s” answers."),
    "import plan": _("%(who)s imported the plan from %(file)s."),
    "adopt plan": _("%(who)s adopted version %(version)s of the action plan."),
}
