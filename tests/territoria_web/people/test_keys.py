"""Keys to the API."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from territoria_web.people.keys import digest_of_key, make_token
from territoria_web.people.models import Entry, Token, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


def test_a_key_is_kept_as_its_digest_only(lead: User) -> None:
    token, key = make_token(by=lead, name="a key")
    held = Token.objects.get(pk=token.pk)
    assert held.digest == digest_of_key(key)
    assert key not in str(Token.objects.values()) + str(Entry.objects.values())


def test_nobody_collects_keys_without_end(lead: User) -> None:
    for number in range(20):
        make_token(by=lead, name=str(number))
    with pytest.raises(ValidationError):
        make_token(by=lead, name="one more")
