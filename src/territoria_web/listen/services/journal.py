"""What the team did with a survey, in the journal; never what a respondent did."""

from __future__ import annotations

from typing import Any

from territoria_web.listen.models import Survey
from territoria_web.people.models import User
from territoria_web.people.services import write_entry


def note(by: User, survey: Survey, what: str, **facts: Any) -> None:
    """One line about a survey. ``facts``: ``before`` and ``after``, as ``write_entry`` takes them."""
    write_entry(
        who=by,
        what=what,
        about=f"survey {survey.public_id}",
        territory=survey.cycle.territory,
        **facts,
    )
