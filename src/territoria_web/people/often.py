"""How often something was asked in the last minute or so; counters may be deleted at any time.

They are exact across threads and processes (site/counters.py).
"""

from __future__ import annotations

import hashlib
from typing import Final

from django.core.cache import cache

MINUTE = 60
DAY = 24 * 60 * MINUTE
# letters that ask whether an address is somebody's, in a day
TO_AN_ADDRESS: Final = 5  # whoever asks for them
FOR_ONE_ASKER: Final = 5
OF_A_PLACE: Final = 2000  # no town confirms more; whoever types strange addresses ends here


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


def may_ask_to_confirm(email: str, *, place: str, asker: str = "") -> bool:
    """Whether a letter that asks to confirm may go to an address now; counts it. ``place``: names the
    forum or plan that it is about; ``asker``: who gave the address, where that is known.
    """
    digest = hashlib.sha256(email.encode()).hexdigest()[:32]
    counts = [(f"confirm-{place}-{digest}", TO_AN_ADDRESS), (f"confirm-{place}", OF_A_PLACE)]
    if asker:
        counts.append((f"confirm-by-{asker}", FOR_ONE_ASKER))
    within = [times_in_a_day(key) <= most for key, most in counts]  # each is counted
    return all(within)
