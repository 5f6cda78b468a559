"""Lessons of a synthesis report: added, written, ordered, taken away, as long as it is worked on.

A lesson is what people sign for: a change takes the signatures away, as a change of words does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.library.languages import document_languages
from territoria_web.library.typed import plain
from territoria_web.papers.models import Paper, PaperLesson
from territoria_web.papers.queries.paper_lessons import lessons_of, split_reference
from territoria_web.papers.services.paper_deeds import (
    locked,
    refuse_unless_worked_on,
    write_deed,
)
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

MOST_LESSONS: Final = 15
MOST_REFERENCES: Final = 12
LONGEST_LESSON: Final = 600


@dataclass(frozen=True)
class LessonDraft:
    """A lesson as it is written. ``words``: language → one or two sentences; ``supports``, ``against``:
    references; ``none_against``: somebody looked for a counter-example and found none.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    supports: Sequence[str] = ()
    against: Sequence[str] = ()
    none_against: bool = False


def draft_in(lesson: PaperLesson) -> LessonDraft:
    """What is written of a lesson."""
    return LessonDraft(
        dict(lesson.words), tuple(lesson.supports), tuple(lesson.against), lesson.none_against
    )


@transaction.atomic
def add_lesson(
    *, by: User, paper: Paper, draft: LessonDraft, key: UUID | None = None
) -> PaperLesson:
    """A lesson more, at most 15. ``key``: the public id to give it, so that a form that is sent twice
    adds one.
    """
    held = _held(paper)
    twice = PaperLesson.objects.filter(public_id=key).first() if key else None
    if twice is not None:
        if twice.paper_id != held.pk:
            raise ValidationError(_("This form cannot be used again. Open a new one."))
        return twice
    lessons = lessons_of(held)
    if len(lessons) >= MOST_LESSONS:
        raise ValidationError(
            _("A report has at most 15 lessons. Join two of them, or take one away.")
        )
    lesson = PaperLesson(paper=held, place=max((one.place for one in lessons), default=0) + 1)
    if key is not None:
        lesson.public_id = key
    _put(lesson, _sound(held, draft))
    lesson.save()
    _deed(by, held, "add lesson to paper", None, _told(lesson))
    return lesson


@transaction.atomic
def write_lesson(*, by: User, lesson: PaperLesson, draft: LessonDraft, seen: int) -> PaperLesson:
    """Write a lesson anew; ChangedMeanwhile where a colleague did so since it was seen."""
    held = _seen(lesson, seen)
    before = _told(held)
    _put(held, _sound(held.paper, draft))
    after = _told(held)
    if after == before:
        return held
    held.edit += 1
    held.save()
    changed = [name for name in after if after[name] != before[name]]
    _deed(
        by,
        held.paper,
        "write lesson of paper",
        {name: before[name] for name in changed},
        {name: after[name] for name in changed},
    )
    return held


@transaction.atomic
def order_lesson(*, by: User, lesson: PaperLesson, up: bool) -> None:
    """Put a lesson before the one above it, or after the one below."""
    paper = _held(lesson.paper)
    row = lessons_of(paper)
    here = next((n for n, one in enumerate(row) if one.pk == lesson.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for place, one in enumerate(row, start=1):
        one.place = place
    PaperLesson.objects.bulk_update(row, ["place"])
    _deed(by, paper, "order lessons of paper", None, {})


@transaction.atomic
def take_lesson_away(*, by: User, lesson: PaperLesson, seen: int) -> None:
    """Take a lesson out of a report; what it said stays in the journal."""
    held = _seen(lesson, seen)
    before, paper = _told(held), held.paper
    held.delete()
    _deed(by, paper, "take lesson out of paper", before, {})


def copy_lessons(before: Paper, paper: Paper) -> None:
    """The lessons of a version into the next. Callers hold the transaction."""
    PaperLesson.objects.bulk_create(
        PaperLesson(
            paper=paper,
            place=place,
            words=dict(one.words),
            supports=list(one.supports),
            against=list(one.against),
            none_against=one.none_against,
        )
        for place, one in enumerate(lessons_of(before), start=1)
    )


# ── what all of them do ───────────────────────────────────────────────────────────────────────


def _held(paper: Paper) -> Paper:
    held = locked(paper)
    refuse_unless_worked_on(held)
    if held.kind != Paper.Kind.SYNTHESIS:
        raise ValidationError(_("Only a synthesis report has lessons of this kind."))
    return held


def _seen(lesson: PaperLesson, seen: int) -> PaperLesson:
    paper = _held(lesson.paper)
    held = PaperLesson.objects.filter(pk=lesson.pk).first()
    if held is None or held.edit != seen:
        raise ChangedMeanwhile(_("Somebody changed this lesson while you were writing."))
    held.paper = paper
    return held


def _sound(paper: Paper, draft: LessonDraft) -> LessonDraft:
    words = {code: said for code, text in draft.words.items() if (said := plain(text))}
    supports, against = (tuple(dict.fromkeys(r)) for r in (draft.supports, draft.against))
    wrong: dict[str, str] = {}
    if set(words) - set(dict(document_languages())):
        wrong["words"] = _("Documents are not written in this language. Choose another.")
    elif not words.get(paper.language):
        wrong["words"] = _("Write the lesson in the language of the paper first.")
    elif max(map(len, words.values())) > LONGEST_LESSON:
        said = _("Use at most %(most)d characters.")
        wrong["words"] = said % {"most": LONGEST_LESSON}
    for name, held in (("supports", supports), ("against", against)):
        if any(split_reference(r) == ("", "") for r in held):
            wrong[name] = _("Choose from what is listed.")
        elif len(held) > MOST_REFERENCES:
            wrong[name] = _("Choose at most %(most)d.") % {"most": MOST_REFERENCES}
    if set(supports) & set(against):
        wrong["against"] = _("One and the same cannot show a lesson and the contrary.")
    elif against and draft.none_against:
        wrong["none_against"] = _("A counter-example is named, so one was found. Untick this.")
    if wrong:
        raise ValidationError(wrong)
    return LessonDraft(words, supports, against, draft.none_against)


def _put(lesson: PaperLesson, draft: LessonDraft) -> None:
    lesson.words, lesson.none_against = dict(draft.words), draft.none_against
    lesson.supports, lesson.against = list(draft.supports), list(draft.against)


def _told(lesson: PaperLesson) -> dict[str, Any]:
    return {
        "words": dict(lesson.words),
        "supports": list(lesson.supports),
        "against": list(lesson.against),
        "none_against": lesson.none_against,
    }


def _deed(by: User, paper: Paper, what: str, before: Any, after: dict[str, Any]) -> None:
    """A line of the journal; the paper is another now, and nobody has signed it."""
    paper.edit += 1
    paper.save(update_fields=["edit"])
    dropped = paper.signatures.all().delete()[0]
    more = {"dropped": dropped} if dropped else {}
    write_deed(
        by=by,
        what=what,
        paper=paper,
        before=before,
        after={**after, **more, "title": paper.title},
    )
