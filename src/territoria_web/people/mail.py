"""Letters: sent beside the answer, so that how long a page takes does not tell whether one was."""

from __future__ import annotations

import logging
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage

log = logging.getLogger(__name__)


def post(letter: EmailMessage) -> None:
    """Send a letter; what keeps it from going out is logged, and the page goes on."""
    if settings.MAIL_IN_BACKGROUND:
        Thread(target=_send, args=(letter,)).start()
    else:
        _send(letter)


def _send(letter: EmailMessage) -> None:
    try:
        letter.send()
    except Exception:  # a mail server's failures have many classes; none may break the page
        log.exception("a letter could not be sent")
