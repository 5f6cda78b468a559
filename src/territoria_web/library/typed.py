"""What people type, as it is kept: plain text without signs that nobody sees."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

KEPT: Final = "\t\u00a0\u202f\u00ad"  # blanks and soft hyphens that people put into texts
BLANKS: Final = re.compile(r"[\s'’]")
SUM: Final = re.compile(
    r"([0-9]{1,3}(?:(?P<group>[.,])[0-9]{3})(?:(?P=group)[0-9]{3})*|[0-9]+)"
    r"(?:(?P<point>[.,])([0-9]{1,2}))?"
)


def plain(text: str) -> str:
    """Plain text: one kind of line break, no control characters, no white around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ["".join(c for c in line if c in KEPT or c.isprintable()) for line in lines]
    return "\n".join(line.rstrip() for line in kept).strip()


def plain_line(text: str) -> str:
    """The same in one line, with single blanks."""
    return " ".join(plain(text).split())


def is_web_address(text: str, *, most: int = 500) -> bool:
    """Whether it is the address of a web page of at most ``most`` signs."""
    try:
        URLValidator(schemes=["http", "https"])(text.strip())
    except ValidationError:
        return False
    return len(text) <= most


def sum_in(text: str) -> Decimal | None:
    """A sum of money as people of any language write it: *1 200 000*, *1.200.000,50*, *1,200,000*.
    It has at most two decimals, so a sign before three digits parts thousands. None: it is no sum.
    """
    found = SUM.fullmatch(BLANKS.sub("", text))
    if found is None or (found["point"] and found["point"] == found["group"]):
        return None
    whole = re.sub(r"[.,]", "", found[1])
    return Decimal(f"{whole}.{found[4] or '00'}")
