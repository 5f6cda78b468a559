"""Letters: sent beside the answer, so that how long a page takes does not tell whether one was."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage

log = logging.getLogger(__name__)


def post(write: Callable[[], EmailMessage]) -> None:
    """Write and send a letter; what keeps it from going out is logged, and the page goes on."""
    if settings.MAIL_IN_BACKGROUND:
        Thread(target=_send, args=(write,)).start()
    else:
        _send(write)


def _send(write: Callable[[], EmailMessage]) -> None:
    try:
        write().send()
    except Exception:  # a mail server's failures have many classes; none may break the page
        log.exception("a letter could not be sent")
