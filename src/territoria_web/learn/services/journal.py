"""The line of the journal that a deed on a lesson leaves."""

from __future__ import annotations

from typing import Any

from territoria_web.learn.models import Lesson
from territoria_web.people.models import User
from territoria_web.people.services import write_entry


def note(by: User | None, lesson: Lesson, what: str, **facts: Any) -> None:
    """Who did what to a lesson, in the journal of its territory; ``facts``: besides its title."""
    write_entry(
        who=by,
        what=what,
        about=f"lesson {lesson.public_id}",
        territory=lesson.action.plan.cycle.territory,
        after={"title": lesson.title, **facts},
    )
