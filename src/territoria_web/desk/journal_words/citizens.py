"""Sentences on needs and the forum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: Final[Mapping[str, Any]] = {
    "open forum": _("%(who)s opened the forum for citizens; %(office)s answers."),
    "change forum": _("%(who)s changed the rules or promises of the forum."),
    "close forum": _("%(who)s closed the forum."),
    "reopen forum": _("%(who)s opened the forum again."),
    "vouch": ngettext_lazy(
        "%(who)s vouched for %(count)d person who took part between %(begins)s and %(ends)s.",
        "%(who)s vouched for %(count)d people who took part between %(begins)s and %(ends)s.",
        "count",
    ),
    "enter need": _("%(who)s entered need %(number)s, %(kind)s."),
    "count signatures": ngettext_lazy(
        "%(who)s counted %(count)d support for need %(number)s, %(kind)s.",
        "%(who)s counted %(count)d supports for need %(number)s, %(kind)s.",
        "count",
    ),
    "publish need": _("%(who)s published need %(number)s."),
    "hold need": _("%(who)s held need %(number)s back."),
    "reject need": _("%(who)s did not publish need %(number)s."),
    "change need": _("%(who)s changed the words of need %(number)s."),
    "answer need": _("%(who)s answered need %(number)s: %(state)s."),
    "tell news": _("%(who)s told news of need %(number)s."),
    "retire need": _("%(who)s let need %(number)s be followed under need %(into)s."),
    "decide appeal": _("%(who)s took the second look at need %(number)s."),
    "import needs": ngettext_lazy(
        "%(who)s took in %(count)d new report from %(source)s.",
        "%(who)s took in %(count)d new reports from %(source)s.",
        "count",
    ),
}
