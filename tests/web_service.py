"""A web service on this machine that says what a test tells it to, and the recorded answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

WIRE = Path(__file__).resolve().parents[2] / "shared" / "data" / "wire"
AT = "2026-11-22T10:00:00+00:00"


@dataclass
class Reply:
    """What the service says. ``cut``: bytes that are promised and never sent."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0


@dataclass
class Service:
    """``tell``: how the service answers an address (path, then its parameters)."""

    base: str
    asked: list[str] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    answer: Callable[[str, dict[str, list[str]]], Reply] = lambda path, query: Reply(status=404)

    def always(self, reply: Reply) -> None:
        self.answer = lambda path, query: reply

    def in_turn(self, *replies: Reply) -> None:
        """The replies one after the other; the last one for ever."""
        left = list(replies)
        self.answer = lambda path, query: left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def serve() -> Iterator[Service]:
    """A service on this machine, for as long as the block lasts."""
    held = Service("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.asked.append(unquote(self.path))
            held.sent.append({k.lower(): v for k, v in self.headers.items()})
            parts = urlsplit(self.path)
            reply = held.answer(parts.path, parse_qs(parts.query.replace("+", "%2B")))
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.status != 304:
                self.send_header("Content-Length", str(len(body) + reply.cut))
            with suppress(ConnectionError):  # a client may have lost its patience
                self.end_headers()
                if reply.status != 304:
                    self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        held.base = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield held
        server.shutdown()


def recorded(name: str) -> str:
    """A recorded answer by the beginning of its name; the test skips where they are not here."""
    if not WIRE.is_dir():
        pytest.skip(f"the recorded answers are not here: {WIRE} is absent")
    (path,) = WIRE.glob(f"{name}*")
    return path.read_text(encoding="utf-8")


def jsonstat(
    geo: tuple[str, ...] = ("AT", "BE"),
    years: tuple[str, ...] = ("2020", "2021"),
    items: tuple[str, ...] = ("I1",),
    values: dict[str, float] | None = None,
    status: dict[str, str] | None = None,
) -> str:
    """A small data set in the manner of Eurostat: item × geo × time, 1.0 in every cell else."""
    cells = len(items) * len(geo) * len(years)
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "A small dataset",
            "source": "ESTAT",
            "updated": "2026-01-01T11:00:00+0100",
            "value": values if values is not None else {str(n): 1.5 for n in range(cells)},
            "status": status or {},
            "id": ["freq", "item", "geo", "time"],
            "size": [1, len(items), len(geo), len(years)],
            "dimension": {
                "freq": {"category": {"index": {"A": 0}, "label": {"A": "Annual"}}},
                "item": _dimension(items),
                "geo": _dimension(geo),
                "time": _dimension(years),
            },
        }
    )


def _dimension(codes: tuple[str, ...]) -> dict[str, object]:
    return {
        "category": {
            "index": {code: n for n, code in enumerate(codes)},
            "label": {code: f"label of {code}" for code in codes},
        }
    }
