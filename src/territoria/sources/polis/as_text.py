"""Texts that a spreadsheet would compute: marked as text on the way out, bare again on the way in."""

from __future__ import annotations

import re
from typing import Final

_COMPUTED: Final = re.compile(r"'*[=+\-@\t\r]")


def marked(text: str) -> str:
    """The text, behind one apostrophe more where it would be computed."""
    return f"'{text}" if _COMPUTED.match(text) else text


def bare(text: str) -> str:
    """The text without the apostrophe of ``marked``."""
    return text[1:] if text.startswith("'") and _COMPUTED.match(text) else text
