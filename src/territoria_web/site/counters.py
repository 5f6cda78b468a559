"""Where counters of rate limits are kept: files that only time throws away.

Django's own file cache drops entries at random once there are many, and with them the counter that
keeps a guessed account closed; whoever fills it with counters of their own could open that account.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from django.core.cache.backends.filebased import FileBasedCache

SWEEP = 60.0  # seconds from one look for what has run out to the next


class Counters(FileBasedCache):
    """Holds what has not run out, however much there is; the rest is swept once a minute."""

    _swept: ClassVar[float] = float("-inf")

    def _cull(self) -> None:
        now = time.monotonic()
        if now - Counters._swept < SWEEP:
            return
        Counters._swept = now
        for name in self._list_cache_files():  # type: ignore[attr-defined]
            with suppress(FileNotFoundError), Path(name).open("rb") as file:
                self._is_expired(file)  # type: ignore[attr-defined] # deletes it if so
