"""Short codes that people read off a wall and type by hand."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

LENGTH: Final = 6
SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L
TRIES: Final = 20


def new_code() -> str:
    """A code by chance."""
    return "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))


def tidy_code(typed: str) -> str:
    """A code as people type it, in small letters or with blanks."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[: 2 * LENGTH]


def is_code(code: str) -> bool:
    """Whether it can be one of ours."""
    return len(code) == LENGTH and not set(code) - set(SIGNS)


def save_with_code(save: Callable[[str], None]) -> str:
    """Save something under a code that nothing else has; they are many, so the second try is rare.

    ``save`` writes the row with the code it is given. ValidationError where no free one was found.
    """
    for _try in range(TRIES):
        code = new_code()
        try:
            with transaction.atomic():
                save(code)
            return code
        except IntegrityError:
            continue
    raise ValidationError(_("No free code was found. Try once more."))
