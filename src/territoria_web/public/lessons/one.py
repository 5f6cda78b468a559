"""One lesson: its text, what was measured, what peers said of it, and who took it up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.learn.models import Lesson, LessonReview
from territoria_web.learn.queries.adoptions import Taker, takers_of
from territoria_web.learn.queries.effect_words import effect_rows
from territoria_web.learn.queries.effects import as_data
from territoria_web.learn.queries.lessons import reviews_now
from territoria_web.learn.queries.practices import archive_of, effect_in, page_of
from territoria_web.learn.queries.published import follower_of, published_lesson
from territoria_web.learn.queries.reading import ReadLesson, read_lesson
from territoria_web.learn.rules import OUTCOME_NAMES, VERDICT_NAMES, is_to_refresh
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.prose import claims_shown, prose
from territoria_web.recommend.queries.long_texts import RESULT, without_claims

COLUMNS = ("lesson", "outcome", "claim", "grade", "reason", "sources")


def lesson(request: HttpRequest, slug: str) -> Page:
    """A published lesson by its id; a withdrawn one with the reason."""
    held = published_lesson(slug)
    read, effect = read_lesson(held), effect_in(held)
    takers = takers_of(held.slug)
    withdrawn = held.state == Lesson.State.WITHDRAWN
    return Page(
        template="public/lessons/one.html",
        title=read.title,
        finding=read.lesson,
        crumbs=(Crumb(_("Lessons from actions"), reverse("public:lessons")),),
        robots="noindex" if withdrawn else "",
        facts={
            "lesson": held,
            "read": read,
            "outcome": OUTCOME_NAMES[Lesson.Outcome(held.outcome)],
            "withdrawn": withdrawn,
            "old": is_to_refresh(held),
            "instead": follower_of(held) if withdrawn else None,
            "example": held.action.plan.cycle.example,
            "code": held.action.plan.cycle.territory.code,
            "claims": claims_shown(read.claims),
            "sections": _sections(read),
            "effect": effect,
            "effect_rows": effect_rows(effect) if effect else [],
            "reviews": [_review(r) for r in reviews_now(held)],
            "page_of_action": page_of(held),
            "takers": takers,
            "archive": reverse("public:lesson-text", args=[held.slug]),
        },
        table=Table("claims", COLUMNS, _rows(held, read)),
        data=_data(held, read, takers),
    )


def _sections(read: ReadLesson) -> list[tuple[str, Any, bool]]:
    """Heading, text, and whether the claims stand here."""
    return [
        (heading, prose(without_claims(body) if place == RESULT else body), place == RESULT)
        for place, (heading, body) in enumerate(read.sections)
    ]


def _review(row: LessonReview) -> dict[str, Any]:
    """What a peer says, with their place and without their name."""
    verdict = VERDICT_NAMES[LessonReview.Verdict(row.verdict)]
    return {"place": row.place, "verdict": verdict, "said": row.said, "made": row.made}


def _rows(held: Lesson, read: ReadLesson) -> list[tuple[object, ...]]:
    return [
        (held.slug, c.outcome, c.claim, c.grade, c.reason, " ".join(map(str, c.sources)))
        for c in read.claims
    ]


def _data(held: Lesson, read: ReadLesson, takers: tuple[Taker, ...]) -> dict[str, Any]:
    names = "title place years lesson language went_wrong"
    return {
        "lesson": {"id": held.slug, **{name: getattr(read, name) for name in names.split()}},
        "state": held.state,
        "withdrawn_because": held.withdrawn_because,
        "example": held.action.plan.cycle.example,
        "outcome": held.outcome,
        "spent": {"cost": held.cost, "currency": held.currency, "person_months": held.effort},
        "sections": dict(read.sections),
        "references": [vars(s) for s in read.sources],
        "effect": as_data(effect_in(held)),
        "reviews": [
            {"place": r.place, "verdict": r.verdict, "said": r.said, "day": localdate(r.made)}
            for r in reviews_now(held)
        ],
        "taken_up": [vars(taker) for taker in takers],
    }


@require_safe
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """The practice as a folder for the library."""
    held = published_lesson(slug)
    answer = HttpResponse(archive_of(held), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{held.slug}.zip"'
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=60"
    return answer
