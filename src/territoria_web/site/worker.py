"""The process that does long work: ``python -m territoria_web.site.worker``."""

from __future__ import annotations

import os
import signal
from types import FrameType

NICE = 10  # whoever reads a page goes before the work in the background
stopped = False


def stop(signum: int, frame: FrameType | None) -> None:
    """Finish the job at hand, take no other."""
    global stopped
    stopped = True


def main() -> None:
    """Work until told to stop."""
    os.nice(NICE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoria_web.site.settings")
    import django

    django.setup()
    from territoria_web.jobs.worker import work

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    work(stop=lambda: stopped or os.getppid() == 1)


if __name__ == "__main__":
    main()
