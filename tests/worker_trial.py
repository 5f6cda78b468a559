"""Real workers on a database of their own: a copy of the test database, in a file that is thrown away."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent
START = "import django; django.setup()\n"


@dataclass(frozen=True)
class Trial:
    """A home with a database, and the environment that leads to it."""

    home: Path
    lease: float

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "territoria_web.site.settings",
            "TERRITORIA_HOME": str(self.home),
            "DATABASE_URL": f"sqlite:///{self.home / 'trial.sqlite3'}",
            "TERRITORIA_JOB_LEASE": str(self.lease),
            "PYTHONPATH": str(TESTS),
        }

    def run(self, code: str) -> Any:
        """What a script prints as JSON, run with the site set up."""
        done = subprocess.run(
            [sys.executable, "-c", START + code],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return json.loads(done.stdout)

    def start_worker(self) -> subprocess.Popen[bytes]:
        """A worker like that of a site."""
        command = [sys.executable, "-m", "territoria_web.site.worker"]
        return subprocess.Popen(command, env=self.environment)

    def ask(self, query: str) -> tuple[Any, ...]:
        """The first row of a query."""
        held = sqlite3.connect(self.home / "trial.sqlite3", timeout=20)
        try:
            return tuple(held.execute(query).fetchone() or ())
        finally:
            held.close()

    def wait(self, happened: Callable[[], bool], seconds: float = 120) -> None:
        """Until something happened; an assertion says that it did not."""
        until = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < until, "it did not happen in time"
            time.sleep(0.02)


def a_trial(home: Path, source: Path, *, lease: float) -> Trial:
    """A trial on a copy of a database."""
    held, copy = sqlite3.connect(source), sqlite3.connect(home / "trial.sqlite3")
    held.backup(copy)
    held.close()
    copy.close()
    return Trial(home, lease)
