"""A letter that cannot go out is kept for the operator, and breaks no page."""

from __future__ import annotations

import logging
from email import message_from_bytes
from pathlib import Path
from threading import Event, active_count, current_thread, main_thread

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from territoria_web.people.mail import post, post_each


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.nowhere.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "home" / "mail"
    return tmp_path / "home" / "mail"


def letter() -> EmailMessage:
    return EmailMessage("Entrée", "A link that signs in.\n", to=["someone@example.org"])


def test_it_is_kept_whole_and_only_its_owner_may_read_it(folder: Path):
    post(letter)
    post(letter)
    first, second = folder.iterdir()
    assert [oct(path.stat().st_mode & 0o777) for path in (first, second)] == ["0o600", "0o600"]
    kept = message_from_bytes(first.read_bytes())
    told = (kept["To"], kept.get_payload(decode=True), first.suffix)
    assert told == ("someone@example.org", b"A link that signs in.\n", ".eml")


def test_one_that_goes_out_is_not_kept(folder: Path, settings: Settings, mailoutbox: list[object]):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    post(letter)
    assert (len(mailoutbox), folder.exists()) == (1, False)


def test_where_it_cannot_be_kept_either_the_page_goes_on(
    folder: Path, caplog: pytest.LogCaptureFixture
):
    folder.parent.write_text("a file stands where the folder should")
    with caplog.at_level(logging.ERROR):
        post(letter)
    said = [record.message for record in caplog.records]
    assert said == ["a letter could not be sent", "a letter could not be kept either"]


def test_many_letters_go_out_one_after_the_other_beside_the_answer(
    settings: Settings, tmp_path: Path
):
    settings.MAIL_IN_BACKGROUND = True
    settings.EMAIL_FILE_PATH = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    before, seen, done = active_count(), [], Event()

    def write() -> EmailMessage:
        seen.append((current_thread() is main_thread(), active_count() - before))
        if len(seen) == 50:
            done.set()
        return letter()

    post_each([write] * 50)
    assert done.wait(10)
    assert set(seen) == {(False, 1)}
