"""Sentences on budgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: Final[Mapping[str, Any]] = {
    "draft budget": _("%(who)s began the budget “%(title)s”."),
    "change budget": _("%(who)s changed sum, rules or words of the budget “%(title)s”."),
    "drop budget": _("%(who)s threw away the draft of the budget “%(title)s”."),
    "add budget items": ngettext_lazy(
        "%(who)s put %(count)d item on the list of the budget “%(title)s”.",
        "%(who)s put %(count)d items on the list of the budget “%(title)s”.",
        "count",
    ),
    "change budget item": _("%(who)s changed an item of the budget “%(title)s”: %(item)s"),
    "drop budget item": _("%(who)s took an item off the list of the budget “%(title)s”: %(item)s"),
    "open budget": _("%(who)s opened the vote on the budget “%(title)s” until %(closes)s."),
    "move budget closing": _("%(who)s moved the end of the vote on the budget “%(title)s”."),
    "close budget": _("%(who)s closed the vote on the budget “%(title)s”."),
    "enter budget ballot": _("%(who)s entered a ballot on the budget “%(title)s”."),
    "take out budget ballot": _(
        "%(who)s took out a ballot on the budget “%(title)s” that they had entered wrongly."
    ),
    "import budget": _("%(who)s imported the vote “%(title)s” from %(file)s."),
    "order by budget": _("%(who)s put the plan in the order of the vote “%(title)s”."),
}
