"""Sentences on lessons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "begin lesson": _("%(who)s began the lesson “%(title)s”."),
    "write lesson": _("%(who)s wrote the lesson “%(title)s” anew."),
    "hand in lesson": _("%(who)s gave the lesson “%(title)s” to its reviewers."),
    "review lesson": _("%(who)s judged the lesson “%(title)s”: %(verdict)s."),
    "publish lesson": _("Two peers found the lesson “%(title)s” fit; it is published."),
    "withdraw lesson": _("%(who)s withdrew the lesson “%(title)s”."),
    "adopt practice": _("%(who)s noted that the practice “%(title)s” was taken up."),
    "change adoption": _("%(who)s said anew how the practice “%(title)s” was taken up."),
    "end adoption": _("%(who)s noted that the practice “%(title)s” was not taken up after all."),
}
