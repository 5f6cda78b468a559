"""What the kinds of things in a feed are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND_NAMES: Final[Mapping[str, Promise]] = {
    "practice": pgettext_lazy("something published", "Practice"),
    "project": pgettext_lazy("something published", "Project"),
    "call": pgettext_lazy("something published", "Call"),
    "meeting": pgettext_lazy("something published", "Working meeting"),
}
KIND_MANY: Final[Mapping[str, Promise]] = {
    "practice": _("Practices"),
    "project": _("Projects"),
    "call": _("Calls"),
    "meeting": _("Working meetings"),
}
