"""What the team did about promises, in the journal."""

from __future__ import annotations

from typing import Any

from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.plan.models import Action


def note(by: User | None, action: Action, what: str, **facts: Any) -> None:
    """One line about an action, named by its number and title."""
    after = {"title": f"{action.number} {action.title}", **(facts.pop("after", None) or {})}
    write_entry(
        who=by,
        what=what,
        about=f"action {action.public_id}",
        territory=action.plan.cycle.territory,
        after=after,
        **facts,
    )
