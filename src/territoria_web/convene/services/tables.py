"""Tables: dealing people to them, what each is about, a seat for whoever comes later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria.convene import tables as engine
from territoria.convene.people import Person
from territoria.errors import TerritoriaError
from territoria_web.convene.models import Group, Meeting, Participant
from territoria_web.convene.queries.people import COMING, group_of
from territoria_web.convene.rules import phase_at
from territoria_web.convene.services.journal import (
    beat,
    locked,
    refuse_out_of_time,
    write_deed,
)
from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.library.typed import plain_line
from territoria_web.people.models import User

HOST = "facilitator"
MOST_ROUNDS = 12


@dataclass(frozen=True)
class Dealt:
    """How many sit at how many tables in how many rounds."""

    people: int
    tables: int
    rounds: int


@transaction.atomic
def deal_tables(
    *, by: User, meeting: Meeting, phases: Sequence[str], size: int, seed: int
) -> Dealt:
    """Deal those who are there (before the meeting: who come) to tables, in one phase or several.

    In several, few meet again and facilitators stay at their table. A phase in which something was
    put down at tables keeps them.
    """
    held = locked(meeting)
    refuse_unless_open(held.cycle, Step.Kind.WORKSHOP)
    _check(held, phases, size)
    people = _people(held)
    if not people:
        raise ValidationError(_("Nobody is there, and nobody has said that they come."))
    rounds = _dealt(people, size, len(phases), seed)
    for phase, tables in zip(phases, rounds, strict=True):
        _put(held, phase, tables, {str(p.pk): p for p in people})
    beat(held)
    found = Dealt(len(people), len(rounds[0]), len(rounds))
    write_deed(
        by=by,
        what="deal tables",
        meeting=held,
        after={"people": found.people, "tables": found.tables, "rounds": found.rounds},
    )
    return found


def _check(held: Meeting, phases: Sequence[str], size: int) -> None:
    if not phases or len(phases) != len(set(phases)) or len(phases) > MOST_ROUNDS:
        raise ValidationError({"phases": _("Choose one phase or several, each once.")})
    if not 2 <= size <= 12:
        raise ValidationError({"size": _("A table seats 2 to 12 people.")})
    for phase in phases:
        line = phase_at(held, phase)
        if line is None or line.pause:
            raise ValidationError({"phases": _("This phase is not in the agenda.")})
        if held.contributions.filter(phase=phase).exclude(group=None).exists():
            said = _("At the tables of “%(title)s” something was put down; they stay as they are.")
            raise ValidationError({"phases": said % {"title": line.title}})


def _people(held: Meeting) -> list[Participant]:
    state = Participant.State.PRESENT
    there = list(held.participants.filter(state=state).order_by("pk"))
    return there or list(held.participants.filter(state__in=COMING).order_by("pk"))


def _dealt(
    people: Sequence[Participant], size: int, rounds: int, seed: int
) -> Sequence[engine.Tables]:
    persons = [Person(str(p.pk), group_of(p.role) or p.role, p.organisation) for p in people]
    try:
        if rounds == 1:
            return [engine.deal_tables(persons, size=size, seed=seed)]
        tables = -(-len(persons) // size)
        stay = [str(p.pk) for p in people if p.task == HOST][:tables]
        hosts = dict(enumerate(stay))
        return engine.deal_rounds(persons, size=size, rounds=rounds, seed=seed, hosts=hosts).rounds
    except TerritoriaError as refused:
        raise ValidationError([str(p) for p in refused.problems]) from refused


def _put(
    held: Meeting, phase: str, tables: engine.Tables, people: Mapping[str, Participant]
) -> None:
    subjects = dict(held.groups.filter(phase=phase).values_list("number", "subject"))
    held.groups.filter(phase=phase).delete()
    for number, members in enumerate(tables, start=1):
        seated = [people[member] for member in members]
        host = next((p for p in seated if p.task == HOST), None)
        group = Group.objects.create(
            meeting=held, phase=phase, number=number, subject=subjects.get(number, ""), host=host
        )
        group.members.set(seated)


@transaction.atomic
def name_tables(*, by: User, meeting: Meeting, phase: str, subjects: Mapping[int, str]) -> None:
    """Say what each table of a phase is about, e.g. a priority."""
    held = locked(meeting)
    refuse_out_of_time(held)
    changed = 0
    for group in held.groups.filter(phase=phase):
        subject = plain_line(subjects.get(group.number, group.subject))[:200]
        if subject != group.subject:
            group.subject = subject
            group.save(update_fields=["subject"])
            changed += 1
    if changed:
        beat(held)
        write_deed(by=by, what="name tables", meeting=held, after={"tables": changed})


def seat(*, participant: Participant) -> None:
    """A seat for whoever comes after tables were dealt: where fewest sit, and fewest of their group.

    Called inside the transaction of what brought them in.
    """
    groups: dict[str, list[Group]] = {}
    for group in Group.objects.filter(meeting=participant.meeting_id).prefetch_related("members"):
        groups.setdefault(group.phase, []).append(group)
    own = group_of(participant.role)
    for held in groups.values():
        if any(participant in list(group.members.all()) for group in held):
            continue
        best = min(held, key=lambda group: (*_filled(group, own), group.number))
        best.members.add(participant)


def _filled(group: Group, own: str) -> tuple[int, int]:
    members = list(group.members.all())
    return len(members), sum(group_of(member.role) == own for member in members)
