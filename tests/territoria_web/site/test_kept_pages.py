"""Public pages handed out again: fresh ones only, whole, and never across a session."""

from __future__ import annotations

from typing import Any

import pytest

from territoria_web.site.kept_pages import LARGEST, LONGEST, MOST, ROOM, KeptPages


class Site:
    """An application that counts how often it is asked."""

    def __init__(self, **headers: str) -> None:
        self.asked, self.body, self.status = 0, b"page", "200 OK"
        self.headers = {"Cache-Control": "public, max-age=60", "ETag": '"a"', **headers}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked += 1
        start_response(self.status, list(self.headers.items()))
        return [self.body]


def ask(kept: KeptPages, path: str = "/en/", **more: str) -> tuple[str, bytes]:
    said: list[str] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", **more}
    body = b"".join(kept(environ, lambda status, headers, *_: said.append(status)))
    return said[-1], body


def test_a_public_page_is_asked_for_once_while_it_is_fresh():
    now = [0.0]
    site = Site()
    kept = KeptPages(site, clock=lambda: now[0])
    assert [ask(kept), ask(kept)] == [("200 OK", b"page")] * 2
    assert site.asked == 1
    now[0] = 61.0
    ask(kept)
    assert site.asked == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "private"},
        {"Cache-Control": ""},
        {"Vary": "Cookie"},
        {"Set-Cookie": "sessionid=1"},
    ],
)
def test_what_is_one_readers_own_is_not_kept(headers: dict[str, str]):
    site = Site(**headers)
    kept = KeptPages(site)
    ask(kept)
    ask(kept)
    assert site.asked == 2


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_who_signed_in_or_sends_something_is_never_answered_from_memory(more: dict[str, str]):
    site = Site()
    kept = KeptPages(site)
    ask(kept)
    ask(kept, **more)
    assert site.asked == 2


@pytest.mark.parametrize(
    "more",
    [
        {"path": "/fr/"},
        {"QUERY_STRING": "a=1"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"HTTP_HOST": "other.example"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_HX_REQUEST": "true"},
    ],
)
def test_another_address_or_encoding_is_another_page(more: dict[str, str]):
    site = Site()
    kept = KeptPages(site)
    ask(kept)
    ask(kept, **more)
    assert site.asked == 2


@pytest.mark.parametrize("had", ['"a"', 'W/"a"', '"b", W/"a"', "*"])
def test_a_reader_who_has_the_page_is_told_so(had: str):
    kept = KeptPages(Site())
    ask(kept)
    assert ask(kept, HTTP_IF_NONE_MATCH=had) == ("304 Not Modified", b"")
    assert ask(kept, HTTP_IF_NONE_MATCH='"b", W/"c"') == ("200 OK", b"page")


def test_a_missing_page_is_not_kept():
    site = Site()
    site.status = "404 Not Found"
    kept = KeptPages(site)
    ask(kept)
    ask(kept)
    assert site.asked == 2


def test_memory_is_bounded_and_the_oldest_page_leaves_first():
    site = Site()
    site.body = b"x" * LARGEST
    kept = KeptPages(site)
    for n in range(ROOM // LARGEST + 1):
        ask(kept, path=f"/{n}")
    assert kept._size <= ROOM
    before = site.asked
    ask(kept, path=f"/{ROOM // LARGEST}")
    assert site.asked == before
    ask(kept, path="/0")
    assert site.asked == before + 1


def test_a_page_that_is_too_large_is_passed_on():
    site = Site()
    site.body = b"x" * (LARGEST + 1)
    kept = KeptPages(site)
    assert ask(kept)[1] == site.body
    ask(kept)
    assert site.asked == 2


def test_what_a_reader_makes_up_makes_no_new_page():
    site = Site()
    kept = KeptPages(site)
    for n in range(20):
        ask(kept, HTTP_ACCEPT_ENCODING=f"gzip, x-{n}", HTTP_HX_REQUEST="")
    assert site.asked == 1


def test_an_address_that_is_too_long_is_passed_on():
    site = Site()
    kept = KeptPages(site)
    ask(kept, QUERY_STRING="a" * LONGEST)
    ask(kept, QUERY_STRING="a" * LONGEST)
    assert site.asked == 2


def test_many_small_pages_are_bounded_too():
    kept = KeptPages(Site())
    for n in range(MOST + 10):
        ask(kept, path=f"/{n}")
    assert len(kept._pages) == MOST


def test_what_was_compressed_in_another_way_is_not_handed_to_those_who_cannot_read_it():
    site = Site(**{"Content-Encoding": "br"})
    kept = KeptPages(site)
    ask(kept, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    ask(kept, HTTP_ACCEPT_ENCODING="gzip")
    assert site.asked == 2


def test_nothing_is_kept_longer_than_a_minute_here():
    now = [0.0]
    site = Site(**{"Cache-Control": "public, max-age=86400"})
    kept = KeptPages(site, clock=lambda: now[0])
    ask(kept)
    now[0] = 61.0
    ask(kept)
    assert site.asked == 2
