"""Sentences on people, figures, peers, advice and documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: Final[Mapping[str, Any]] = {
    "sign in": _("%(who)s signed in."),
    "start cycle": _("%(who)s started the cycle “%(title)s”."),
    "choose framework": _("%(who)s chose the framework “%(framework)s”."),
    "add territory": _("%(who)s took in the territory “%(name)s”."),
    "take own figures": ngettext_lazy(
        "%(who)s took in %(count)d own figure from %(file)s.",
        "%(who)s took in %(count)d own figures from %(file)s.",
        "count",
    ),
    "undo own figures": _("%(who)s undid the own figures from %(file)s."),
    "take own figures back": _("%(who)s took the own figures from %(file)s back into use."),
    "choose peers": _("%(who)s chose these peers: %(peers)s."),
    "go back to structural peers": _("%(who)s went back to the structural peers."),
    "judge advice": _("%(who)s left this advice open: “%(advice)s”"),
    "judge advice: accepted": _("%(who)s accepted this advice: “%(advice)s”"),
    "judge advice: changed": _("%(who)s changed this advice: “%(advice)s”"),
    "judge advice: declined": _("%(who)s declined this advice: “%(advice)s”"),
    "ask for briefing": _("%(who)s asked for a briefing with published figures (%(language)s)."),
    "ask for briefing: own": _("%(who)s asked for a briefing with own figures (%(language)s)."),
    "ask for assessment": _("%(who)s asked to work out the own scores once more."),
    "ask for advice": _("%(who)s asked to work out peers, gaps and advice."),
    "cancel job": _("%(who)s asked this job to stop: %(job)s."),
    "give role": _("%(who)s gave %(whom)s the role “%(role)s” in %(place)s."),
    "give role: changed": _("%(who)s changed the role of %(whom)s in %(place)s to “%(role)s”."),
    "take role": _("%(who)s ended the role “%(role)s” of %(whom)s in %(place)s."),
    "make account": _("%(who)s made an account for %(whom)s."),
    "change account": _("%(who)s changed the settings of their own account."),
    "delete account": _("%(who)s deleted their own account."),
    "close account": _("%(who)s closed the account of %(whom)s."),
    "reopen account": _("%(who)s reopened the account of %(whom)s."),
    "renew calendars": _("%(who)s renewed the addresses of their own calendars."),
    "forget password": _("%(who)s removed the password of their own account."),
    "password_changed": _("%(who)s changed the password of their own account."),
    "password_reset": _("%(who)s changed the password of their own account."),
    "password_set": _("%(who)s set a password for their own account."),
    "email_changed": _("%(who)s changed the e-mail address of their own account."),
    "totp_activated": _("%(who)s set up the second factor."),
    "totp_deactivated": _("%(who)s removed the second factor."),
    "recovery_codes_generated": _("%(who)s made recovery codes."),
    "end sessions": _("%(who)s ended all sessions of %(whom)s."),
    "make token": _("%(who)s made the API key “%(name)s”."),
    "revoke token": _("%(who)s revoked the API key “%(name)s”."),
    "make operator": _("%(who)s made %(whom)s an operator."),
    "make organisation": _("%(who)s made the organisation “%(name)s”."),
    "change organisation": _("%(who)s changed the organisation “%(name)s”."),
}
