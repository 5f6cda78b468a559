"""Days: as plain data keeps them, *2027-03-31*, and which can be reckoned with."""

from __future__ import annotations

from datetime import date


def written(day: date | None) -> str | None:
    """A day as it is kept; None where there is none."""
    return day.isoformat() if day else None


def day_in(held: str | None) -> date | None:
    """The day that was kept; None where there is none. ValueError where it is no day."""
    return date.fromisoformat(held) if held else None


def is_within_reach(day: date) -> bool:
    """Days beyond it are slips of the hand, and no calendar or time zone can count on from the last."""
    return 1900 <= day.year <= 2200
