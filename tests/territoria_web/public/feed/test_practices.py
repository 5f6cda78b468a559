"""Practices of the feed: those of the own library, and lessons."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from lesson_world import handed_in, published
from territoria.content import content_root
from territoria_web.act.feed.format import canonical
from territoria_web.learn.models import Lesson
from territoria_web.library.queries import library
from territoria_web.public.feed.practices import lesson_items, practice_items
from territoria_web.territories.models import Cycle

pytestmark = pytest.mark.django_db
ORIGIN = "https://cities.example"


@pytest.fixture
def own_library(settings: Settings) -> str:
    """One practice, as if its folder were the installation's own."""
    name = min(library().practices)
    settings.OWN_LIBRARIES, settings.ORIGIN = (content_root() / "practices" / name,), ORIGIN
    return name


def test_what_ships_is_everybodys_and_not_in_the_feed():
    assert practice_items() == []


def test_own_practices_are_in_it_in_all_their_languages(own_library: str):
    (item,) = practice_items()
    held = library().practices[own_library]
    assert item["id"] == f"practice-{own_library}"
    assert item["address"] == f"{ORIGIN}/en/practices/{own_library}/"
    assert item["title"] == held.title.root
    assert set(item["body"]["sections"]) == {"en", "fr", "de"}
    assert "contact" not in item["body"]


def test_published_lessons_are_in_it_and_withdrawn_ones_are_marked(settings: Settings):
    settings.ORIGIN = ORIGIN
    planning, _lesson = handed_in()
    assert lesson_items() == []
    Lesson.objects.all().delete()
    _planning, lesson = published(planning)
    (item,) = lesson_items()
    assert (item["id"], item["body"]["outcome"]) == (f"lesson-{lesson.slug}", "worked")
    assert b"library@lakeland" not in canonical(item)
    Lesson.objects.update(state="withdrawn", withdrawn_because="It was wrong.")
    (item,) = lesson_items()
    assert (item["withdrawn"], item["body"]["reason"]) == (True, "It was wrong.")
    Cycle.objects.update(example=True)
    assert lesson_items() == []
