"""What opens something to its holder stands in no line of the log."""

from __future__ import annotations

import logging
from uuid import UUID

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, get_resolver, reverse

from addresses import named
from territoria_web.library.own_links import own_link
from territoria_web.site.log_words import CutLinks, _cut


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/en/survey/iAAAAAAAAAAAAAAAAAAAAAAbbbbbbbbbbbbbbbb/2/", "/en/survey/…/2/"),
        ("/de/room/ABC234/me/abcdefghijklmnop/", "/de/room/ABC234/me/…/"),
        ("/en/calendar/eyJhIjoxfQ:1abcdefghij.ics", "/en/calendar/…"),
        ("/en/desk/nothing/", "/en/desk/nothing/"),
    ],
)
def test_the_way_stays_and_what_opens_it_is_cut(address: str, logged: str):
    record = logging.LogRecord("x", logging.WARNING, "f", 1, "%s: %s", ("Gone", address), None)
    assert CutLinks().filter(record)
    assert record.getMessage() == f"Gone: {logged}"


def test_no_way_with_a_link_of_ones_own_is_forgotten():
    link = own_link("thing", UUID(int=7), 3)
    parts = {"token": link, "code": "ABC234", "kind": "x", "deed": "x"}
    number = "0e0c8a4e-6f3c-4a53-9c26-0e6f0c1d2b3a"
    held = [(name, parts_of) for name, parts_of in named(get_resolver()) if "token" in parts_of]
    assert len(held) > 40
    for name, names in held:
        address = next(
            found
            for filler in (number, "1", "ABC234")
            if (found := _tried(name, {part: parts.get(part, filler) for part in names}))
        )
        assert link in address
        cut = _cut(f"Not Found: {address}?page=2")
        assert (name, link in cut, number in cut) == (name, False, number in address)


def _tried(name: str, parts: dict[str, str]) -> str:
    try:
        return reverse(name, kwargs=parts)
    except NoReverseMatch:
        return ""


def test_every_line_of_the_site_goes_through_it():
    assert settings.LOGGING["handlers"]["said"]["filters"] == ["links"]
