"""What the example learnt: a lesson that two peers judged, and a practice of others that it took up."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from territoria_web.example.people import Cast, peer_of
from territoria_web.example.telling import action_called
from territoria_web.example.texts import DOMAIN, people_texts
from territoria_web.learn.models import Lesson, LessonReview
from territoria_web.learn.queries.lessons import closed_in
from territoria_web.learn.services.adoptions import adopt_practice
from territoria_web.learn.services.lesson_words import Words
from territoria_web.learn.services.lessons import begin_lesson, hand_in_lesson, write_lesson
from territoria_web.learn.services.reviews import review_lesson
from territoria_web.plan.models import Action
from territoria_web.territories.models import Cycle


@transaction.atomic
def teach(people: Cast, cycle: Cycle) -> None:
    """The lesson of the action that is done, published by two peers; then what was taken up. Once."""
    told = people_texts()["lesson"]
    action = action_called(cycle, told["action"])
    if action is not None and _is_over(action) and not action.lessons.exists():
        _judged(_written(people, action))
    _taken_up(people, cycle)


def _is_over(action: Action) -> bool:
    return action.public_id in {one.id for one in closed_in(action.plan)}


def _written(people: Cast, action: Action) -> Lesson:
    told = people_texts()["lesson"]
    draft = begin_lesson(by=people.lead, action=action, language="en")
    words = Words(
        title=told["title"],
        answers={key: text.strip() for key, text in told["answers"].items()},
        lesson=told["lesson"],
        context=told["context"].strip(),
        outcome=Lesson.Outcome.WORKED,
        cost=draft.cost,
        currency=draft.currency,
        effort=told["effort"],
        begun=min((day for day in (draft.begun, draft.ended) if day), default=None),
        ended=draft.ended,
        nodes=told["nodes"],
        roles=told["roles"],
        sources=[told["source"]],
    )
    held = write_lesson(by=people.lead, lesson=draft, words=words, seen=draft.edit)
    origin = settings.ORIGIN or f"https://{DOMAIN}"
    hand_in_lesson(by=people.lead, lesson=held, seen=held.edit, origin=origin)
    held.refresh_from_db()
    return held


def _judged(lesson: Lesson) -> None:
    for code, said in people_texts()["reviews"]:
        verdict = LessonReview.Verdict.FIT
        review_lesson(by=peer_of(code), lesson=lesson, verdict=verdict, said=said, seen=lesson.edit)


def _taken_up(people: Cast, cycle: Cycle) -> None:
    told = people_texts()["adoption"]
    if cycle.adoptions.exists():
        return
    adopt_practice(
        by=people.lead,
        cycle=cycle,
        practice=told["practice"],
        action=action_called(cycle, told["action"]),
        said=told["said"],
    )
