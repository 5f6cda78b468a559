"""What people type, as it is kept: plain text without signs that nobody sees."""

from __future__ import annotations

from typing import Final

KEPT: Final = "\t\u00a0\u202f\u00ad"  # blanks and soft hyphens that people put into texts


def plain(text: str) -> str:
    """Plain text: one kind of line break, no control characters, no white around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ["".join(c for c in line if c in KEPT or c.isprintable()) for line in lines]
    return "\n".join(line.rstrip() for line in kept).strip()


def plain_line(text: str) -> str:
    """The same in one line, with single blanks."""
    return " ".join(plain(text).split())
