"""Sessions say when they were last seen, and most pages write nothing for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from territoria_web.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
WRITES = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "BEGIN")


@pytest.fixture
def inside(client: Client) -> Client:
    user = User.objects.create_user("someone@example.org")
    client.force_login(user, "sesame.backends.ModelBackend")
    client.get("/en/account/")
    return client


def written(client: Client, **headers: Any) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as held:
        client.get("/en/methods/", **headers)
    return [q["sql"] for q in held.captured_queries if q["sql"].startswith(WRITES)]


def seen_before(**ago: float) -> None:
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(**ago))


def test_a_page_soon_after_another_writes_nothing(inside: Client):
    assert written(inside) == []


def test_a_session_is_seen_again_after_a_minute(inside: Client):
    seen_before(seconds=61)
    assert len([sql for sql in written(inside) if sql.startswith("UPDATE")]) == 1
    assert timezone.now() - UserSession.objects.get().last_seen_at < timedelta(seconds=30)
    assert written(inside) == []


def test_another_browser_or_address_is_noted_at_once(inside: Client):
    inside.get("/en/methods/", headers={"user-agent": "Elsewhere/1.0"})
    assert UserSession.objects.get().user_agent == "Elsewhere/1.0"
    inside.get("/en/methods/", REMOTE_ADDR="192.0.2.7", headers={"user-agent": "Elsewhere/1.0"})
    assert UserSession.objects.get().ip == "192.0.2.7"


def test_a_browser_with_an_endless_name_is_written_once_too(inside: Client):
    long = {"headers": {"user-agent": "x" * 5000}}
    assert (written(inside, **long) != [], written(inside, **long)) == (True, [])


def test_who_brings_no_session_is_not_looked_up(client: Client):
    answer = client.get("/en/methods/")
    assert "Cookie" not in answer.get("Vary", "")
