"""Peers: which lessons of others wait for one's judgment, and judging one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.desk.learn.forms import ReviewForm
from territoria_web.desk.learn.frame import effect_facts, text_facts
from territoria_web.desk.tried import posted, seen_anew
from territoria_web.learn.models import Lesson, LessonReview
from territoria_web.learn.queries.lessons import reviews_now
from territoria_web.learn.queries.peers import judged_by, lesson_for_peer, lessons_to_review
from territoria_web.learn.queries.practices import page_of
from territoria_web.learn.queries.reading import read_lesson
from territoria_web.learn.rules import OUTCOME_NAMES, VERDICT_NAMES, state_said
from territoria_web.learn.services.reviews import review_lesson
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.models import User
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits, and what was judged."""
    user = account_of(request)
    waiting = list(lessons_to_review(user))
    said = ngettext(
        "%(count)d lesson waits for your judgment.",
        "%(count)d lessons wait for your judgment.",
        len(waiting),
    )
    return show(
        request,
        "desk/learn/reviews.html",
        title=_("Lessons to judge"),
        finding=said % {"count": len(waiting)} if waiting else _("No lesson waits for you."),
        facts={
            "waiting": [_row(lesson) for lesson in waiting],
            "judged": [_judged(row) for row in judged_by(user)],
        },
        crumbs=((_("Your desk"), reverse("desk:home")),),
    )


def _row(lesson: Lesson) -> dict[str, Any]:
    return {
        "lesson": lesson,
        "place": territory_name(lesson.action.plan.cycle.territory),
        "outcome": OUTCOME_NAMES[Lesson.Outcome(lesson.outcome)],
        "url": reverse("desk:lesson-review", args=[lesson.public_id]),
    }


def _judged(row: LessonReview) -> dict[str, Any]:
    lesson = row.lesson
    public = reverse("public:lesson", args=[lesson.slug]) if lesson.published else ""
    return {
        "review": row,
        "lesson": lesson,
        "place": territory_name(lesson.action.plan.cycle.territory),
        "verdict": VERDICT_NAMES[LessonReview.Verdict(row.verdict)],
        "state": state_said(lesson),
        "public": public,
    }


@login_required
@takes_form
def review(request: HttpRequest, lesson: UUID) -> HttpResponse:
    """The whole text as it will be published, what is asked of it, and the verdict."""
    user = account_of(request)
    held = lesson_for_peer(user, lesson)
    form = ReviewForm(posted(request), initial={"seen": held.edit})
    if form.is_bound and form.is_valid():
        try:
            out = review_lesson(by=user, lesson=held, **form.cleaned_data)
            messages.success(request, _said(published=out))
            return redirect("desk:lesson-reviews")
        except ChangedMeanwhile as refused:
            held = lesson_for_peer(user, lesson)
            form = ReviewForm(seen_anew(request, held.edit))
            form.add_error(None, refused)
        except ValidationError as refused:
            put_beside(form, refused)
    return _shown(request, user, held, form)


def _said(*, published: bool) -> str:
    if published:
        return _("Thank you. Two peers found it fit: it is published.")
    return _("Thank you. Your judgment is kept.")


def _shown(request: HttpRequest, user: User, held: Lesson, form: ReviewForm) -> HttpResponse:
    mine = next((r for r in reviews_now(held) if r.by_id == user.pk), None)
    place = territory_name(held.action.plan.cycle.territory)
    return show(
        request,
        "desk/learn/review.html",
        title=held.title,
        finding=_("What %(place)s learnt. Read it as somebody who wants to do the same.")
        % {"place": place},
        facts={
            "lesson": held,
            "outcome": OUTCOME_NAMES[Lesson.Outcome(held.outcome)],
            "page_of_action": page_of(held),
            "form": form,
            "mine": mine,
            "verdict": VERDICT_NAMES[LessonReview.Verdict(mine.verdict)] if mine else "",
            **effect_facts(held),
            **text_facts(read_lesson(held)),
        },
        crumbs=(
            (_("Your desk"), reverse("desk:home")),
            (_("Lessons to judge"), reverse("desk:lesson-reviews")),
        ),
        status=422 if form.errors else 200,
    )
