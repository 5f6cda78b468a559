"""What the house holds about someone, for themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import ForeignObjectRel

from territoria_web.people.models import Entry, Token, User
from territoria_web.people.queries import memberships_of, tokens_of

TOLD = {"account", "auth", "mfa", "people", "socialaccount", "usersessions"}  # told in full above


def own_data(user: User) -> dict[str, Any]:
    """Account, addresses, roles, keys, sessions and deeds; no secret among them."""
    return {
        "account": {
            "id": str(user.public_id),
            "email": user.email,
            "name": user.name,
            "language": user.language,
            "operator": user.is_operator,
            "since": user.date_joined.isoformat(),
            "last_signed_in": user.last_login.isoformat() if user.last_login else None,
            "has_password": user.has_usable_password(),
        },
        "addresses": list(
            EmailAddress.objects.filter(user=user).values("email", "verified", "primary")
        ),
        "second_factor": list(
            Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at")
        ),
        "roles": [
            {"in": str(m.territory or m.organisation), "role": m.role, "since": m.since}
            for m in memberships_of(user)
        ],
        "keys": [_key(token) for token in tokens_of(user)],
        "sessions": list(
            UserSession.objects.filter(user=user).values(
                "ip", "user_agent", "created_at", "last_seen_at"
            )
        ),
        "journal": [_deed(entry) for entry in Entry.objects.filter(who=user)],
        "named_in": _named_in(user),
    }


def _named_in(user: User) -> dict[str, list[str]]:
    """Rows of all other rooms that point to someone: table and part → public ids, or numbers. What
    stands in them is read where they are shown: some of it is not theirs to see yet.
    """
    found = {}
    for relation in user._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel):
            continue
        model = relation.related_model
        if model._meta.app_label in TOLD:
            continue
        named = {field.name for field in model._meta.get_fields()}
        part = "public_id" if "public_id" in named else "pk"
        rows = model._base_manager.filter(**{relation.field.name: user})
        if ids := [str(number) for number in rows.order_by("pk").values_list(part, flat=True)]:
            found[f"{model._meta.label}.{relation.field.name}"] = ids
    return found


def _key(token: Token) -> dict[str, Any]:
    return {
        "name": token.name,
        "made": token.made,
        "last_used": token.last_used,
        "expires": token.expires,
    }


def _deed(entry: Entry) -> dict[str, Any]:
    return {
        "when": entry.when,
        "what": entry.what,
        "about": entry.about,
        "before": entry.before,
        "after": entry.after,
    }
