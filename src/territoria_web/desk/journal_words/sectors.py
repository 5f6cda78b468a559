"""Sentences of the journal: sectors of excellence."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Any]] = {
    "name sector": _("%(who)s named “%(title)s” as a sector of excellence."),
    "change sector": _("%(who)s changed the sector of excellence “%(title)s”."),
    "remove sector": _("%(who)s removed the sector of excellence “%(title)s”."),
    "publish sectors": _("%(who)s published the sectors of excellence."),
    "take sectors back": _("%(who)s took the published sectors of excellence back."),
    "begin card": _("%(who)s began the practice card “%(title)s”."),
    "write card": _("%(who)s wrote the practice card “%(title)s” anew."),
    "hand in card": _("%(who)s gave the practice card “%(title)s” to its reviewers."),
    "review card": _("%(who)s judged the practice card “%(title)s”: %(verdict)s."),
    "confirm card": _("%(who)s said that the practice card “%(title)s” still holds."),
    "withdraw card": _("%(who)s withdrew the practice card “%(title)s”."),
    "freeze compendium": _("%(who)s froze the compendium of “%(title)s” as an edition."),
}
