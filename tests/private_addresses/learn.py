"""Who gets what at the addresses of lessons."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.learn.models import Lesson
from territoria_web.people.models import Organisation, User
from territoria_web.plan.models import Action, Plan
from territoria_web.territories.models import Cycle

# name                      stranger nobody viewer expert editor lead other secr. operator
POSTS = "in 404 403 422 422 422 404 403 404"
WITHDRAWS = "in 404 403 403 200 200 404 403 404"
POSTS_WITHDRAWS = "in 404 403 403 422 422 404 403 404"
JUDGES = "in 404 404 404 404 404 200 200 404"
POSTS_JUDGES = "in 404 404 404 404 404 422 422 404"
ONE = {"public_id": "cycle", "lesson": "team_lesson"}
OUT = {"public_id": "cycle", "lesson": "published_lesson"}

LINES: dict[str, Line] = {
    "desk:learn": line(TEAM_SEES, public_id="cycle"),
    "POST desk:learn": line(POSTS, "POST", public_id="cycle"),
    "desk:learn-begin": line(
        "in 404 403 404 404 404 404 403 404", "POST", public_id="cycle", action="unknown"
    ),
    "desk:learn-lesson": line(TEAM_SEES, **ONE),
    "POST desk:learn-lesson": line(POSTS, "POST", **ONE),
    "desk:learn-text": line(TEAM_SEES, **OUT),
    "desk:learn-withdraw": line(WITHDRAWS, **OUT),
    "POST desk:learn-withdraw": line(POSTS_WITHDRAWS, "POST", **OUT),
    "desk:lesson-reviews": line("in 200 200 200 200 200 200 200 200"),
    "desk:lesson-review": line(JUDGES, lesson="waiting_lesson"),
    "POST desk:lesson-review": line(POSTS_JUDGES, "POST", lesson="waiting_lesson"),
}
TEXT = {
    "practice.yaml": """\
title: {en: A desk}
place: {en: A town}
years: "2026"
population_class: S
central: [A2.1]
roles: [MAY]
lesson: {en: People came.}
claims: [{outcome: {en: Use}, claim: {en: It worked.}, grade: E1, reason: {en: They say so.}}]
references: [{number: 1, title: The page, dated: undated, url: "https://town.example/"}]
""",
    "en.md": "## Context\n\nA town.\n\n## Sources\n\n- [1] The page\n",
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    first = {"begins": date(2027, 1, 1)}
    plan, _made = Plan.objects.get_or_create(cycle=cycle, defaults=first)
    now = timezone.now()
    waiting = _lesson(plan, 902, state="submitted", text=TEXT, submitted=now)
    out = _lesson(plan, 903, state="published", text=TEXT, submitted=now, published=now)
    return {
        "team_lesson": _lesson(plan, 901).public_id,
        "waiting_lesson": waiting.public_id,
        "published_lesson": out.public_id,
        "slug": out.slug,
    }


def _lesson(plan: Plan, number: int, **fields: Any) -> Lesson:
    action = Action.objects.create(plan=plan, number=number, title=f"A desk {number}")
    return Lesson.objects.create(action=action, slug=f"desk-{number}", title="A desk", **fields)
