"""Where counters of rate limits are kept: files that only time throws away.

Django's own file cache drops entries at random once there are many, and with them the counter that
keeps a guessed account closed; whoever fills it with counters of their own could open that account.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar

from django.core.cache.backends.filebased import FileBasedCache

SWEEP = 60.0  # seconds from one look for what has run out to the next


class Counters(FileBasedCache):
    """Holds what has not run out, however much there is; the rest is swept once a minute."""

    _swept: ClassVar[float] = float("-inf")

    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        """Exactly one of those who add at the same time is the first."""
        with self._alone():
            return super().add(key, value, *args, **kwargs)

    def incr(self, key: str, *args: Any, **kwargs: Any) -> int:
        """Every count counts, however many threads and processes count at the same time."""
        with self._alone():
            return super().incr(key, *args, **kwargs)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Others wait; the system lets them in also where this process dies."""
        self._createdir()  # type: ignore[attr-defined]
        with (Path(self._dir) / "lock").open("w") as file:  # type: ignore[attr-defined]
            fcntl.flock(file, fcntl.LOCK_EX)  # of this opening: it holds off threads too
            yield

    def _cull(self) -> None:
        now = time.monotonic()
        if now - Counters._swept < SWEEP:
            return
        Counters._swept = now
        for name in self._list_cache_files():  # type: ignore[attr-defined]
            with suppress(FileNotFoundError), Path(name).open("rb") as file:
                self._is_expired(file)  # type: ignore[attr-defined] # deletes it if so
