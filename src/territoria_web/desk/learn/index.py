"""The lessons of a cycle: closed actions without one, those begun, and practices that were taken up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from territoria_web.desk.guards import account_of
from territoria_web.desk.learn.forms import AdoptForm
from territoria_web.desk.learn.frame import STAGE
from territoria_web.desk.tried import tell_refused, tried
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.learn.models import Adoption, Lesson
from territoria_web.learn.queries.adoptions import (
    actions_to_name,
    adoption_in,
    adoptions_by_practice,
    adoptions_in,
    practice_titles,
)
from territoria_web.learn.queries.lessons import (
    closed_action,
    closed_actions,
    earlier_remarks,
    fit_count,
    lessons_of,
    reviews_now,
)
from territoria_web.learn.rules import OUTCOME_NAMES, REVIEWS, VERDICT_NAMES, state_said
from territoria_web.learn.services.adoptions import adopt_practice, end_adoption
from territoria_web.learn.services.lessons import begin_lesson
from territoria_web.library.http_methods import takes_form
from territoria_web.library.typed import plain_line
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Action
from territoria_web.territories.models import Cycle


@login_required
@takes_form
def lessons(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All lessons with their states; taking up a practice, and taking that back."""
    asked = request.method == "POST"
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="write" if asked else "see")
    if asked and "end" in request.POST:
        return _ended(request, cycle)
    actions = actions_to_name(cycle)
    form = AdoptForm(request.POST if asked else None, actions=actions)
    if asked and form.is_valid() and _adopted(request, cycle, form, actions):
        return redirect(f"{reverse('desk:learn', args=[cycle.public_id])}#adoptions")
    return _shown(request, cycle, form)


def _adopted(request: HttpRequest, cycle: Cycle, form: AdoptForm, actions: list[Action]) -> bool:
    held = form.cleaned_data
    chosen = next((a for a in actions if str(a.public_id) == held["action"]), None)
    told = {"practice": held["practice"], "said": held["said"], "action": chosen}
    if not tried(form, lambda: adopt_practice(by=account_of(request), cycle=cycle, **told)):
        return False
    messages.success(request, _("It is noted and counts for that practice."))
    return True


def _ended(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    row = adoption_in(cycle, plain_line(request.POST["end"]))
    row.cycle = cycle
    try:
        end_adoption(by=account_of(request), adoption=row)
        messages.success(request, _("It counts no longer."))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect(f"{reverse('desk:learn', args=[cycle.public_id])}#adoptions")


def _shown(request: HttpRequest, cycle: Cycle, form: AdoptForm) -> HttpResponse:
    waiting, held = closed_actions(cycle), list(lessons_of(cycle))
    titles, counts = practice_titles(), adoptions_by_practice()
    return show_stage(
        request,
        cycle,
        STAGE,
        "desk/learn/index.html",
        title=_("Lessons"),
        finding=_finding(len(waiting), held),
        facts={
            "waiting": waiting,
            "rows": [_row(cycle, lesson, counts.get(lesson.slug, 0)) for lesson in held],
            "adoptions": [_adoption(row, titles) for row in adoptions_in(cycle)],
            "form": form,
            "titles": sorted(titles.values(), key=str.casefold),
            **rights(cycle, STAGE, "write", "hand in"),
        },
        status=422 if form.errors else 200,
    )


def _finding(waiting: int, held: list[Lesson]) -> str:
    if waiting:
        said = ngettext(
            "%(count)d closed action has taught nobody else yet.",
            "%(count)d closed actions have taught nobody else yet.",
            waiting,
        )
        return said % {"count": waiting}
    published = sum(lesson.state == Lesson.State.PUBLISHED for lesson in held)
    said = ngettext("%(count)d lesson is published.", "%(count)d lessons are published.", published)
    return said % {"count": published} if published else _("No lesson is published yet.")


def _row(cycle: Cycle, lesson: Lesson, adopted: int) -> dict[str, Any]:
    public = lesson.state in (Lesson.State.PUBLISHED, Lesson.State.WITHDRAWN)
    return {
        "lesson": lesson,
        "url": reverse("desk:learn-lesson", args=[cycle.public_id, lesson.public_id]),
        "public": reverse("public:lesson", args=[lesson.slug]) if public else "",
        "state": state_said(lesson),
        "outcome": OUTCOME_NAMES[Lesson.Outcome(lesson.outcome)],
        "reviews": said_reviews(lesson),
        "fit": fit_count(lesson),
        "needed": REVIEWS,
        "adopted": adopted,
        "remarks": len(earlier_remarks(lesson)) if lesson.state == Lesson.State.DRAFT else 0,
    }


def said_reviews(lesson: Lesson) -> list[dict[str, Any]]:
    """The reviews of the words that stand, as its team reads them."""
    return [{"row": r, "verdict": VERDICT_NAMES[r.Verdict(r.verdict)]} for r in reviews_now(lesson)]


def _adoption(row: Adoption, titles: Any) -> dict[str, Any]:
    return {"row": row, "title": titles.get(row.practice, row.practice)}


@login_required
@require_POST
def begin(request: HttpRequest, public_id: UUID, action: UUID) -> HttpResponse:
    """Begin the lesson of a closed action, in the language that is spoken."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb="write")
    row = closed_action(cycle, action)
    try:
        made = begin_lesson(by=account_of(request), action=row, language=get_language() or "en")
    except ValidationError as refused:
        tell_refused(request, refused)
        return redirect("desk:learn", cycle.public_id)
    return redirect("desk:learn-lesson", cycle.public_id, made.public_id)
