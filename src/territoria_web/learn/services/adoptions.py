"""A territory says that it took up a practice of another place; it counts once a cycle."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.learn.models import Adoption
from territoria_web.learn.queries.adoptions import (
    can_be_adopted,
    practice_meant,
    practice_titles,
)
from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.plan.models import Action
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import refuse_where_closed

LONGEST = 2000


@transaction.atomic
def adopt_practice(
    *, by: User, cycle: Cycle, practice: str, action: Action | None = None, said: str = ""
) -> Adoption:
    """Take up a practice, named by id or title, in an action of the plan or without one; said again,
    the later word holds.
    """
    refuse_where_closed(cycle)
    titles = practice_titles()
    key, words = practice_meant(practice, titles), plain(said)
    wrong = dict[str, str]()
    if not key:
        wrong["practice"] = _("No practice and no lesson is called so. Choose one of the list.")
    elif not can_be_adopted(key, cycle):
        wrong["practice"] = _("This is a lesson of your own territory.")
    if action is not None and action.plan.cycle_id != cycle.pk:
        wrong["action"] = _("Choose one of the list.")
    if len(words) > LONGEST:
        wrong["said"] = _("Use at most 2,000 characters.")
    if wrong:
        raise ValidationError(wrong)
    held = {"action": action, "said": words, "by": by}
    row, made = Adoption.objects.update_or_create(practice=key, cycle=cycle, defaults=held)
    _note(by, row, "adopt practice" if made else "change adoption", titles[key])
    return row


@transaction.atomic
def end_adoption(*, by: User, adoption: Adoption) -> None:
    """It was not taken up after all."""
    refuse_where_closed(adoption.cycle)
    _note(by, adoption, "end adoption", practice_titles().get(adoption.practice, ""))
    adoption.delete()


def _note(by: User, row: Adoption, what: str, title: str) -> None:
    write_entry(
        who=by,
        what=what,
        about=f"practice {row.practice}",
        territory=row.cycle.territory,
        after={"title": title or row.practice},
    )
