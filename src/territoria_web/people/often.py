"""How often something was asked in the last minute or so; counters may be deleted at any time.

They are exact across threads and processes (site/counters.py).
"""

from __future__ import annotations

from django.core.cache import cache

MINUTE = 60


def times_in_a_minute(key: str) -> int:
    """Counts this time and says the how-manieth it is."""
    cache.add(key, 0, 2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two lines
        return 1
