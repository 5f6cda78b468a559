"""An organisation's own sign-in, with a provider that stands in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from territoria_web.people.adapter import SocialAdapter
from territoria_web.people.models import User
from territoria_web.site.single_sign_on import oidc_apps

pytestmark = pytest.mark.django_db
SERVER = "https://id.example"
NAMED = (
    '[{"provider_id": "city", "name": "City", "client_id": "t", "secret": "s",'
    f' "server_url": "{SERVER}"}}]'
)
PLACES = {
    "issuer": SERVER,
    "authorization_endpoint": f"{SERVER}/authorize",
    "token_endpoint": f"{SERVER}/token",
    "userinfo_endpoint": f"{SERVER}/userinfo",
    "jwks_uri": f"{SERVER}/keys",
    "token_endpoint_auth_methods_supported": ["client_secret_post"],
}


class Answer:
    status_code = 200
    headers = {"content-type": "application/json"}  # noqa: RUF012

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = body
        self.text = str(body)

    def json(self) -> dict[str, Any]:
        return self.body

    def raise_for_status(self) -> None: ...


class Provider:
    """Answers as an identity provider would, and remembers what it was sent."""

    def __init__(self, person: dict[str, Any]) -> None:
        self.person = person
        self.sent: dict[str, Any] = {}

    def get(self, url: str, **kwargs: Any) -> Answer:
        return Answer(self.person if url.endswith("/userinfo") else PLACES)

    def request(self, method: str, url: str, **kwargs: Any) -> Answer:
        self.sent = kwargs.get("data") or {}
        return Answer({"access_token": "x", "token_type": "bearer"})

    post = request


@pytest.fixture
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Provider:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(NAMED)}}
    made = Provider({"sub": "1", "email": "someone@example.org", "email_verified": True})

    @contextmanager
    def session(self: SocialAdapter) -> Iterator[Provider]:
        yield made

    monkeypatch.setattr(SocialAdapter, "get_requests_session", session)
    return made


def come_in(client: Client, **query: str) -> Any:
    away = client.get("/en/account/oidc/city/login/", query)["Location"]
    assert away.startswith(f"{SERVER}/authorize?")
    state = parse_qs(urlsplit(away).query)["state"][0]
    facts = {"code": "x", "state": state}
    return client.get("/en/account/oidc/city/login/callback/", facts)


@pytest.fixture
def user() -> User:
    return User.objects.create_user("someone@example.org")


def test_an_account_is_entered_by_its_verified_address(
    client: Client, provider: Provider, user: User
) -> None:
    assert come_in(client)["Location"] == "/en/desk/"
    assert client.get("/en/account/").status_code == 200
    assert EmailAddress.objects.get(user=user).verified
    assert not SocialAccount.objects.exists()


def test_the_code_is_proved_to_be_asked_for_from_here(
    client: Client, provider: Provider, user: User
) -> None:
    come_in(client)
    assert "code_verifier" in provider.sent


def test_an_address_that_the_provider_did_not_verify_opens_nothing(
    client: Client, provider: Provider, user: User
) -> None:
    for claim in (False, None):
        provider.person["email_verified"] = claim
        assert come_in(client).status_code == 403
    assert client.get("/en/account/").status_code == 302


def test_nobody_gets_an_account_through_a_provider(client: Client, provider: Provider) -> None:
    assert come_in(client).status_code == 403
    assert not User.objects.exists()


def test_a_closed_account_stays_closed(client: Client, provider: Provider, user: User) -> None:
    User.objects.update(is_active=False)
    assert come_in(client).status_code == 403


def test_the_second_factor_is_asked_for_all_the_same(
    client: Client, provider: Provider, user: User
) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert come_in(client)["Location"] == "/en/account/2fa/authenticate/"
    assert client.get("/en/account/").status_code == 302


def test_accounts_are_not_joined(client: Client, provider: Provider, user: User) -> None:
    client.force_login(user, "sesame.backends.ModelBackend")
    assert come_in(client, process="connect")["Location"] == "/en/account/"
    assert not SocialAccount.objects.exists()


def test_an_answer_that_nobody_asked_for_is_refused(
    client: Client, provider: Provider, user: User
) -> None:
    facts = {"code": "x", "state": "made-up"}
    assert client.get("/en/account/oidc/city/login/callback/", facts).status_code == 401


def test_the_way_in_is_shown_on_the_sign_in_page(client: Client, provider: Provider) -> None:
    assert "Sign in with City" in client.get("/en/account/login/").content.decode()


def test_a_provider_does_not_lead_off_this_site(
    client: Client, provider: Provider, user: User
) -> None:
    assert come_in(client, next="https://evil.example/")["Location"] == "/en/desk/"


@pytest.mark.parametrize(
    "named",
    ["{", "{}", "[1]", "[{}]", NAMED.replace("https", "http"), NAMED.replace('"s"', '""')],
)
def test_a_setting_that_cannot_be_read_stops_the_start_and_says_why(named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TERRITORIA_OIDC"):
        oidc_apps(named)
