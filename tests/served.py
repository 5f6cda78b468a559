"""A real server on a filled database of its own, with the example in it, as a visitor meets it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from filling import DATABASE, furnished
from territoria_web.site.serving import COMPUTING

WAIT = 60
# Beside processes that test, a worker that lets all others go first would hardly come to its turn.
WORKER = (
    sys.executable,
    "-c",
    "from territoria_web.site.worker import main; main(nice=0, pause=0.5)",
)


@dataclass(frozen=True)
class Served:
    """Where it answers, and the environment of its commands."""

    address: str
    environment: dict[str, str]

    def run(self, code: str) -> str:
        """What some Python prints that works on the server's database."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()


@contextmanager
def serve(worker: bool = False) -> Iterator[Served]:
    """Serve until the block ends; with ``worker`` long jobs are done too."""
    with tempfile.TemporaryDirectory(prefix="territoria-served-") as folder:
        home = Path(folder)
        shutil.copytree(furnished(), home, dirs_exist_ok=True)
        port = free_port()
        environment = {
            **os.environ,
            **COMPUTING,
            "TERRITORIA_HOME": folder,
            "DATABASE_URL": f"sqlite:///{home / DATABASE}",
            "DJANGO_SETTINGS_MODULE": "territoria_web.site.settings",
        }
        running = [subprocess.Popen(_server(port), env=environment)]
        if worker:
            running.append(subprocess.Popen(WORKER, env=environment))
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address)
            yield Served(address, environment)
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(timeout=60)


def _server(port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
        "--blocking-threads", "4", "--log-level", "error",
        "territoria_web.site.wsgi:application",
    ]  # fmt: skip


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    """Until the server answers."""
    for _ in range(WAIT * 10):
        try:
            urlopen(f"{address}/en/about/", timeout=10).read()
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")
