"""Serving: ``python -m territoria_web.site.serving HOST PORT PROCESSES THREADS``.

It starts the serving processes and one worker for long jobs, and starts the worker again should it
die. It loads nothing of the site itself, so that processes are forked from a clean one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from threading import Event, Thread
from types import FrameType

WORKER = (sys.executable, "-m", "territoria_web.site.worker")
# Each process computes on its own core: threads of the linear algebra would only wait for each
# other, and keep half a megabyte of every request's stack. Threads that answer get a large one.
COMPUTING = {"OPENBLAS_NUM_THREADS": "1", "RUST_MIN_STACK": str(16 * 1024 * 1024)}
PAUSE = 2.0  # seconds before a worker that died is started again


def main(host: str, port: int, processes: int, threads: int) -> None:
    """Serve until interrupted."""
    for name, value in COMPUTING.items():
        os.environ.setdefault(name, value)
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    stopped = Event()
    watch = Thread(target=keep_working, args=(stopped,), daemon=True)
    watch.start()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        Granian(
            "territoria_web.site.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=processes,
            blocking_threads=threads,
            log_access=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
        ).serve()
    finally:
        stopped.set()
        watch.join(timeout=25)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def keep_working(stopped: Event, command: tuple[str, ...] = WORKER, pause: float = PAUSE) -> None:
    """Run the worker; a new one where it died, until ``stopped``."""
    while not stopped.is_set():
        worker = subprocess.Popen(command)
        while worker.poll() is None and not stopped.wait(0.5):
            pass
        if stopped.is_set():
            worker.terminate()
            try:
                worker.wait(timeout=20)
            except subprocess.TimeoutExpired:  # its job is leased; another worker takes it up
                worker.kill()
            return
        stopped.wait(pause)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
