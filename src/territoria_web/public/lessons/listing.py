"""All published lessons: what came of each, where, what was measured, and who took it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.adoptions import adoptions_by_practice
from territoria_web.learn.queries.practices import effect_in, years_of
from territoria_web.learn.queries.published import published_lessons
from territoria_web.learn.rules import OUTCOME_NAMES
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.territories.queries import territory_name

PER_PAGE = 20
COLUMNS = (
    *("id", "title", "language", "territory", "place", "years", "outcome", "lesson"),
    *("published", "indicator", "change", "change_low", "change_high", "difference"),
    *("difference_low", "difference_high", "grade", "cost", "currency", "effort", "taken_up"),
    *("example", "address"),
)


def lessons(request: HttpRequest) -> Page:
    """The latest first."""
    counts = adoptions_by_practice()
    rows = [_row(lesson, counts.get(lesson.slug, 0)) for lesson in published_lessons()]
    return Page(
        template="public/lessons/listing.html",
        title=_("Lessons from actions"),
        finding=_finding(rows),
        crumbs=(Crumb(_("Practices"), reverse("public:practices")),),
        facts={"rows": Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))},
        table=Table("lessons", COLUMNS, [_cells(row) for row in rows]),
    )


def _row(lesson: Lesson, adopted: int) -> dict[str, Any]:
    cycle = lesson.action.plan.cycle
    return {
        "lesson": lesson,
        "said": lesson.answers.get("lesson", ""),
        "place": territory_name(cycle.territory),
        "years": years_of(lesson),
        "outcome": OUTCOME_NAMES[Lesson.Outcome(lesson.outcome)],
        "failed": lesson.outcome == Lesson.Outcome.FAILED,
        "effect": effect_in(lesson),
        "adopted": adopted,
        "example": cycle.example,
        "url": reverse("public:lesson", args=[lesson.slug]),
    }


def _finding(rows: Sequence[dict[str, Any]]) -> str:
    real = [row for row in rows if not row["example"]]
    if not rows:
        return _(
            "No lesson is published yet. Practices of the library tell what others did before."
        )
    if not real:
        return _("Only invented lessons stand here yet: they show how this works.")
    said = ngettext(
        "%(count)d action is over and was judged by two peers from elsewhere; %(failed)d did not work.",
        "%(count)d actions are over and were judged by two peers from elsewhere; %(failed)d did not work.",
        len(real),
    )
    return said % {"count": len(real), "failed": sum(row["failed"] for row in real)}


def _cells(row: dict[str, Any]) -> tuple[object, ...]:
    lesson, effect = row["lesson"], row["effect"]
    territory = lesson.action.plan.cycle.territory
    own = (lesson.slug, lesson.title, lesson.language, territory.code, row["place"], row["years"])
    measured = (
        effect
        and (
            *(effect.indicator, effect.change, effect.low, effect.high),
            *(effect.difference, effect.difference_low, effect.difference_high, effect.grade),
        )
    ) or (None,) * 8
    spent = (lesson.cost, lesson.currency if lesson.cost is not None else None, lesson.effort)
    published = localdate(lesson.published).isoformat()
    said = (lesson.outcome, row["said"], published)
    return (*own, *said, *measured, *spent, row["adopted"], row["example"], row["url"])
