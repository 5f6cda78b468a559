"""A small team with a cycle for papers: a territory row of its own, no figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from territoria_web.measure.services.findings import Noted
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import (
    begin_paper,
    end_corrections,
    open_for_corrections,
)
from territoria_web.people.models import Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

BECAUSE = "New figures came out and change the picture."


@dataclass(frozen=True)
class PaperTeam:
    """A cycle with those who work on it."""

    cycle: Cycle
    lead: User
    expert: User
    editor: User


def a_paper_team(code: str = "X1") -> PaperTeam:
    """A territory (a new one where there is none of this code) with lead, expert and editor."""
    place = Territory.objects.filter(code=code).first() or Territory.objects.create(
        code=code, version="2021", name="Lakeland", level=2, country="X"
    )
    people = {}
    for role in (Role.LEAD, Role.EXPERT, Role.EDITOR):
        user = User.objects.create_user(f"{role.value}-{code.lower()}@p.example", name=f"A {role}")
        give_role(by=None, user=user, role=role, place=place)
        people[role.value] = user
    return PaperTeam(Cycle.objects.create(territory=place, title="Strategy"), **people)


def a_paper(team: PaperTeam, **told: str) -> Paper:
    """An assessment report that is begun."""
    held = {"kind": "assessment-report", "title": "Where we stand", "language": "en", **told}
    return begin_paper(by=team.lead, cycle=team.cycle, **held)


def corrected(team: PaperTeam, paper: Paper) -> Paper:
    """The host had its time, and said that it needs no more."""
    held = open_for_corrections(by=team.editor, paper=paper, until=date(2100, 1, 4))
    return end_corrections(by=team.lead, paper=held, because="We have nothing more to correct.")


def noted(**told: object) -> Noted:
    """A finding as an expert notes it."""
    held = {
        "node": "A1.1",
        "statement": "The strategy has no budget of its own.",
        "weight": "weakness",
        "evidence": "interview",
        "source": "Meeting of 2 November 2026",
        "group": "authority",
        "confidence": "medium",
        "noted_on": date(2026, 11, 2),
    }
    return Noted(**{**held, **told})  # type: ignore[arg-type]
