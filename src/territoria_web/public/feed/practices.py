"""Practices of the feed: those that this installation added to the library, and published lessons."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings

from territoria_web.act.feed.format import Item, make_item
from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.lessons import PARTS
from territoria_web.learn.queries.published import published_lessons
from territoria_web.learn.queries.reading import read_lesson
from territoria_web.library.languages import language_codes
from territoria_web.library.queries import library
from territoria_web.public.feed.places import place_of

LICENCE = "EUPL-1.2"  # of texts, as the page about this site says it


def practice_items() -> list[Item]:
    """Practices of the library that are the installation's own; those that ship are everybody's."""
    held = library()
    files = ((key, held.files["practices", key].path) for key in sorted(held.practices))
    return [_practice(key, path) for key, path in files if _is_own(path)]


def _is_own(path: Path) -> bool:
    return any(path.is_relative_to(root) for root in settings.OWN_LIBRARIES)


def _practice(key: str, path: Path) -> Item:
    one = library().practices[key]
    return make_item(
        kind="practice",
        id=f"practice-{key}",
        dated=_dated(key, path),
        address=place_of("practice", key),
        title=one.title.root,
        body={
            "source": "library",
            "summary": one.lesson.root,
            "by": one.place.root,
            "country": one.country,
            "years": one.years,
            "went_wrong": one.went_wrong,
            "territories": list(one.territories),
            "factors": [*one.central, *one.touched],
            "roles": list(one.roles),
            "claims": [
                {"outcome": c.outcome.root, "claim": c.claim.root, "grade": c.grade}
                for c in one.claims
            ],
            "sections": _sections(key),
            "references": [{"title": r.title, "url": r.url} for r in one.references],
        },
        licence=LICENCE,
    )


def _dated(key: str, path: Path) -> datetime:
    """When somebody checked it with the place last, else when its file was written."""
    confirmed = library().practices[key].confirmed
    if confirmed is not None:
        return datetime.combine(confirmed, time(), UTC)
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)


def _sections(key: str) -> dict[str, list[dict[str, str]]]:
    """The long text in each language in which it is written."""
    found = {}
    for lang in language_codes():
        held, used = library().long_text("practices", key, lang)
        if used == lang:
            found[lang] = [{"heading": h, "text": t} for h, t in held.items()]
    return found


def lesson_items() -> list[Item]:
    """Published lessons that are no example; withdrawn ones are named as that, with the reason."""
    stand = [one for one in published_lessons() if not _is_example(one)]
    return [*map(_lesson, stand), *map(_withdrawn, _withdrawn_lessons())]


def _withdrawn_lessons() -> list[Lesson]:
    """Those that everybody read once."""
    held = Lesson.objects.filter(state=Lesson.State.WITHDRAWN).exclude(published=None)
    rows = held.select_related(PARTS).order_by("pk")
    return [one for one in rows if not _is_example(one)]


def _is_example(lesson: Lesson) -> bool:
    return bool(lesson.action.plan.cycle.example)


def _lesson(lesson: Lesson) -> Item:
    read, lang = read_lesson(lesson, origin=settings.ORIGIN), lesson.language
    return _item(
        lesson,
        {
            "source": "lesson",
            "summary": {lang: read.lesson},
            "by": {lang: read.place},
            "territories": [lesson.action.plan.cycle.territory.key],
            "years": read.years,
            "outcome": lesson.outcome,
            "went_wrong": read.went_wrong,
            "claims": [{"claim": {lang: c.claim}, "grade": c.grade} for c in read.claims],
            "sections": {lang: [{"heading": h, "text": t} for h, t in read.sections]},
            "references": [{"title": s.title, "url": s.url} for s in read.sources],
        },
    )


def _withdrawn(lesson: Lesson) -> Item:
    return _item(lesson, {"source": "lesson", "reason": lesson.withdrawn_because}, gone=True)


def _item(lesson: Lesson, body: dict[str, Any], *, gone: bool = False) -> Item:
    assert lesson.published is not None
    return make_item(
        kind="practice",
        id=f"lesson-{lesson.slug}",
        dated=lesson.published,
        address=place_of("lesson", lesson.slug),
        title={lesson.language: lesson.title},
        body=body,
        licence=LICENCE,
        withdrawn=gone,
    )
