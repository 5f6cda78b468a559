"""What roles and kinds of bodies are called, and what a role may do in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from territoria_web.people.models import Organisation, Role

ROLE_NAMES: Final[Mapping[str, Promise]] = {
    Role.LEAD: _("Lead"),
    Role.EDITOR: _("Editor"),
    Role.EXPERT: _("Expert"),
    Role.VIEWER: _("Viewer"),
    Role.SECRETARIAT: _("Secretariat"),
    Role.MEMBER: _("Member"),
}

ROLE_SENTENCES: Final[Mapping[str, Promise]] = {
    Role.LEAD: _("Leads the work: invites people, starts cycles, uploads data, judges advice."),
    Role.EDITOR: _("Works on it: uploads data, chooses peers, judges advice."),
    Role.EXPERT: _("Judges: chooses peers and judges advice, changes no data."),
    Role.VIEWER: _("Reads along."),
    Role.SECRETARIAT: _("Looks after all territories of the network: reads along, builds teams."),
    Role.MEMBER: _("Belongs to it."),
}

KIND_NAMES: Final[Mapping[str, Promise]] = {
    Organisation.Kind.NETWORK: _("Network"),
    Organisation.Kind.COMPANY: _("Company"),
    Organisation.Kind.KNOWLEDGE: _("University or research body"),
    Organisation.Kind.AUTHORITY: _("Public authority"),
    Organisation.Kind.SOCIETY: _("Association or civil society"),
}

# What the journal calls a deed. One that is not listed here is shown as it was written.
DEEDS: Final[Mapping[str, Promise]] = {
    "sign in": _("signed in"),
    "start cycle": _("started a cycle"),
    "choose framework": _("chose a framework"),
    "take own figures": _("took own figures"),
    "undo own figures": _("undid own figures"),
    "take own figures back": _("took own figures back"),
    "choose peers": _("chose peers"),
    "go back to structural peers": _("went back to the structural peers"),
    "judge advice": _("decided on a piece of advice"),
    "ask for briefing": _("asked for a briefing"),
    "ask for assessment": _("asked for an own assessment"),
    "ask for advice": _("asked for advice"),
    "give role": _("gave a role"),
    "take role": _("ended a role"),
    "make account": _("invited to an account"),
    "change account": _("changed the account"),
    "delete account": _("deleted the account"),
    "close account": _("closed an account"),
    "reopen account": _("reopened an account"),
    "forget password": _("removed the password"),
    "password_changed": _("changed the password"),
    "password_set": _("set a password"),
    "email_changed": _("changed the e-mail address"),
    "totp_activated": _("set up the second factor"),
    "totp_deactivated": _("removed the second factor"),
    "recovery_codes_generated": _("made recovery codes"),
    "end sessions": _("ended other sessions"),
    "make token": _("made an API key"),
    "revoke token": _("revoked an API key"),
    "make operator": _("made an operator"),
    "make organisation": _("made an organisation"),
    "change organisation": _("changed an organisation"),
    "cancel job": _("asked a job to stop"),
}


# What the journal's facts are called, before and after.
FACTS: Final[Mapping[str, Promise]] = {
    "role": _("role"),
    "in": _("in"),
    "name": _("name"),
    "kind": _("kind"),
    "language": _("language"),
    "territories": _("territories"),
    "active": _("open"),
    "state": _("state"),
    "peers": _("peers"),
    "reason": _("reason"),
    "decision": _("decision"),
    "changed_text": _("in own words"),
    "framework": _("framework"),
    "refused": _("figures refused"),
    "name changed": _("name changed"),
    "title": _("title"),
    "used": _("in use"),
}


def role_name(role: str) -> str:
    """What a role is called in the language spoken."""
    return str(ROLE_NAMES.get(role, role))


def kind_of_body(kind: str) -> str:
    """What a kind of body is called in the language spoken."""
    return str(KIND_NAMES.get(kind, kind))


def deed_name(what: str) -> str:
    """What a deed of the journal is called in the language spoken."""
    return str(DEEDS.get(what, what))


def fact_name(key: str) -> str:
    """What a fact of the journal is called in the language spoken."""
    return str(FACTS.get(key, key))
