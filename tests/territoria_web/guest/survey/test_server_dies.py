"""The server is killed while answers come in: every one that was confirmed is there afterwards."""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from answering import NotAnswered, Respondent
from filling import filled
from served import free_port
from territoria_web.site.serving import COMPUTING

TESTS = Path(__file__).resolve().parents[3]
PEOPLE = 24
PREPARE = f"""
import json, sys
sys.path.insert(0, {str(TESTS)!r})
import django; django.setup()
from a_survey import an_open_survey, asked
from territoria_web.listen.rules import token_of
survey = an_open_survey()
print(json.dumps([f"/en/survey/{{token_of(asked(survey))}}/" for _ in range({PEOPLE})]))
"""


class Server:
    """A server of its own process on a database of its own."""

    def __init__(self, home: Path) -> None:
        self.database = home / "territoria.sqlite3"
        shutil.copy(filled(), self.database)
        self.port = free_port()
        self.environment = {
            **os.environ,
            **COMPUTING,
            "TERRITORIA_HOME": str(home),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "territoria_web.site.test_settings",
            "SECRET_KEY": "the same before and after",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> list[str]:
        """An open survey, and the links of those who are asked."""
        done = subprocess.run(
            [sys.executable, "-c", PREPARE],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        links: list[str] = json.loads(done.stdout)
        return links

    def start(self) -> None:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port"]
        more = ["--blocking-threads", "2", "--log-level", "critical", "--factory"]
        self.process = subprocess.Popen(
            [*command, str(self.port), *more, "django.core.wsgi:get_wsgi_application"],
            env=self.environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not self._answers():
            time.sleep(0.05)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/en/survey/nobody/")
            return connection.getresponse().status == 404
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """At once, with whatever it has begun."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def texts(self) -> set[str]:
        """The open answers in the database."""
        with closing(sqlite3.connect(self.database)) as held:
            return {text for (text,) in held.execute("SELECT text FROM listen_answer")}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    held = Server(tmp_path)
    yield held
    held.kill()


def test_every_confirmed_answer_is_there_after_a_kill(server: Server):
    links = server.prepare()
    server.start()
    people = [
        Respondent(f"127.0.0.1:{server.port}", link, random.Random(n))
        for n, link in enumerate(links)
    ]
    threads = [threading.Thread(target=_some, args=(people[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    while sum(len(one.kept) for one in people) < 30:
        time.sleep(0.005)
    server.kill()
    for thread in threads:
        thread.join()
    assert not all(one.confirmed for one in people)  # it died in the middle
    told = {text for one in people for name, text in one.kept.items() if name == "q-wish"}
    assert told - server.texts() == set()
    server.start()  # and it goes on where it stood
    for one in people:
        if one.kept and not one.confirmed:
            pages = "".join(one.page(number) for number in (1, 2))
            picks = {name: v for name, v in one.kept.items() if "--" not in name}
            lost = [n for n, v in picks.items() if n != "q-wish" and _box(n, v) not in pages]
            assert lost == []


def _box(name: str, value: str) -> str:
    return f'name="{name}" value="{value}" checked'


def _some(people: list[Respondent]) -> None:
    for one in people:
        try:
            one.answer()
        except NotAnswered:
            return
