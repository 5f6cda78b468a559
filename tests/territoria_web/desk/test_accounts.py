from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from pytest_django import Settings

from territoria_web.people.keys import digest_of_key
from territoria_web.people.models import Entry, User

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http\S+/account/link/\?\S+")
PASSWORD = "a sentence that nobody guesses"


@pytest.fixture
def user() -> User:
    made = User.objects.create_user("someone@example.org", PASSWORD, name="Some One")
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def link_in_letter() -> str:
    found = LINK.search(str(mail.outbox[-1].body))
    assert found
    parts = urlsplit(found[0])
    return f"{parts.path}?{parts.query}"


def ask(client: Client, email: str, onward: str = "") -> None:
    answer = client.post("/en/account/link/new/", {"email": email, "next": onward})
    assert (answer.status_code, answer["Location"]) == (302, "/en/account/link/sent/")


def press(client: Client, link: str) -> str:
    """Press the button of a link's page; where it leads."""
    parts = urlsplit(link)
    given = {key: values[0] for key, values in parse_qs(parts.query).items()}
    answer = client.post(parts.path, given)
    return answer["Location"] if answer.status_code == 302 else str(answer.status_code)


def signed_in(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


# ── links ─────────────────────────────────────────────────────────────────────────────────────


def test_a_link_signs_in_by_its_button_and_only_once(client: Client, user: User) -> None:
    ask(client, "Someone@Example.org")
    link = link_in_letter()
    assert client.get(link).status_code == 200
    assert not signed_in(client)
    assert press(client, link) == "/en/desk/"
    assert signed_in(client)
    assert press(Client(), link) == "410"


def test_a_link_opened_by_a_programme_is_not_used_up(client: Client, user: User) -> None:
    ask(client, user.email)
    link = link_in_letter()
    for _ in range(3):
        Client().get(link)
        Client().head(link)
    assert press(client, link) == "/en/desk/"


def test_asking_for_a_link_never_tells_whether_there_is_an_account(
    client: Client, user: User
) -> None:
    known = client.post("/en/account/link/new/", {"email": user.email}, follow=True)
    unknown = client.post("/en/account/link/new/", {"email": "no@example.org"}, follow=True)
    assert (known.content, known.redirect_chain) == (unknown.content, unknown.redirect_chain)
    assert len(mail.outbox) == 1


def test_a_closed_account_gets_no_link(client: Client, user: User) -> None:
    User.objects.update(is_active=False)
    ask(client, user.email)
    assert mail.outbox == []


@pytest.mark.parametrize(
    "off", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_link_never_leads_off_this_site(client: Client, user: User, off: str) -> None:
    ask(client, user.email, off)
    link = link_in_letter()
    assert "evil" not in link
    assert press(client, f"{link}&next={off}") == "/en/desk/"


def test_a_link_leads_on_to_where_someone_was_going(client: Client, user: User) -> None:
    ask(client, user.email, "/en/account/keys/")
    assert press(client, link_in_letter()) == "/en/account/keys/"


def test_the_letter_is_sent_beside_the_answer(
    client: Client, user: User, settings: Settings
) -> None:
    import threading

    settings.MAIL_IN_BACKGROUND = True
    ask(client, user.email)
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(5)
    assert len(mail.outbox) == 1


def test_a_fixed_session_is_not_taken_over(client: Client, user: User) -> None:
    ask(client, user.email)
    client.get("/en/account/login/")
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    before = session.session_key
    press(client, link_in_letter())
    assert client.session.session_key != before


def test_six_links_in_a_quarter_of_an_hour_are_one_too_many(client: Client, user: User) -> None:
    for _ in range(5):
        ask(client, user.email)
    answer = client.post("/en/account/link/new/", {"email": user.email})
    assert (answer.status_code, len(mail.outbox)) == (429, 5)
    assert b"That was a lot in a short time" in answer.content


def test_an_address_that_is_none_is_said_beside_the_field(client: Client) -> None:
    answer = client.post("/en/account/link/new/", {"email": "nobody"})
    assert (answer.status_code, b'value="nobody"' in answer.content) == (422, True)


# ── passwords ─────────────────────────────────────────────────────────────────────────────────


def enter(client: Client, password: str, email: str = "someone@example.org") -> int:
    return client.post("/en/account/login/", {"login": email, "password": password}).status_code


def test_a_password_signs_in(client: Client, user: User) -> None:
    assert (enter(client, PASSWORD), signed_in(client)) == (302, True)


def test_five_wrong_passwords_close_the_account_for_a_while(client: Client, user: User) -> None:
    for _ in range(5):
        enter(client, "wrong")
    assert (enter(client, PASSWORD), signed_in(client)) == (200, False)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: Client, user: User
) -> None:
    sayings = []
    for email in (user.email, "no@example.org"):
        answer = client.post("/en/account/login/", {"login": email, "password": "wrong"})
        sayings.append(answer.context["form"].errors.as_json())
    assert sayings[0] == sayings[1]


def test_nobody_signs_up(client: Client) -> None:
    facts = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/en/account/signup/", facts)
    assert not User.objects.exists()


def test_a_forgotten_password_is_removed_after_coming_in_by_link(
    client: Client, user: User
) -> None:
    ask(client, user.email)
    press(client, link_in_letter())
    assert client.post("/en/account/password/remove/")["Location"] == "/en/account/"
    user.refresh_from_db()
    assert (user.has_usable_password(), signed_in(client)) == (False, True)
    new = {"password1": PASSWORD, "password2": PASSWORD}
    client.post("/en/account/password/set/", new)
    user.refresh_from_db()
    assert (user.check_password(PASSWORD), signed_in(client)) == (True, True)
    deeds = list(Entry.objects.order_by("pk").values_list("what", flat=True))
    assert deeds == ["sign in", "forget password", "password_set"]


def test_changing_the_password_tells_the_owner_and_the_journal(client: Client, user: User) -> None:
    enter(client, PASSWORD)
    new = "another sentence altogether"
    client.post(
        "/en/account/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert [m.to for m in mail.outbox] == [[user.email]]
    assert Entry.objects.filter(what="password_changed", who=user).count() == 1


# ── second factor ─────────────────────────────────────────────────────────────────────────────


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


@pytest.fixture
def secret(user: User) -> str:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(user, secret)
    return secret


def test_a_link_asks_for_the_second_factor_of_who_has_one(
    client: Client, user: User, secret: str
) -> None:
    ask(client, user.email, "/en/account/keys/")
    link = link_in_letter()
    assert press(client, link) == "/en/account/2fa/authenticate/"
    assert not signed_in(client)
    assert press(Client(), link) == "410"
    answer = client.post("/en/account/2fa/authenticate/", {"code": code_of(secret)})
    assert (answer["Location"], signed_in(client)) == ("/en/account/keys/", True)


def test_a_recovery_code_lets_in_once(client: Client, user: User, secret: str) -> None:
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    states = []
    for visitor in (client, Client()):
        enter(visitor, PASSWORD)
        visitor.post("/en/account/2fa/authenticate/", {"code": code})
        states.append(signed_in(visitor))
    assert states == [True, False]


def test_guessing_codes_is_stopped(client: Client, user: User, secret: str) -> None:
    enter(client, PASSWORD)
    for _ in range(5):
        client.post("/en/account/2fa/authenticate/", {"code": "000000"})
    client.post("/en/account/2fa/authenticate/", {"code": code_of(secret)})
    assert not signed_in(client)


def test_an_operator_without_second_factor_reaches_only_its_set_up(
    client: Client, user: User
) -> None:
    User.objects.update(is_operator=True)
    client.force_login(user, "sesame.backends.ModelBackend")
    asked = ("/en/", "/en/desk/operate/", "/en/account/", "/en/account/data.json")
    led = {address: client.get(address).headers.get("Location") for address in asked}
    assert led == dict.fromkeys(asked, "/en/account/2fa/")
    assert client.get("/en/account/2fa/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client: Client, user: User) -> None:
    User.objects.update(is_operator=True)
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x"})
    client.force_login(user, "sesame.backends.ModelBackend")
    assert client.get("/en/desk/operate/")["Location"] == "/en/account/2fa/"


def test_a_second_factor_is_set_up_with_a_picture_and_a_code(
    client: Client, user: User, django_capture_on_commit_callbacks: Any
) -> None:
    ask(client, user.email)
    press(client, link_in_letter())
    page = client.get("/en/account/2fa/totp/activate/")
    assert b'src="data:image/svg+xml;base64,' in page.content
    code = code_of(page.context["form"].secret)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/en/account/2fa/totp/activate/", {"code": code})
    assert answer["Location"] == "/en/account/2fa/recovery-codes/"
    assert get_adapter().is_mfa_enabled(user)
    assert Entry.objects.filter(what="totp_activated").count() == 1
    codes = client.get(answer["Location"]).context["unused_codes"]
    assert len(codes) == 10


# ── one's own account ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def inside(client: Client, user: User) -> Client:
    enter(client, PASSWORD)
    return client


def test_nothing_but_name_and_language_is_taken_from_the_form(inside: Client, user: User) -> None:
    facts = {"name": "New", "language": "de", "is_operator": "1", "email": "x@example.org"}
    inside.post("/en/account/", {**facts, "is_superuser": "1", "is_active": ""})
    user.refresh_from_db()
    told = (user.name, user.language, user.is_operator, user.email, user.is_superuser)
    assert told == ("New", "de", False, "someone@example.org", False)


def test_own_data_are_whole_and_hold_no_secret(inside: Client, user: User) -> None:
    inside.post("/en/account/keys/new/", {"name": "a key", "days": "90"})
    answer = inside.get("/en/account/data.json")
    assert sorted(answer.json()) == [
        "account",
        "addresses",
        "journal",
        "keys",
        "named_in",
        "roles",
        "second_factor",
        "sessions",
    ]
    user.refresh_from_db()
    digest = user.tokens.get().digest
    assert [s in answer.content.decode() for s in (user.password, digest)] == [False, False]


def test_a_key_is_shown_once_and_revoked_by_its_owner_only(inside: Client, user: User) -> None:
    made = inside.post("/en/account/keys/new/", {"name": "a key", "days": "90"})
    (key,) = re.findall(r"<code>([\w-]{43})</code>", made.content.decode())
    token = user.tokens.get()
    assert token.digest == digest_of_key(key)
    assert key not in inside.get("/en/account/keys/").content.decode()
    stranger = Client()
    other = User.objects.create_user("other@example.org")
    stranger.force_login(other, "sesame.backends.ModelBackend")
    revoke = f"/en/account/keys/{token.handle}/revoke/"
    assert stranger.post(revoke).status_code == 404
    assert (inside.post(revoke).status_code, user.tokens.count()) == (302, 0)


def test_making_a_key_long_after_signing_in_asks_for_proof(inside: Client, user: User) -> None:
    session = inside.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    made = inside.post("/en/account/keys/new/", {"name": "a key", "days": "90"})
    assert made["Location"] == "/en/account/reauthenticate/?next=%2Fen%2Faccount%2Fkeys%2Fnew%2F"
    inside.post("/en/account/reauthenticate/", {"password": PASSWORD})
    inside.post("/en/account/keys/new/", {"name": "a key", "days": "90"})
    assert user.tokens.count() == 1


def test_who_has_only_the_mail_proves_it_by_a_link(client: Client, user: User) -> None:
    User.objects.update(password="!")
    client.force_login(User.objects.get(), "sesame.backends.ModelBackend")
    way = client.get("/en/account/delete/")["Location"]
    assert way == "/en/account/confirm/?next=%2Fen%2Faccount%2Fdelete%2F"
    client.post("/en/account/confirm/", {"next": "/en/account/delete/"})
    assert press(client, link_in_letter()) == "/en/account/delete/"
    assert client.get("/en/account/delete/").status_code == 200


def test_an_account_is_deleted_with_its_address_typed(inside: Client, user: User) -> None:
    wrong = inside.post("/en/account/delete/", {"email": "else@example.org"})
    assert (wrong.status_code, signed_in(inside)) == (422, True)
    right = inside.post("/en/account/delete/", {"email": user.email})
    assert (right["Location"], signed_in(inside)) == ("/en/account/login/", False)
    assert not User.objects.filter(email=user.email).exists()


def test_other_sessions_are_seen_and_ended(inside: Client, user: User) -> None:
    elsewhere = Client(headers={"user-agent": "Elsewhere/1.0"})
    enter(elsewhere, PASSWORD)
    assert "Elsewhere/1.0" in inside.get("/en/account/sessions/").content.decode()
    inside.post("/en/account/sessions/")
    assert [signed_in(inside), signed_in(elsewhere)] == [True, False]


def test_a_new_address_counts_once_it_is_confirmed(inside: Client, user: User) -> None:
    inside.post("/en/account/email/", {"email": "new@example.org", "action_add": "1"})
    user.refresh_from_db()
    assert user.email == "someone@example.org"
    (found,) = re.findall(r"/en/account/confirm-email/\S+", str(mail.outbox[-1].body))
    assert inside.get(found).status_code == 200
    inside.post(found)
    user.refresh_from_db()
    assert user.email == "new@example.org"


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
@pytest.mark.parametrize(
    "page",
    ["login/", "link/new/", "link/sent/", "link/", "signup/", "inactive/", "confirm-email/x/"],
)
def test_pages_of_sign_in_look_like_ours_in_three_languages(
    client: Client, lang: str, page: str
) -> None:
    text = client.get(f"/{lang}/account/{page}").content.decode()
    facts = (f'<html lang="{lang}">' in text, "site/territoria.css" in text, "<h1>" in text)
    assert facts == (True, True, True)
    assert re.findall(r"<script(?! src)|style=|<style|\son\w+=", text) == []


def test_private_pages_are_never_kept(inside: Client) -> None:
    for address in ("/en/account/", "/en/account/keys/", "/en/account/data.json"):
        assert "no-store" in inside.get(address)["Cache-Control"]


def test_letters_name_the_set_address_of_the_site_whatever_was_asked_for(
    inside: Client, settings: Settings
) -> None:
    settings.ORIGIN = "https://territoria.example"
    inside.post("/en/account/email/", {"email": "new@example.org", "action_add": "1"})
    told = [line for line in str(mail.outbox[-1].body).splitlines() if "://" in line]
    assert [line.partition("/en/")[0] for line in told] == ["https://territoria.example"] * 2


def test_a_mail_server_that_is_down_breaks_no_page(
    client: Client, user: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.nowhere.EmailBackend"
    ask(client, user.email)


def test_a_session_ends_where_the_account_is_closed(inside: Client) -> None:
    User.objects.update(is_active=False)
    assert not signed_in(inside)
