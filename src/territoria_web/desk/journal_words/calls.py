"""Sentences on calls, expressions of interest, reviews and steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, Any]] = {
    "plan step": _("%(who)s changed who sees to the step “%(step)s”, and when."),
    "begin step": _("%(who)s began the step “%(step)s”."),
    "end step": _("%(who)s ended the step “%(step)s”."),
    "leave step out": _("%(who)s left the step “%(step)s” out."),
    "open step again": _("%(who)s opened the step “%(step)s” once more."),
    "close cycle": _("%(who)s closed the cycle."),
    "begin call": _("%(who)s began the call “%(title)s”."),
    "change call": _("%(who)s changed the call “%(title)s”."),
    "change criteria": _("%(who)s changed the criteria of the call “%(title)s”."),
    "publish call": _("%(who)s published the call “%(title)s”."),
    "move closing date": _("%(who)s moved the closing date of the call “%(title)s”."),
    "begin application": _(
        "%(who)s began an expression of interest of %(code)s for the call “%(title)s”."
    ),
    "submit application": _(
        "%(who)s submitted the expression of interest of %(code)s for the call “%(title)s”."
    ),
    "discard draft": _(
        "%(who)s deleted a draft of an expression of %(code)s for the call “%(title)s”."
    ),
    "take application back": _(
        "%(who)s took the expression of interest of %(code)s for the call “%(title)s” back to draft."
    ),
    "withdraw application": _(
        "%(who)s withdrew the expression of interest of %(code)s for the call “%(title)s”."
    ),
    "attach file": _("%(who)s attached a file to an expression for the call “%(title)s”."),
    "remove file": _("%(who)s removed a file from an expression for the call “%(title)s”."),
    "mark eligibility": _(
        "%(who)s decided whether the expression of %(code)s for the call “%(title)s” is eligible."
    ),
    "invite reviewer": _("%(who)s asked %(whom)s to review for the call “%(title)s”."),
    "declare conflicts": _(
        "%(who)s said where they have a conflict of interest in the call “%(title)s”."
    ),
    "add conflict": _(
        "%(who)s noted a conflict of interest of %(whom)s with the expression of %(code)s."
    ),
    "let reviewer leave": _("%(who)s let %(whom)s leave the reviewers of the call “%(title)s”."),
    "assign reviews": _("%(who)s gave out the reviews of the call “%(title)s”."),
    "submit review": _("%(who)s submitted a review of %(code)s for the call “%(title)s”."),
    "note talk": _(
        "%(who)s noted that the reviewers of %(code)s talked about the criterion “%(criterion)s”."
    ),
    "change score": _("%(who)s changed their score on “%(criterion)s” after the reviewers’ talk."),
    "decide call": _("%(who)s gave the places of the call “%(title)s”."),
    "decide application": _("%(who)s decided on the expression of %(code)s: “%(title)s”."),
}
