"""Sentences of the journal: benchmarks of initiatives."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Any]] = {
    "begin benchmark": _("%(who)s began the benchmark “%(title)s”."),
    "drop benchmark": _("%(who)s threw away the draft of the benchmark “%(title)s”."),
    "change benchmark": _("%(who)s changed what the benchmark “%(title)s” is about."),
    "change criteria of benchmark": _("%(who)s changed the criteria of the benchmark “%(title)s”."),
    "consult on benchmark": _(
        "%(who)s opened the criteria of the benchmark “%(title)s” to remarks."
    ),
    "remark on benchmark": _("%(who)s remarked on the criteria of the benchmark “%(title)s”."),
    "choose entrants": _("%(who)s chose the initiatives of the benchmark “%(title)s”."),
    "ask assessors": _("%(who)s said who assesses in the benchmark “%(title)s”."),
    "open scoring": _(
        "%(who)s opened the scoring of the benchmark “%(title)s”; its criteria are frozen."
    ),
    "give sheet": _("%(who)s gave one sheet more in the benchmark “%(title)s”."),
    "submit sheet": _("%(who)s handed in a sheet of the benchmark “%(title)s”."),
    "settle difference": _("%(who)s settled a difference in the benchmark “%(title)s”."),
    "take in scores": _("%(who)s took in scores of the benchmark “%(title)s” from a table."),
    "publish benchmark": _("%(who)s published the benchmark “%(title)s”."),
}
