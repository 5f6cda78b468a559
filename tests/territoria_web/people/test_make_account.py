"""An account without a role: made once, told once, never for whoever was shut out."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from territoria_web.people.models import Entry, User
from territoria_web.people.services import make_account

pytestmark = pytest.mark.django_db


def test_an_account_is_made_once_and_has_no_role():
    first = make_account(by=None, email=" New@Example.org ", language="fr")
    again = make_account(by=None, email="new@example.org", language="de")
    assert (first, first.email, first.language) == (again, "new@example.org", "fr")
    assert first.memberships.count() == 0
    assert Entry.objects.filter(what="make account").count() == 1


def test_a_closed_account_is_not_opened_again():
    User.objects.create_user("shut@example.org", is_active=False)
    with pytest.raises(ValidationError, match="closed"):
        make_account(by=None, email="shut@example.org", language="en")
