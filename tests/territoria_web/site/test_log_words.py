"""What opens something to its holder stands in no line of the log."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings

from territoria_web.site.log_words import CutLinks


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


def test_every_line_of_the_site_goes_through_it():
    assert settings.LOGGING["handlers"]["said"]["filters"] == ["links"]
