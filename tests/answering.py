"""Respondents as a script: each answers page by page over HTTP, as a browser without scripts does."""

from __future__ import annotations

import http.client
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

LEVELS = ("L0", "L1", "L2", "L3", "L4", "dont_know")
FIELD = re.compile(r'name="(q-[^"]+)"')
RADIO = re.compile(r'type="radio" id="[^"]+" name="([^"]+)" value="([^"]+)"')
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class NotAnswered(Exception):
    """The server gave no answer, or not the one that was due."""


@dataclass
class Respondent:
    """Somebody with a link. ``kept``: field → value whose saving the server confirmed; ``took``:
    seconds of each page that was sent and of each that was read.
    """

    host: str
    path: str
    draw: random.Random
    pause: Callable[[], None] = lambda: None
    kept: dict[str, str] = field(default_factory=dict)
    sent: list[float] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    confirmed: bool = False
    cookie: str = ""

    def answer(self) -> None:
        """From consent to thanks; NotAnswered where the server breaks off."""
        page = self._get(self.path)
        where = self._post(self.path, {"agree": "on", "number": str(uuid4())}, page)
        while "/summary/" not in where:
            self.pause()
            page = self._get(where)
            data = self._filled(page)
            onward = self._post(where, {**data, "next": "1"}, page)
            self.kept |= data
            where = onward
        self.pause()
        page = self._get(where)
        done = self._post(where, {}, page)
        self.confirmed = "/done/" in done

    def page(self, number: int) -> str:
        """A page of the form as it stands."""
        return self._get(f"{self.path}{number}/")

    def _filled(self, page: str) -> dict[str, str]:
        picks: dict[str, list[str]] = {}
        for name, value in RADIO.findall(page):
            picks.setdefault(name, []).append(value)
        data = {name: self.draw.choice(values) for name, values in picks.items()}
        for name in set(FIELD.findall(page)) - set(data):
            weights = ("1", "2", "3", "4")
            data[name] = self.draw.choice(weights) if "--" in name else f"More of it {uuid4()}"
        return data

    def _get(self, path: str) -> str:
        began = time.perf_counter()
        status, _headers, body = self._ask("GET", path, None)
        self.read.append(time.perf_counter() - began)
        if status != 200:
            raise NotAnswered(f"{status} at {path}")
        return body

    def _post(self, path: str, data: dict[str, str], page: str) -> str:
        found = CSRF.search(page)
        token = {"csrfmiddlewaretoken": found[1]} if found else {}
        began = time.perf_counter()
        status, where, _body = self._ask("POST", path, urlencode({**data, **token}))
        self.sent.append(time.perf_counter() - began)
        if status != 302:
            raise NotAnswered(f"{status} at {path}")
        return urlsplit(where).path

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as gone:
            raise NotAnswered(str(gone)) from None
        finally:
            connection.close()
        for given in answer.headers.get_all("Set-Cookie") or ():
            self.cookie = given.partition(";")[0]
        return answer.status, answer.headers.get("Location", ""), text
