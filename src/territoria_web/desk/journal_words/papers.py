"""Sentences on findings, policies, the SWOT and papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "note finding": _("%(who)s noted a finding on %(node)s."),
    "change finding": _("%(who)s changed a finding on %(node)s."),
    "take finding back": _("%(who)s took back a finding on %(node)s."),
    "add policy": _("%(who)s listed the policy “%(title)s”."),
    "change policy": _("%(who)s changed the policy “%(title)s”."),
    "take policy back": _("%(who)s took the policy “%(title)s” out of the list."),
    "draft swot": _("%(who)s had the SWOT drafted from what is known."),
    "add swot point": _("%(who)s added a point to the SWOT."),
    "judge swot point": _("%(who)s judged a point of the SWOT."),
    "freshen swot point": _("%(who)s took over what the source of a point of the SWOT says now."),
    "begin paper": _("%(who)s began version %(version)s of the paper “%(title)s”."),
    "write section": _("%(who)s wrote a section of the paper “%(title)s” (%(language)s)."),
    "open for corrections": _(
        "%(who)s opened the paper “%(title)s” for corrections until %(until)s."
    ),
    "end corrections": _("%(who)s ended the corrections of the paper “%(title)s”."),
    "propose correction": _("%(who)s proposed a correction of the paper “%(title)s”."),
    "answer correction": _("%(who)s answered a correction of the paper “%(title)s”."),
    "sign paper": _("%(who)s signed the paper “%(title)s” as “%(role)s”."),
    "take signatures back": _("%(who)s took the signatures of the paper “%(title)s” back."),
    "publish paper": _("%(who)s published version %(version)s of the paper “%(title)s”."),
    "withdraw paper": _("%(who)s withdrew the paper “%(title)s”."),
}
