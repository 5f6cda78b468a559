"""Mentoring rounds: through the door of a network's desk, for everybody; what everybody may count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from territoria_web.act.models import MentoringPerson, MentoringRound, MentoringSession, Mentorship
from territoria_web.act.rules.company_tags import tag_names
from territoria_web.act.rules.mentoring import (
    PHASE_NAMES,
    Kind,
    Pair,
    Part,
    Phase,
    State,
    phase_of,
)
from territoria_web.listen.rules import LEAST
from territoria_web.people.models import Organisation
from territoria_web.people.queries import Visitor, open_network

VERB = "bring mentors together"


def open_mentoring_round(user: Visitor, network: UUID, number: UUID) -> MentoringRound:
    """A round through the door of its network; 404 for strangers and for those of others."""
    held = open_network(user, network, VERB)
    rows = MentoringRound.objects.select_related("network")
    found = rows.filter(network=held, public_id=number).first()
    if found is None:
        raise Http404
    return found


def mentoring_rounds_of(network: Organisation) -> QuerySet[MentoringRound]:
    """All rounds of a network, latest first, with how many mentors and mentees take part."""
    return _counted(MentoringRound.objects.filter(network=network))


def public_mentoring_rounds() -> QuerySet[MentoringRound]:
    """All that everybody may read about, latest first."""
    rows = MentoringRound.objects.exclude(state=State.PLANNED).select_related("network")
    return _counted(rows)


def _counted(rows: QuerySet[MentoringRound]) -> QuerySet[MentoringRound]:
    part = {kind: Q(people__kind=kind, people__state=Part.IN) for kind in Kind.values}
    return rows.annotate(
        mentors=Count("people", filter=part[Kind.MENTOR], distinct=True),
        mentees=Count("people", filter=part[Kind.MENTEE], distinct=True),
    )


def public_mentoring_round(number: UUID) -> MentoringRound:
    """One of them; 404 for others."""
    rows = MentoringRound.objects.exclude(state=State.PLANNED).select_related("network")
    found = rows.filter(public_id=number).first()
    if found is None:
        raise Http404
    return found


def phase_now(held: MentoringRound, today: date | None = None) -> Phase:
    """Where it stands now."""
    return phase_of(held, today or timezone.localdate())


def phase_said(held: MentoringRound) -> str:
    """The same in words."""
    return str(PHASE_NAMES[phase_now(held)])


def themes_said(held: MentoringRound) -> list[str]:
    """Its themes in the language spoken."""
    return tag_names(held.themes, held.themes)


# ── counts ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Counts:
    """How many of what a round has. ``pairs``: that came about, also those that ended; ``proposed``:
    that wait for an answer.
    """

    mentors: int
    mentees: int
    waiting: int
    drafts: int
    proposed: int
    running: int
    pairs: int
    talks: int

    @property
    def shown(self) -> Mapping[str, int | None]:
        """What everybody may read: counts with five people or more behind them, None otherwise."""
        behind = {
            "mentors": (self.mentors, self.mentors),
            "mentees": (self.mentees, self.mentees),
            "pairs": (self.pairs, self.pairs),
            "talks": (self.talks, self.pairs),
        }
        return {name: count if of >= LEAST else None for name, (count, of) in behind.items()}


def counts_of(held: MentoringRound) -> Counts:
    """How many mentors, mentees, pairs and talks."""
    part = {(kind, state): 0 for kind in Kind.values for state in Part.values}
    for kind, state in MentoringPerson.objects.filter(round=held).values_list("kind", "state"):
        part[kind, state] += 1
    pairs = list(Mentorship.objects.filter(mentor__round=held).only("state", "begun"))
    begun = [one for one in pairs if one.begun is not None]
    return Counts(
        mentors=part[Kind.MENTOR, Part.IN],
        mentees=part[Kind.MENTEE, Part.IN],
        waiting=sum(part[kind, Part.WAITING] for kind in Kind.values),
        drafts=sum(one.state == Pair.DRAFT for one in pairs),
        proposed=sum(one.state == Pair.PROPOSED for one in pairs),
        running=sum(one.state == Pair.RUNNING for one in pairs),
        pairs=len(begun),
        talks=MentoringSession.objects.filter(mentorship__mentor__round=held).count(),
    )
