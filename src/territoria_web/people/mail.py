"""Letters: sent beside the answer, so that how long a page takes does not tell whether one was."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

log = logging.getLogger(__name__)


def letter(text: str, *, to: str) -> EmailMessage:
    """A letter of a template's text: its first line is the subject."""
    subject, _break, body = text.strip().partition("\n")
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to])


def post(write: Callable[[], EmailMessage]) -> None:
    """Write and send a letter; one that cannot go out is kept as a file, and the page goes on."""
    post_each([write])


def post_each(writes: Sequence[Callable[[], EmailMessage]]) -> None:
    """The same for many letters, one after the other: a list of thousands is no thousand calls to
    the mail server at once.
    """
    if settings.MAIL_IN_BACKGROUND:
        Thread(target=_send_each, args=(writes,)).start()
    else:
        _send_each(writes)


def post_on_commit(letters: Sequence[EmailMessage]) -> None:
    """The same for letters that are written already, once the transaction holds."""
    writes = [partial(_as_written, one) for one in letters]
    transaction.on_commit(lambda: post_each(writes))


def _as_written(one: EmailMessage) -> EmailMessage:
    return one


def _send_each(writes: Sequence[Callable[[], EmailMessage]]) -> None:
    for write in writes:
        _send(write)


def _send(write: Callable[[], EmailMessage]) -> None:
    letter = None
    try:
        letter = write()
        letter.send()
    except Exception:  # a mail server's failures have many classes; none may break the page
        log.exception("a letter could not be sent")
        if letter is not None:
            _keep(letter)


def _keep(letter: EmailMessage) -> None:
    """Into the folder of letters, for the operator alone: a letter may hold a link that signs in."""
    try:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{timezone.now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.eml"
        number = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(letter.message().as_bytes())
    except Exception:  # a full disk, or a letter that cannot be put into bytes
        log.exception("a letter could not be kept either")
