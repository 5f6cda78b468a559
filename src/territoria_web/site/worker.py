"""The process that does long work: ``python -m territoria_web.site.worker``."""

from __future__ import annotations

import os
import signal
from types import FrameType

from territoria_web.jobs.stopping import stopping

NICE = 10  # whoever reads a page goes before the work in the background
PAUSE = 1.0  # seconds before it looks again where nothing waited


def stop(signum: int, frame: FrameType | None) -> None:
    """Finish the job at hand, or put it aside where it can be; take no other."""
    stopping.set()


def main(nice: int = NICE, pause: float = PAUSE) -> None:
    """Work until told to stop, or until the process that started it is gone."""
    parent = os.getppid()  # in a container it may be the first process of all
    os.nice(nice)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoria_web.site.settings")
    import django

    django.setup()
    from territoria_web.jobs.worker import work

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    work(stop=lambda: stopping.is_set() or os.getppid() != parent, pause=pause)


if __name__ == "__main__":
    main()
