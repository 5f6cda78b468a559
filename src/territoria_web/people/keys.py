"""Keys to the API: shown once, kept as a digest, revoked by whoever made them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.people.models import Token, User
from territoria_web.people.names import check_name
from territoria_web.people.services import write_entry

KEYS_EACH = 20  # more keys than this nobody can look after


@transaction.atomic
def make_token(*, by: User, name: str, expires: datetime | None = None) -> tuple[Token, str]:
    """A key to the API. The key itself is shown once and not kept."""
    check_name(name)
    if by.tokens.count() >= KEYS_EACH:
        raise ValidationError(_("You have many keys already. Revoke one you no longer need."))
    key = secrets.token_urlsafe(32)
    token = Token.objects.create(user=by, name=name, digest=digest_of_key(key), expires=expires)
    write_entry(who=by, what="make token", about=f"token {token.handle}", after={"name": name})
    return token, key


@transaction.atomic
def revoke_token(*, by: User, token: Token) -> None:
    """End a key."""
    write_entry(
        who=by, what="revoke token", about=f"token {token.handle}", before={"name": token.name}
    )
    token.delete()


def use_token(*, token: Token, now: datetime) -> None:
    """Note when a key was used last."""
    Token.objects.filter(pk=token.pk).update(last_used=now)


def digest_of_key(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
