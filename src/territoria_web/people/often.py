"""How often something was asked in the last minute or so; counters may be deleted at any time.

They are exact across threads and processes (site/counters.py).
"""

from __future__ import annotations

from django.core.cache import cache

MINUTE = 60
DAY = 24 * 60 * MINUTE


def times_in_a_minute(key: str) -> int:
    """Counts this time and says the how-manieth it is."""
    return _times(key, 2 * MINUTE)


def times_in_a_day(key: str) -> int:
    """The same for a day from the first time on."""
    return _times(key, DAY)


def _times(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two lines
        return 1
