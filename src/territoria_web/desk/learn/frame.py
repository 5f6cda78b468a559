"""What the pages of lessons share: their door, their crumbs, the text as it is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.desk.workspace import rights, show_stage
from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.effect_words import effect_rows
from territoria_web.learn.queries.lessons import open_lesson
from territoria_web.learn.queries.practices import effect_in
from territoria_web.learn.queries.reading import ReadLesson
from territoria_web.library.prose import prose
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle

STAGE = "learn"


def opened(
    request: HttpRequest, public_id: UUID, lesson: UUID, verb: str = "see"
) -> tuple[Cycle, Lesson]:
    """A lesson of a cycle, for whoever may do this; 404 where it is another's."""
    cycle = open_cycle(request.user, public_id, stage=STAGE, verb=verb)
    return cycle, open_lesson(cycle, lesson)


def show_lesson(
    request: HttpRequest,
    cycle: Cycle,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page under the list of lessons."""
    return show_stage(
        request,
        cycle,
        STAGE,
        template,
        title=title,
        finding=finding,
        facts={**rights(cycle, STAGE, "write", "hand in"), **(facts or {})},
        status=status,
        below=((_("Lessons"), reverse("desk:learn", args=[cycle.public_id])),),
    )


def text_facts(read: ReadLesson) -> dict[str, Any]:
    """The text as it is published, for ``desk/learn/text.html``."""
    return {
        "read": read,
        "sections": [(heading, prose(body)) for heading, body in read.sections],
    }


def effect_facts(lesson: Lesson) -> dict[str, Any]:
    """The measured effect, for ``desk/learn/effect.html``."""
    effect = effect_in(lesson)
    return {"effect": effect, "effect_rows": effect_rows(effect) if effect else []}
