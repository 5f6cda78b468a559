"""Links that open something to whoever holds them are cut before a line is logged.

A page that is not found, or a form sent back, is logged with its address; logs are read, kept and
passed on by others than those whom a link belongs to.
"""

from __future__ import annotations

import logging
import re
from typing import Final

# a survey's or an invitation's link, a calendar, a link that signs in; and whatever is as long as a link
# of one's own and no public number, wherever it stands
HELD: Final = re.compile(r"(/(?:survey|calendar|me|link)/)[^/\s'\"?]{12,}")
SEALED: Final = re.compile(r"(/)(?![0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b)[\w:=~-]{30,}")


class CutLinks(logging.Filter):
    """Leaves the way of an address and cuts what opens it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always to be logged, with its words changed where they hold a link."""
        record.msg = _cut(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_cut(one) for one in record.args)
        return True


def holds_a_link(path: str) -> bool:
    """Whether an address opens something to whoever holds it."""
    return bool(HELD.search(path) or SEALED.search(path))


def _cut(said: object) -> object:
    return SEALED.sub(r"\1…", HELD.sub(r"\1…", said)) if isinstance(said, str) else said
