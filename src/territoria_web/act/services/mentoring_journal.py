"""What all deeds on a mentoring round share: the row held, what it takes now, the line of the journal."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from territoria_web.act.models import (
    MentoringPerson,
    MentoringRound,
    MentoringWorkshop,
    Mentorship,
)
from territoria_web.act.rules.mentoring import Part, takes
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.rules import ChangedMeanwhile


class NotTakenNow(ValidationError):
    """The round does not take this now."""


def held_round(row: MentoringRound) -> MentoringRound:
    """The row as it stands now, held until the transaction ends."""
    rows = MentoringRound.objects.select_for_update(of=("self",)).select_related("network")
    return rows.get(pk=row.pk)


def round_that_takes(row: MentoringRound, kind: str) -> MentoringRound:
    """The same; NotTakenNow where the table of phases does not name this."""
    held = held_round(row)
    if not takes(held, kind):
        raise NotTakenNow(_("The round does not take this now. What you wrote is kept below."))
    return held


def held_person(person: MentoringPerson, of: MentoringRound) -> MentoringPerson:
    """Somebody of a round that is held, as they stand now. NotTakenNow where they left meanwhile."""
    rows = MentoringPerson.objects.select_for_update(of=("self",)).exclude(state=Part.OUT)
    held = rows.filter(pk=person.pk).first()
    if held is None:
        raise NotTakenNow(_("The round does not take this now. What you wrote is kept below."))
    held.round = of
    return held


def held_pair(
    pair: Mentorship, of: MentoringRound, one: MentoringPerson | None = None
) -> Mentorship:
    """A pair of a round that is held, with its two people. NotTakenNow where it is gone, or where
    ``one`` is none of the two.
    """
    rows = Mentorship.objects.select_for_update(of=("self",)).select_related("mentor", "mentee")
    held = rows.filter(pk=pair.pk, mentor__round=of).first()
    if held is None or (one is not None and one.pk not in (held.mentor_id, held.mentee_id)):
        raise NotTakenNow(_("This pair is not there any more."))
    held.mentor.round = held.mentee.round = of
    return held


def held_workshop(workshop: MentoringWorkshop, of: MentoringRound) -> MentoringWorkshop:
    """A workshop of a round that is held, with its mentor."""
    rows = MentoringWorkshop.objects.select_for_update(of=("self",)).select_related("mentor")
    held = rows.get(pk=workshop.pk, round=of)
    held.round = held.mentor.round = of
    return held


def refuse_unless_seen(edit: int, seen: int) -> None:
    """ChangedMeanwhile where somebody changed a thing since ``seen`` was read."""
    if edit != seen:
        raise ChangedMeanwhile(
            _("Somebody changed this while you were writing. Your words are below.")
        )


def about_round(held: MentoringRound) -> str:
    """What the lines of the journal on a round are about."""
    return f"mentoring round {held.public_id}"


def note_mentoring(by: User | None, held: MentoringRound, what: str, **facts: Any) -> None:
    """A line of the journal on a round, with its title; never a name of a person."""
    write_entry(
        who=by,
        what=what,
        about=about_round(held),
        after={**facts, "title": held.title},
    )
