"""What a reader takes and has, from the headers of a request; plain text in, so that both the page
and the memory around the application may ask.
"""

from __future__ import annotations


def takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` names gzip, and not to refuse it (``gzip;q=0``)."""
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def has_already(asked: str, etag: str) -> bool:
    """Whether an ``If-None-Match`` names a page that the reader has; weak or strong is the same."""
    if not asked or not etag:
        return False
    named = [tag.strip().removeprefix("W/") for tag in asked.split(",")]
    return asked.strip() == "*" or etag.removeprefix("W/") in named
