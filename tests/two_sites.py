"""Two installations on this machine, each a process with a home, a database and a port of its own.

The programme is loaded once, by a process that then parts in two; each half takes the settings of its
own installation before it opens anything. Loading is nearly all that a site costs before it answers.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any, TextIO
from urllib.request import urlopen
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from filling import DATABASE, filled
from served import free_port

WAIT = 120.0


@dataclass(frozen=True)
class Site:
    """An installation that runs."""

    origin: str
    home: Path
    line: TextIO

    def run(self, code: str) -> Any:
        """What some Python leaves in ``found`` that runs in its process."""
        self.line.write(json.dumps(code) + "\n")
        self.line.flush()
        said = json.loads(self.line.readline())
        assert not (isinstance(said, dict) and "broke" in said), said
        return said

    def get(self, path: str) -> bytes:
        """What it answers."""
        with urlopen(f"{self.origin}{path}", timeout=60) as answer:
            body: bytes = answer.read()
            return body


@contextmanager
def two_sites(folder: Path, trusted: Sequence[str]) -> Iterator[tuple[Site, Site]]:
    """Both, until the block ends. ``trusted``: machines whose feeds they may ask on this machine."""
    homes = [folder / name for name in ("a", "b")]
    ports = [free_port() for _ in homes]
    origins = [f"http://127.0.0.1:{port}" for port in ports]
    with ExitStack() as stack:
        ends = [socket.socketpair() for _ in homes]
        for end in (end for pair in ends for end in pair):
            stack.enter_context(end)
        told = [
            {"line": theirs.fileno(), "port": port, "environment": _environment(home, origin)}
            for (_ours, theirs), port, home, origin in zip(ends, ports, homes, origins, strict=True)
        ]
        stack.enter_context(_loaded(folder / "loaded", told, trusted))
        for home in homes:
            home.mkdir(exist_ok=True)
            shutil.copy(filled(), home / DATABASE)
        sites = []
        for (ours, theirs), home, origin in zip(ends, homes, origins, strict=True):
            theirs.close()
            ours.settimeout(WAIT)
            line = stack.enter_context(ours.makefile("rw", encoding="utf-8"))
            sites.append(Site(origin, home, line))
        yield sites[0], sites[1]


def _environment(home: Path, origin: str) -> dict[str, str]:
    return {
        "TERRITORIA_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{home / DATABASE}",
        "TERRITORIA_ORIGIN": origin,
        "TERRITORIA_OPERATOR": f"Site {home.name}",
    }


@contextmanager
def _loaded(home: Path, told: Sequence[dict[str, Any]], trusted: Sequence[str]) -> Iterator[None]:
    """The process that loads the programme and parts, until the block ends."""
    environment = {
        **os.environ,
        **_environment(home, ""),
        "DJANGO_SETTINGS_MODULE": "territoria_web.site.settings",
        "TERRITORIA_FEED_HOSTS": ",".join(trusted),
    }
    process = subprocess.Popen(
        [sys.executable, __file__, json.dumps(told)],
        env=environment,
        pass_fds=[one["line"] for one in told],
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # nothing of it is needed any more
        process.wait(timeout=60)


# ── in the other processes ────────────────────────────────────────────────────────────────────


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *words: Any) -> None:
        pass


def part(told: Sequence[dict[str, Any]]) -> None:
    """Load the programme, and become all of these installations."""
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018
    for one in told:
        if os.fork() == 0:
            _become(one["environment"])
            _live(one["line"], one["port"])
            os._exit(0)
        os.close(one["line"])
    for _ in told:
        os.wait()


def _become(environment: dict[str, str]) -> None:
    """Read the settings anew; databases and caches of before were never opened."""
    from django.conf import settings
    from django.core.cache import caches
    from django.db import connections
    from django.utils.functional import empty

    os.environ.update(environment)
    del sys.modules[os.environ["DJANGO_SETTINGS_MODULE"]]
    settings._wrapped = empty
    for held in (connections, caches):
        held.__dict__.pop("settings", None)
        held.__init__()  # type: ignore[misc]


def _live(line: int, port: int) -> None:
    """Answer as a site does, without pages kept in memory: a change is seen at once. Whatever comes in
    as a line is run, and what it leaves in ``found`` goes out as a line.
    """
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", port, get_wsgi_application(), _Server, _Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    with socket.socket(fileno=line) as held, held.makefile("rw", encoding="utf-8") as file:
        for code in file:
            file.write(f"{json.dumps(_found(json.loads(code)))}\n")
            file.flush()


def _found(code: str) -> Any:
    known: dict[str, Any] = {"found": None}
    try:
        exec(code, known)
    except Exception:
        return {"broke": traceback.format_exc()}
    return known["found"]


if __name__ == "__main__":
    part(json.loads(sys.argv[1]))
