"""What a walk takes for granted, done by the services of real use in a process beside the server.

``Backstage`` starts the process once and asks it for deeds: functions of ``deeds.py`` by name,
which get and give plain data. To start Python and Django anew for each would take seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

from served import Served

TESTS = Path(__file__).resolve().parent


class Backstage:
    """Deeds on the database of a server."""

    def __init__(self, site: Served) -> None:
        self.site = site
        self.home = Path(site.environment["TERRITORIA_HOME"])
        path = os.pathsep.join([str(TESTS), site.environment.get("PYTHONPATH", "")])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "backstage"],
            env={**site.environment, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Backstage:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        self._process.wait(timeout=30)

    def do(self, deed: str, **told: Any) -> Any:
        """What a deed gives back; one of another module is named with it: ``stage.set_up``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"deed": deed, "told": {"origin": self.site.address, **told}}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "wrong" in answer:
            raise AssertionError(f"{deed}: {answer['wrong']}")
        return answer["given"]


def main() -> None:
    """Read deeds line by line until there are no more."""
    import django

    django.setup()
    out, sys.stdout = sys.stdout, sys.stderr  # what a deed prints must not look like an answer
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            module, _dot, name = asked["deed"].rpartition(".")
            deed = getattr(import_module(module or "deeds"), name)
            answer = {"given": deed(**asked["told"])}
        except Exception as wrong:  # told to the test that asked for it
            answer = {"wrong": f"{type(wrong).__name__}: {wrong}"}
        out.write(json.dumps(answer) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
