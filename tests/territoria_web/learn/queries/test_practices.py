"""A lesson as a folder of the library: it passes the check, in the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import territoria_web
from lesson_world import handed_in, published, written
from planned import a_plan
from territoria.content_check import check_library
from territoria.measure.methods import check_step
from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.practices import archive_of, files_of, lacks_of
from territoria_web.learn.queries.reading import read_lesson
from territoria_web.learn.services.adoptions import adopt_practice
from territoria_web.library.queries import library
from territoria_web.track.services.updates import News, tell_news_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

CONTENT = Path(territoria_web.__file__).parents[2] / "content"


def test_it_passes_the_check_and_in_another_language_only_english_is_asked_for(tmp_path: Path):
    p, english = handed_in(outcome="failed")
    p.add("Another desk", indicator="Visitors")
    unpacked(english, tmp_path)
    Lesson.objects.filter(pk=english.pk).update(state=Lesson.State.WITHDRAWN)
    _p, french = handed_in(p, language="fr")
    unpacked(french, tmp_path)
    _library, found = check_library(CONTENT, tmp_path, check_step=check_step)
    assert {french.slug in str(problem) for problem in found} == {True}
    english_only = ("the English text is missing (key 'en').", "claims: tuple should have")
    assert [p.what for p in found if not any(said in p.what for said in english_only)] == []


def unpacked(lesson: Lesson, root: Path) -> None:
    zipfile.ZipFile(io.BytesIO(archive_of(lesson))).extractall(root / "practices")


def test_the_same_lesson_is_the_same_bytes():
    _p, lesson = written()
    first = archive_of(lesson, origin="https://a.example")
    assert archive_of(lesson, origin="https://a.example") == first
    assert zipfile.ZipFile(io.BytesIO(first)).namelist() == [
        f"{lesson.slug}/practice.yaml",
        f"{lesson.slug}/en.md",
    ]


def test_a_lesson_that_was_taken_up_is_a_source():
    _p, first = published()
    other = a_plan("DED5")
    adopt_practice(by=other.lead, cycle=other.cycle, practice=first.slug)
    other.add("Our own desk", indicator="Visitors", nodes=("A2.1",))
    other.adopt()
    tell_news_of(
        action=other.one(1),
        news=News(says="done", done="The desk is open twice a week."),
        office="",
        by=None,
    )
    _other, lesson = written(other, adopted=first.slug)
    assert lacks_of(lesson) == []
    assert read_lesson(lesson).sources[-1].title == (
        "Lesson that was taken up: A help desk for online forms"
    )


def test_a_practice_that_was_taken_up_is_named():
    practice = min(library().practices)
    _p, lesson = written(adopted=practice)
    assert f"*{practice}*" in files_of(lesson)["en.md"]
