"""Pages handed out again without asking Django: around the application, for public pages only.

A public page is the same for everyone and says how long it may be kept; as long as it is fresh it
is answered from memory, by whoever asks with the same address and encoding. Whoever carries a
session is never answered from here.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from territoria_web.public.encodings import has_already, takes_gzip

ADDRESS = ("HTTP_HOST", "PATH_INFO", "QUERY_STRING")
Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

LARGEST = 512 * 1024  # bytes of one page
ROOM = 64 * 1024 * 1024  # bytes of all pages with their addresses
MOST = 4_000  # pages
FRESH = 60  # seconds at most, whatever a browser may do
ENCODING = 5  # where the encoding stands in a key
LONGEST = 2_048  # signs of an address; a longer one is no page that others ask for
KEEP = re.compile(r"public,.*max-age=(\d+)|max-age=(\d+),.*public")


class Kept:
    """One page as it was sent."""

    __slots__ = ("body", "etag", "headers", "size", "status", "until")

    def __init__(
        self, status: str, headers: list[tuple[str, str]], body: bytes, until: float
    ) -> None:
        self.status, self.headers, self.body, self.until = status, headers, body, until
        self.etag = next((value for name, value in headers if name.lower() == "etag"), "")
        self.size = len(body) + sum(len(name) + len(value) for name, value in headers)


class KeptPages:
    """Wraps an application; see the module."""

    def __init__(self, application: Application, clock: Callable[[], float] = time.monotonic):
        self._application, self._clock = application, clock
        self._pages: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """A kept page, or what the application answers."""
        if not _may_be_kept(environ):
            return self._application(environ, start_response)
        key = _key(environ)
        kept = self._pages.get(key)
        if kept is None or kept.until < self._clock():
            return self._ask(key, environ, start_response)
        if has_already(environ.get("HTTP_IF_NONE_MATCH", ""), kept.etag):
            headers = [h for h in kept.headers if h[0].lower() not in ("content-length",)]
            start_response("304 Not Modified", headers)
            return [b""]
        start_response(kept.status, list(kept.headers))
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else kept.body]

    def _ask(
        self, key: tuple[str, ...], environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        said: list[Any] = []

        def remember(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said[:] = [status, headers]
            return start_response(status, headers, *rest)

        answer = self._application(environ, remember)
        seconds = _seconds(key, *said) if said and environ["REQUEST_METHOD"] == "GET" else 0
        if not seconds:
            return answer
        try:
            body = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        if len(body) <= LARGEST:
            self._keep(key, Kept(said[0], list(said[1]), body, self._clock() + seconds))
        return [body]

    def _keep(self, key: tuple[str, ...], kept: Kept) -> None:
        with self._lock:
            before = self._pages.pop(key, None)
            self._size += _size(key, kept) - (_size(key, before) if before else 0)
            self._pages[key] = kept
            while self._size > ROOM or len(self._pages) > MOST:
                oldest = self._pages.popitem(last=False)
                self._size -= _size(*oldest)


def _may_be_kept(environ: Environ) -> bool:
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and "sessionid" not in environ.get("HTTP_COOKIE", "")
        and not environ.get("HTTP_AUTHORIZATION")
        and sum(len(environ.get(name, "")) for name in ADDRESS) <= LONGEST
    )


def _key(environ: Environ) -> tuple[str, ...]:
    """Everything that a public page may depend on, and nothing that a reader may make up."""
    return (
        environ.get("wsgi.url_scheme", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", "")[:8],
        environ.get("HTTP_HOST", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        "gzip" if takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else "",  # ENCODING
        "part" if environ.get("HTTP_HX_REQUEST") else "",
    )


def _size(key: tuple[str, ...], kept: Kept) -> int:
    return kept.size + sum(map(len, key))


def _seconds(key: tuple[str, ...], status: str, headers: list[tuple[str, str]]) -> int:
    """How long an answer may be kept; 0: not at all."""
    if not status.startswith("200"):
        return 0
    held = {name.lower(): value for name, value in headers}
    if held.get("content-encoding", "") not in ("", key[ENCODING]):
        return 0  # a file that was compressed beforehand: not everyone with this key can read it
    if "set-cookie" in held or "cookie" in held.get("vary", "").lower():
        return 0
    found = KEEP.search(held.get("cache-control", ""))
    seconds = int(next(part for part in found.groups() if part)) if found else 0
    return min(seconds, FRESH)
