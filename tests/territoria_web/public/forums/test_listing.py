"""All places that hear their people."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from a_forum import a_forum, a_need
from planned import a_plan

pytestmark = pytest.mark.django_db


def page() -> str:
    return Client().get("/en/forum/").content.decode()


def test_before_there_is_one_it_says_what_will_be_here():
    assert "No place hears its people here yet." in page()


def test_a_place_stands_with_how_many_needs_are_public():
    p = a_plan()
    forum = a_forum(p.cycle, p.lead)
    a_need(forum)
    a_need(forum, "A ramp at the library", email="")  # nobody has read it yet
    told = page()
    assert ("1 place hears its people here." in told, f"/en/forum/{forum.code}/" in told) == (
        True,
        True,
    )
    assert "1 need is published" in told


def test_three_places_take_as_many_queries_as_one(django_assert_max_num_queries: Any):
    for code in ("X1", "X2", "X3"):
        p = a_plan(code)
        a_forum(p.cycle, p.lead)
    Client().get("/en/forum/")
    with django_assert_max_num_queries(1):
        page()
