"""Only public machines are asked, one answer is taken, and not much of it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from territoria.errors import DataError
from territoria.sources.guarded_http import fetch_guarded


class Service(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    def do_GET(self) -> None:
        kinds = {"/ok?a=1": (200, b"42"), "/moved": (302, b""), "/long": (200, b"x" * 2000)}
        status, body = kinds.get(self.path, (404, b""))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/ok")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quietly."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    held = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    Thread(target=held.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{held.server_port}"
    held.shutdown()
    held.server_close()


def refused(url: str, **more: Any) -> str:
    with pytest.raises(DataError) as error:
        fetch_guarded(url, **more)
    return error.value.problems[0].what


def looked_up(*addresses: str) -> Any:
    """A resolver that knows one answer."""

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    return resolve


def test_a_host_that_the_operator_trusts_is_asked(server: str) -> None:
    assert fetch_guarded(f"http://{server}/ok?a=1", trusted=[server]) == b"42"


def test_without_that_a_private_machine_is_not_even_connected_to(server: str) -> None:
    assert "is no public address" in refused(f"http://{server}/ok?a=1")


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.9", "169.254.169.254", "0.0.0.0"),
        *(
            "::1",
            "fd00::1",
            "fe80::1%eth0",
            "::ffff:10.0.0.1",
            "2002:0a00:0001::",
            "64:ff9b::0a00:0001",
            "64:ff9b:1::0a00:0001",
            "::0a00:0001",
            "::ffff:0:0a00:0001",
            "fec0::1",
            "192.0.0.8",
            "192.88.99.1",
            "224.0.0.1",
            "::ffff:224.0.0.1",
        ),
    ],
)
def test_a_public_name_that_leads_inside_is_refused(address: str) -> None:
    said = refused("https://data.example.org/", resolve=looked_up(address))
    assert said == "data.example.org:443 is no public address."


def test_one_private_address_among_public_ones_is_enough() -> None:
    said = refused("https://data.example.org/", resolve=looked_up("93.184.216.34", "10.0.0.1"))
    assert said == "data.example.org:443 is no public address."


def test_other_ports_are_for_trusted_hosts() -> None:
    said = refused("https://data.example.org:22/", resolve=looked_up("93.184.216.34"))
    assert said == "data.example.org:22 is no public address."


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://example.org/a", "file:///etc/passwd", "https://", "data.csv", "http://a:b/"),
        *("https://data..org/", "https://.data.org/", f"https://{'a' * 64}.org/"),
        *("https://example.org/a b", "https://example.org/\r\nHost: x", "http://[::1/"),
    ],
)
def test_what_is_no_address_is_said(url: str) -> None:
    assert refused(url) == "this is no address."


def test_a_password_in_an_address_is_refused() -> None:
    said = refused("https://me:secret@example.org/")
    assert said == "a password in an address is seen by everybody who reads it."


def test_nothing_is_followed(server: str) -> None:
    assert refused(f"http://{server}/moved", trusted=[server]) == "it answers 302 Found."


def test_what_is_too_long_is_not_taken(server: str) -> None:
    said = refused(f"http://{server}/long", trusted=[server], most=1000)
    assert said == "it answers with more than 1 kilobytes."


def test_a_name_that_nobody_has_is_said() -> None:
    def nobody(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(8, "unknown")

    said = refused("https://nowhere.example/", resolve=nobody)
    assert said == "there is no machine named nowhere.example."


def test_a_machine_that_does_not_answer_is_said() -> None:
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    port = held.getsockname()[1]
    held.close()
    said = refused(f"http://127.0.0.1:{port}/", trusted=["127.0.0.1"])
    assert said.startswith("it does not answer:")


@pytest.mark.parametrize("begins", [b"", b"HTTP/1.0 200 OK\r\nX-A: ", b"HTTP/1.0 200 OK\r\n\r\n4"])
def test_who_answers_byte_by_byte_is_left(begins: bytes) -> None:
    ended = Event()
    with socket.create_server(("127.0.0.1", 0)) as held:

        def drip() -> None:
            line, _from = held.accept()
            with line, suppress(OSError):
                line.sendall(begins)
                while not ended.wait(0.02):
                    line.sendall(b"2")

        Thread(target=drip, daemon=True).start()
        try:
            port = held.getsockname()[1]
            said = refused(f"http://127.0.0.1:{port}/", trusted=["127.0.0.1"], longest=0.2)
        finally:
            ended.set()
    assert said == "it does not answer: it took too long."
