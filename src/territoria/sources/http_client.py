"""Asking a web service: with patience, from a cache where nothing changed, again where it broke.

``HttpClient.get`` asks one address. ``Job`` is a fetch of many addresses: what it has received is
on disk, so that a fetch that was interrupted goes on where it stopped. Nothing here knows a clock
or a service: the time of retrieval is handed in, and what an answer means is for the caller.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from territoria.errors import DataError, Problem

BUSY = (429, 500, 502, 503, 504)
LONGEST_PAUSE = 120.0
NOT_MODIFIED = 304


def pause(seconds: float) -> None:
    """Wait that long."""
    Event().wait(seconds)


def silence(words: str) -> None:
    """Say nothing of what happens."""


@dataclass(frozen=True)
class Answer:
    """What a service said. ``retrieved``: when its bytes came over the wire."""

    url: str
    status: int
    body: bytes
    content_type: str = ""
    retrieved: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    from_cache: bool = False

    @property
    def sha256(self) -> str:
        """The digest of the body."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass
class HttpClient:
    """Asks with ``timeout`` seconds, at most ``tries`` times, doubling the pause after each.

    ``cache``: a folder for answers; without one nothing is kept. ``retrieved``: the time of this
    run in ISO 8601. ``progress`` is told in words what happens.
    """

    retrieved: str = ""
    cache: Path | None = None
    timeout: float = 60.0
    tries: int = 4
    first_pause: float = 1.0
    sleep: Callable[[float], None] = pause
    progress: Callable[[str], None] = silence

    def get(self, url: str) -> Answer:
        """The answer, whatever its status; only 200 is kept. DataError where none came.

        A kept answer is asked for again with its ETag and date; where the service says that nothing
        changed, the kept one is returned.
        """
        if urlsplit(url).scheme not in ("http", "https"):
            raise DataError(Problem(url, "this is no web address.", "Begin with https://."))
        kept = self.kept(url)
        answer = self._patiently(url, _conditions(kept))
        if answer.status == NOT_MODIFIED and kept is not None:
            self.progress(f"unchanged since {kept.retrieved}")
            return kept
        if answer.status == 200:
            self.progress(f"received {len(answer.body):,} bytes")
            self._keep(answer)
        return answer

    def kept(self, url: str) -> Answer | None:
        """The answer in the cache, or None; one whose bytes changed on disk does not count."""
        path = self._path(url)
        if path is None or not path.with_suffix(".json").is_file():
            return None
        try:
            held = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            body = path.with_suffix(".body").read_bytes()
            if held.pop("sha256") != hashlib.sha256(body).hexdigest():
                return None
            return Answer(**held, body=body, from_cache=True)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _path(self, url: str) -> Path | None:
        return self.cache / hashlib.sha256(url.encode()).hexdigest()[:32] if self.cache else None

    def _keep(self, answer: Answer) -> None:
        path = self._path(answer.url)
        if path is None:
            return
        held: dict[str, Any] = {
            k: v for k, v in vars(answer).items() if k not in ("body", "from_cache")
        }
        held["sha256"] = answer.sha256
        write_whole(path.with_suffix(".body"), answer.body)
        write_whole(path.with_suffix(".json"), json.dumps(held).encode())

    def _patiently(self, url: str, conditions: dict[str, str]) -> Answer:
        """Ask until an answer comes that is not *busy*, or patience ends."""
        wait, trouble = self.first_pause, ""
        for left in reversed(range(self.tries)):
            answer = None
            try:
                answer = self._once(url, conditions)
            except (http.client.HTTPException, OSError, EOFError, zlib.error) as error:
                trouble = _say(error)
            if answer is not None and (answer.status not in BUSY or not left):
                return answer
            if left:
                asked = _seconds(answer.headers.get("retry-after", "")) if answer else None
                seconds = min(wait if asked is None else asked, LONGEST_PAUSE)
                self.progress(f"{trouble or 'the service is busy'}; again in {seconds:g} s")
                self.sleep(seconds)
                wait *= 2
        what = f"no whole answer after {self.tries} tries: {trouble}."
        kept = self.cache is not None and any(self.cache.glob("*.body"))
        raise DataError(Problem(urlsplit(url).netloc, what, _mend(trouble, kept)))

    def _once(self, url: str, conditions: dict[str, str]) -> Answer:
        headers = {"User-Agent": "territoria", "Accept-Encoding": "gzip", **conditions}
        try:
            with urlopen(Request(url, headers=headers), timeout=self.timeout) as got:
                return self._answer(url, got.status, got.headers, got.read())
        except HTTPError as refused:
            with refused:
                return self._answer(url, refused.code, refused.headers, refused.read())

    def _answer(self, url: str, status: int, headers: Any, body: bytes) -> Answer:
        told = {name.lower(): value for name, value in headers.items()}
        if told.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        names = ("etag", "last-modified", "retry-after")
        return Answer(
            url=url,
            status=status,
            body=body,
            content_type=told.get("content-type", ""),
            retrieved=self.retrieved,
            headers={n: told[n] for n in names if n in told},
        )


class Job:
    """A fetch of many addresses that can be interrupted.

    What was received for this ``name`` is not asked again until ``finish``: the pages of one fetch
    then belong together, also over two runs. Without a cache it only counts.
    """

    def __init__(self, client: HttpClient, name: str) -> None:
        """Open the job of that name; one that was interrupted goes on."""
        self.client = client
        self.answers: list[Answer] = []
        digest = hashlib.sha256(name.encode()).hexdigest()[:32]
        self._path = client.cache / f"{digest}.job" if client.cache else None
        self._done: list[str] = []
        if self._path is not None and self._path.is_file():
            self._done = self._path.read_text(encoding="utf-8").splitlines()

    def get(self, url: str) -> Answer:
        """The answer to one address of the job; DataError as ``HttpClient.get``."""
        kept = self.client.kept(url) if url in self._done else None
        answer = kept or self.client.get(url)
        if kept is not None:
            self.client.progress(f"already here, of {kept.retrieved}")
        if answer.status == 200:
            self.answers.append(answer)
            if kept is None and self._path is not None:
                self._done.append(url)
                write_whole(self._path, "\n".join(self._done).encode())
        return answer

    def drop(self, answer: Answer) -> None:
        """An answer that turned out not to be data is none of the job's."""
        self.answers.remove(answer)

    def finish(self) -> None:
        """All is received: the next fetch asks the service again."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is either the old one or the whole new one, never a half.

    DataError where the folder cannot be made or written.
    """
    half = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        what = f"answers cannot be kept there ({error.strerror or error})."
        mend = "Choose another folder with --cache, or another --out."
        raise DataError(Problem(str(path.parent), what, mend)) from None


def _conditions(kept: Answer | None) -> dict[str, str]:
    if kept is None:
        return {}
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {names[k]: v for k, v in kept.headers.items() if k in names}


def _seconds(text: str) -> float | None:
    return float(text) if text.isdigit() else None


def _say(error: Exception) -> str:
    """In plain words what went wrong on the way."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return "it took too long"
    if isinstance(cause, http.client.IncompleteRead | EOFError | zlib.error | gzip.BadGzipFile):
        return "the answer was cut off"
    if isinstance(cause, http.client.HTTPException) and not isinstance(cause, OSError):
        return "the answer is no HTTP"
    return f"no connection ({cause})"


def _mend(trouble: str, kept: bool) -> str:
    """What to do; ``kept``: some answers are in the cache."""
    offline = trouble.startswith("no connection")
    mend = "Check the network, then run the same command" if offline else "Try again later"
    return f"{mend}: what is here is not asked again." if kept else f"{mend}."
