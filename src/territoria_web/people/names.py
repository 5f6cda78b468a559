"""What a name may hold: one line of plain text, for it stands in letters, tables and headings."""

from __future__ import annotations

import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

REFUSED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, half characters, line breaks
# They turn the writing direction of all that follows, so that a name can pass for another.
TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_name(name: str) -> None:
    """ValidationError where the name of an account, a body or a key is not one plain line."""
    if any(unicodedata.category(sign) in REFUSED or sign in TURNING for sign in name):
        raise ValidationError(
            _(
                "Write the name in one line of plain text, without line breaks or control characters."
            )
        )
