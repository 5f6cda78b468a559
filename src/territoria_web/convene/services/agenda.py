"""Changing an agenda: titles, minutes, order, breaks, days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.agenda import problems_of
from territoria_web.convene.rules import DOTS, Phase, Timed, as_data, phases_of, runs
from territoria_web.convene.services.journal import locked, refuse_unless_seen, write_deed
from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.people.models import User

MOST_PHASES = 60
LONGEST_WORDS = 500


@transaction.atomic
def change_agenda(*, by: User, meeting: Meeting, agenda: Sequence[Phase], seen: int) -> Meeting:
    """Put an agenda in place of the one that was ``seen``; ValidationError says all that is wrong.

    What a phase takes (its records) comes from the format and is not changed here. A phase that
    runs or has run stays.
    """
    held = locked(meeting)
    refuse_unless_open(held.cycle, Step.Kind.WORKSHOP)
    known = {phase.id: phase for phase in phases_of(held)}
    tidied = tidied_agenda(held, agenda)
    refuse_wrong_agenda(held, tidied)
    refuse_unless_seen(held, seen)
    new = [as_data(phase) for phase in tidied]
    if new == held.agenda:
        return held
    held.agenda = new
    held.days = days_for(held, tidied)
    held.dots = {a: held.dots.get(a, DOTS[a]) for p in tidied for a in p.axes}
    held.edit += 1
    held.beat += 1
    held.save(update_fields=["agenda", "days", "dots", "edit", "beat"])
    minutes = sum(phase.minutes for phase in tidied if not phase.pause)
    write_deed(
        by=by,
        what="change agenda",
        meeting=held,
        before={"minutes": sum(p.minutes for p in known.values() if not p.pause)},
        after={"phases": sum(not p.pause for p in tidied), "minutes": minutes},
    )
    return held


def tidied_agenda(held: Timed, agenda: Sequence[Phase]) -> list[Phase]:
    """In the order of days, without white around words; records as they were."""
    known = {phase.id: phase for phase in phases_of(held)}
    found = [
        replace(
            phase,
            title=phase.title.strip(),
            what=phase.what.strip(),
            output=phase.output.strip(),
            records=known[phase.id].records if phase.id in known else (),
            asks=known[phase.id].asks if phase.id in known else {},
            axes=known[phase.id].axes if phase.id in known else (),
        )
        for phase in agenda
    ]
    found.sort(key=lambda phase: phase.day)
    days = {day: n for n, day in enumerate(sorted({phase.day for phase in found}), start=1)}
    return [replace(phase, day=days[phase.day]) for phase in found]


def refuse_wrong_agenda(held: Timed, agenda: Sequence[Phase]) -> None:
    """ValidationError with all that is wrong with it."""
    wrong = []
    if not any(not phase.pause for phase in agenda):
        wrong.append(_("An agenda has at least one phase."))
    if len(agenda) > MOST_PHASES:
        wrong.append(_("An agenda has at most 60 lines."))
    ids = [phase.id for phase in agenda]
    for phase in agenda:
        if not 1 <= len(phase.title) <= 200:
            wrong.append(_("Give each line a title of at most 200 characters."))
        if len(phase.what) > LONGEST_WORDS or len(phase.output) > LONGEST_WORDS:
            said = _("Use at most 500 characters to say what happens in “%(title)s”.")
            wrong.append(said % {"title": phase.title})
    for phase in phases_of(held):
        if phase.id not in ids and (phase.id in held.ran or runs(held, phase.id)):
            said = _("“%(title)s” has been held already; it stays in the agenda.")
            wrong.append(said % {"title": phase.title})
    wrong += problems_of(held, agenda)
    if wrong:
        raise ValidationError(list(dict.fromkeys(wrong)))


def days_for(held: Timed, agenda: Sequence[Phase]) -> dict[str, dict[str, str | None]]:
    """The days that an agenda has, as they were; a new one begins at nine and has no date."""
    new: dict[str, str | None] = {"date": None, "starts": "09:00"}
    return {str(day): held.days.get(str(day), new) for day in sorted({p.day for p in agenda})}
