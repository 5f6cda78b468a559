"""Asking an address that somebody typed: only public machines, one answer, not much of it.

A form in which an address can be written is a way into the network behind the site. So the name is
looked up first, every address behind it must be a public one, and the connection goes to the address
that was looked at. Nothing is followed further. Hosts that the operator names may be private.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Collection
from contextlib import suppress
from threading import Timer
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from territoria.errors import DataError, Problem
from territoria.speech import gettext

MOST_BYTES: Final = 1_000_000
SECONDS: Final = 10.0  # without a byte
LONGEST: Final = 30.0  # seconds in all
PORTS: Final = {"http": 80, "https": 443}
AGENT: Final = "Territoria"

# Addresses of version 4 inside version 6 or behind a translator, and those that a network keeps to itself.
INWARD: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            "::/96",
            "::ffff:0:0:0/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "fec0::/10",
            "192.0.0.0/24",
            "192.88.99.0/24",
        ),
    )
)

Resolve = Callable[..., Any]


def fetch_guarded(
    url: str,
    *,
    accept: str = "*/*",
    trusted: Collection[str] = (),
    resolve: Resolve = socket.getaddrinfo,
    most: int = MOST_BYTES,
    seconds: float = SECONDS,
    longest: float = LONGEST,
) -> bytes:
    """The body that ``url`` answers with 200. DataError says why there is none, and what to do.

    ``trusted``: hosts (``name`` or ``name:port``) that may be private; ``most``: bytes; ``seconds``:
    without a byte; ``longest``: seconds in all, also where it answers byte by byte.
    """
    parts = _parts(url)
    place = _public_place(url, parts, trusted, resolve)
    line = _Line(longest)
    connection = _connection(parts, place, seconds, line)
    try:
        target = parts.path or "/"
        connection.request(
            "GET",
            f"{target}?{parts.query}" if parts.query else target,
            headers={"Accept": accept, "User-Agent": AGENT, "Connection": "close"},
        )
        with connection.getresponse() as answer:
            body = _body(url, answer, most)
        if line.is_cut:
            raise TimeoutError(gettext("it took too long"))
        return body
    except (OSError, http.client.HTTPException) as error:
        reason = gettext("it took too long") if line.is_cut else str(error) or type(error).__name__
        what = gettext("it does not answer: {reason}.").format(reason=reason)
        raise DataError(Problem(url, what, gettext("Try it in a browser; try later."))) from None
    finally:
        connection.close()
        line.end()


class _Line:
    """The line to a machine, cut after so many seconds: who answers byte by byte, in its greeting,
    its headers or its body, would hold whoever asks for as long as it likes.
    """

    def __init__(self, seconds: float) -> None:
        self.is_cut = False
        self._held: socket.socket | None = None
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def begin(self, held: socket.socket) -> None:
        """From now on; what is read from ``held`` may be wrapped later."""
        self._held = held.dup()
        self._timer.start()

    def _cut(self) -> None:
        self.is_cut = True
        if self._held is not None:
            with suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """It is closed; nothing is left to be cut."""
        self._timer.cancel()
        if self._held is not None:
            self._held.close()


def check_address(url: str) -> None:
    """DataError where an address could never be asked; nothing is looked up."""
    _parts(url)


def _parts(url: str) -> SplitResult:
    mend = gettext("Give the whole address, such as https://data.example.org/kpi.json.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise DataError(Problem(url, gettext("this is no address."), mend)) from None
    if parts.scheme not in PORTS or not parts.hostname or port == 0:
        raise DataError(Problem(url, gettext("this is no address."), mend))
    if parts.username or parts.password:
        what = gettext("a password in an address is seen by everybody who reads it.")
        raise DataError(Problem(url, what, gettext("Give an address without one.")))
    if any(ord(sign) <= 32 or ord(sign) > 126 for sign in url):
        raise DataError(Problem(url, gettext("this is no address."), mend))
    try:
        parts.hostname.encode("idna")  # as it is looked up: no part empty or too long
    except UnicodeError:
        raise DataError(Problem(url, gettext("this is no address."), mend)) from None
    return parts


def _public_place(
    url: str, parts: SplitResult, trusted: Collection[str], resolve: Resolve
) -> tuple[Any, ...]:
    """What a connection goes to: family, kind, protocol, address."""
    host = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    try:
        found = resolve(host, port, type=socket.SOCK_STREAM)
    except OSError:
        what = gettext("there is no machine named {host}.").format(host=host)
        raise DataError(Problem(url, what, gettext("Correct the name."))) from None
    if host not in trusted and f"{host}:{port}" not in trusted:
        if port != PORTS[parts.scheme] or not all(_is_public(one[4][0]) for one in found):
            what = gettext("{host} is no public address.").format(host=f"{host}:{port}")
            mend = gettext("Ask the operator to allow it, or give the figures by hand.")
            raise DataError(Problem(url, what, mend))
    family, kind, protocol, _name, address = found[0]
    return family, kind, protocol, address


def _is_public(address: str) -> bool:
    held = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(held, "ipv4_mapped", None) or getattr(held, "sixtofour", None)
    meant = mapped or held
    if any(one in network for one in (held, meant) for network in INWARD):
        return False
    return meant.is_global and not held.is_multicast and not meant.is_multicast


def _connection(
    parts: SplitResult, place: tuple[Any, ...], seconds: float, line: _Line
) -> http.client.HTTPConnection:
    """A connection to the address that was looked at, under the name that was asked for."""
    host = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    family, kind, protocol, address = place

    def connected(*_: object, **__: object) -> socket.socket:
        held = socket.socket(family, kind, protocol)
        held.settimeout(seconds)
        try:
            held.connect(address)
        except OSError:
            held.close()
            raise
        line.begin(held)
        return held

    made: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        made = http.client.HTTPSConnection(host, port, timeout=seconds, context=context)
    else:
        made = http.client.HTTPConnection(host, port, timeout=seconds)
    made._create_connection = connected  # type: ignore[attr-defined]
    return made


def _body(url: str, answer: http.client.HTTPResponse, most: int) -> bytes:
    if answer.status != 200:
        what = gettext("it answers {status} {words}.").format(
            status=answer.status, words=answer.reason or ""
        )
        mend = gettext("Give the address that answers with the figures themselves.")
        raise DataError(Problem(url, what, mend))
    body = answer.read(most + 1)
    if len(body) > most:
        what = gettext("it answers with more than {most} kilobytes.").format(most=most // 1000)
        raise DataError(Problem(url, what, gettext("Ask it for less.")))
    return body
