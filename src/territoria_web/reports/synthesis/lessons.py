"""The lessons of a synthesis report: numbered, each with who shows it and who shows the contrary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from territoria.content import PROMISE
from territoria.documents.document import Block, Bullets, Line
from territoria.errors import Problem
from territoria_web.library.saying import colon, said_in, semicolon
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.paper_lessons import (
    COMPARED,
    Referent,
    lessons_of,
    references_in,
)
from territoria_web.papers.services.paper_lessons import MOST_LESSONS
from territoria_web.reports.lesson_references import named_by
from territoria_web.reports.synthesis import chapters
from territoria_web.reports.synthesis.among import Among

NEEDED: Final = 2  # supports of a lesson
Lesson = Mapping[str, Any]


# ── facts ─────────────────────────────────────────────────────────────────────────────────────


def lessons_told(paper: Paper) -> list[dict[str, Any]]:
    """The lessons of a paper as plain data that is kept with its signatures; what a reference names is
    written out, as it is today.
    """
    held = lessons_of(paper)
    names = named_by(references_in(held))
    return [
        {
            "id": str(lesson.public_id),
            "words": dict(lesson.words),
            "supports": [_plain(names[r]) for r in lesson.supports if r in names],
            "against": [_plain(names[r]) for r in lesson.against if r in names],
            "none_against": lesson.none_against,
            "gone": [r for r in (*lesson.supports, *lesson.against) if r not in names],
        }
        for lesson in held
    ]


def _plain(held: Referent) -> dict[str, Any]:
    return {
        "reference": held.reference,
        "kind": held.kind,
        "title": dict(held.title),
        "place": dict(held.place),
        "grade": held.grade,
        "went_wrong": held.went_wrong,
    }


# ── the chapter ───────────────────────────────────────────────────────────────────────────────


def blocks(told: Among) -> list[Block]:
    """Each lesson with its supports and its counter-examples; before one is written, where figures let
    people look for some.
    """
    if not told.facts.get("lessons"):
        return chapters.lessons(told)
    found: list[Block] = []
    for number, lesson in enumerate(told.facts["lessons"], start=1):
        node = f"lessons/{lesson['id']}"
        words = told.said(lesson["words"])
        found.append(told.paragraph(node, f"{number}. {words}"))
        found.append(Bullets(tuple(_behind(told, lesson, node))))
    return found


def _behind(told: Among, lesson: Mapping[str, Any], node: str) -> Iterator[Line]:
    shown = _listed(told, lesson["supports"]) or _("nothing named")
    yield told.say(f"{node}/supports", f"{_('Shown by')}{colon()}{shown}.")
    against = _listed(told, lesson["against"])
    if against:
        yield told.say(f"{node}/against", f"{_('Shows the contrary')}{colon()}{against}.")
    elif lesson["none_against"]:
        said = _("A counter-example was looked for, and none was found.")
        yield told.say(f"{node}/against", said)
    else:
        yield told.say(f"{node}/against", _("Nobody has looked for a counter-example yet."))


def _listed(told: Among, held: Sequence[Mapping[str, Any]]) -> str:
    return str(semicolon().join(_named(told, one) for one in held))


def _named(told: Among, held: Mapping[str, Any]) -> str:
    """*Kit Digital, Spain (evidence E3)*; a territory by its name alone."""
    title = told.said(held["title"])
    if held["kind"] == "territory":
        return title
    name = f"{title}, {told.said(held['place'])}" if held["place"] else title
    if not held["grade"]:
        said = _("%(name)s (no effect reported)") % {"name": name}
    else:
        said = _("%(name)s (evidence %(grade)s)") % {"name": name, "grade": held["grade"]}
    if held["went_wrong"]:
        return _("%(name)s, which went wrong") % {"name": said}
    return said


# ── lint ──────────────────────────────────────────────────────────────────────────────────────


def lessons_lint(paper: Paper, language: str) -> list[Problem]:
    """All that a reader would miss in the lessons of a paper, in a language; as they stand now."""
    return lint_told(lessons_told(paper), language)


def lint_told(lessons: Sequence[Lesson], language: str) -> list[Problem]:
    """The same of lessons as ``lessons_told`` writes them down."""
    with said_in(language):
        found = []
        if len(lessons) > MOST_LESSONS:
            said = _("There are more than 15 lessons.")
            mend = _("Join some, or take some away.")
            found.append(Problem(pgettext("of a synthesis report", "Lessons"), said, mend))
        for number, lesson in enumerate(lessons, start=1):
            where = _("Lesson %(number)d") % {"number": number}
            found += [Problem(where, *pair) for pair in _faults(lesson, language)]
        return found


def _faults(lesson: Lesson, language: str) -> Iterator[tuple[str, str]]:
    words, supports = lesson["words"].get(language, "").strip(), lesson["supports"]
    if not words:
        yield _("It has no words in this language."), _("Write it in one or two sentences.")
    if lesson["gone"]:
        yield (
            _("It refers to what no longer exists: %(references)s.")
            % {"references": ", ".join(lesson["gone"])},
            _("Choose anew what shows it."),
        )
    if len({one["reference"] for one in supports}) < NEEDED:
        yield (
            _("Fewer than two initiatives or places show it."),
            _("Name two at least, or take the lesson away."),
        )
    if not lesson["against"] and not lesson["none_against"]:
        yield (
            _("It names no counter-example."),
            _("Name one, or say that one was looked for and none was found."),
        )
    promise, grades = PROMISE.get(language), [one["grade"] for one in supports]
    if promise and promise.search(words) and max(grades, default="") < COMPARED:
        yield (
            _("It promises what the evidence does not carry: none of what shows it reaches E3."),
            _("Say “may”, or what happened where it was done."),
        )
