"""Writing about people: accounts, roles, the journal."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from territoria_web.people.models import Entry, Membership, Organisation, Role, Token, User
from territoria_web.territories.models import Territory


def write_entry(
    *,
    who: User | None,
    what: str,
    about: str,
    territory: Territory | None = None,
    before: Any = None,
    after: Any = None,
) -> Entry:
    """One line of the journal: who did what to which thing, before and after."""
    return Entry.objects.create(
        who=who, what=what, about=about, territory=territory, before=before, after=after
    )


@transaction.atomic
def give_role(
    *, by: User | None, user: User, role: Role, place: Territory | Organisation
) -> Membership:
    """Give (or change) the role of an account in a territory or an organisation."""
    where = {"territory" if isinstance(place, Territory) else "organisation": place}
    held = Membership.objects.filter(user=user, **where).first()
    before = None if held is None else {"role": held.role}
    membership, _ = Membership.objects.update_or_create(
        user=user, **where, defaults={"role": role}
    )
    write_entry(
        who=by,
        what="give role",
        about=f"user {user.public_id}",
        territory=place if isinstance(place, Territory) else None,
        before=before,
        after={"role": role, "in": str(place)},
    )
    return membership


@transaction.atomic
def take_role(*, by: User, membership: Membership) -> None:
    """End a role."""
    write_entry(
        who=by,
        what="take role",
        about=f"user {membership.user.public_id}",
        territory=membership.territory,
        before={"role": membership.role, "in": str(membership.territory or membership.organisation)},
    )
    membership.delete()


@transaction.atomic
def make_token(*, by: User, name: str, expires: datetime | None = None) -> tuple[Token, str]:
    """A key to the API. The key itself is shown once and not kept."""
    key = secrets.token_urlsafe(32)
    token = Token.objects.create(user=by, name=name, digest=digest_of_key(key), expires=expires)
    write_entry(who=by, what="make token", about=f"token {token.pk}", after={"name": name})
    return token, key


@transaction.atomic
def revoke_token(*, by: User, token: Token) -> None:
    """End a key."""
    write_entry(who=by, what="revoke token", about=f"token {token.pk}", before={"name": token.name})
    token.delete()


def digest_of_key(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
