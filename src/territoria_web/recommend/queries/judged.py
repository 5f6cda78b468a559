"""Advice to a team beside what it decided on each piece, with reasons and history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from territoria import model
from territoria.model import Actor, Words
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import framework_of
from territoria_web.people.models import Entry
from territoria_web.recommend.models import Recommendation
from territoria_web.recommend.queries.advised import advice_to
from territoria_web.recommend.queries.why_here import is_gap
from territoria_web.territories.models import Cycle, Territory

TIERS = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Judged:
    """One piece of advice, as it stands now, and the decision on it; None: open.

    ``own``: it rests on the team's own figures, which nobody else may see.
    """

    text: model.Recommendation
    role: Actor
    given: Mapping[str, Any]
    decided: Recommendation | None
    own: bool

    @property
    def decision(self) -> str:
        """``open``, ``accepted``, ``changed`` or ``declined``."""
        return self.decided.decision if self.decided else Recommendation.Decision.OPEN

    @property
    def first_step(self) -> Words:
        """What to do first."""
        return self.text.first_step


@dataclass(frozen=True)
class Counts:
    """How far a team is with its advice."""

    of: int
    accepted: int
    changed: int
    declined: int

    @property
    def decided(self) -> int:
        """All that are no longer open."""
        return self.accepted + self.changed + self.declined


def judged_advice(
    cycle: Cycle, assessment: Assessment, *, tier: str = "", role: str = "", decision: str = ""
) -> Sequence[Judged]:
    """The advice to a team in its order; of a tier, for a role, with a decision where asked."""
    advised = advice_to(assessment, cycle.territory)
    if advised is None:
        return []
    rows = {r.advice: r for r in cycle.recommendations.select_related("decided_by")}
    own = assessment.cycle_id is not None
    held = [_judged(given, rows, own) for given in advised.body["advice"]]
    return [
        j
        for j in held
        if j is not None
        and (not tier or j.given["tier"] == tier)
        and (not role or j.text.role == role)
        and (not decision or j.decision == decision)
    ]


def _judged(
    given: Mapping[str, Any], rows: Mapping[str, Recommendation], own: bool
) -> Judged | None:
    text = library().recommendations.get(given["id"])
    if text is None:  # taken out of the library since
        return None
    return Judged(text, library().roles[text.role], given, rows.get(text.id), own)


def one_judged(cycle: Cycle, assessment: Assessment, advice: str) -> Judged:
    """One piece of advice to a team; 404 where it was not given to it."""
    for judged in judged_advice(cycle, assessment):
        if judged.text.id == advice:
            return judged
    raise Http404


def counts_of(judged: Sequence[Judged]) -> Counts:
    """How many are decided, and how."""
    found = Counter(j.decision for j in judged)
    return Counts(len(judged), found["accepted"], found["changed"], found["declined"])


def history_of(decided: Recommendation | None) -> QuerySet[Entry]:
    """What was decided on a piece of advice over time, latest first."""
    if decided is None:
        return Entry.objects.none()
    about = f"recommendation {decided.public_id}"
    return Entry.objects.filter(about=about).select_related("who")


@dataclass(frozen=True)
class PublicDecision:
    """A decision that anyone may read: the advice as it was frozen, and the reason.

    ``tier``: None where it was given by the team's own figures, which it would tell of.
    """

    what: Words
    role: Words
    tier: str | None
    row: Recommendation
    example: bool


def public_decisions(territory: Territory) -> Sequence[PublicDecision]:
    """The decisions of a territory's teams, latest first, with the reasons."""
    rows = (
        Recommendation.objects.filter(cycle__territory=territory)
        .exclude(decision=Recommendation.Decision.OPEN)
        .select_related("text", "cycle")
        .order_by("-decided", "advice")
    )
    found = []
    for row in rows:
        text = model.Recommendation.model_validate(row.text.body)
        role = library().roles.get(text.role)
        title = role.title if role else Words({"en": text.role})
        found.append(PublicDecision(text.what, title, _public_tier(row), row, row.cycle.example))
    return found


def _public_tier(row: Recommendation) -> str | None:
    """The tier by public figures; a row that does not say what it rests on keeps it to itself."""
    return None if row.given.get("own", True) else row.given["tier"]


def roles() -> Sequence[Actor]:
    """All for whom there is advice."""
    return list(library().roles.values())


def gap_titles(assessment: Assessment, cycle: Cycle, judged: Judged) -> Sequence[Words]:
    """The factors of a piece of advice on which there is a gap here; it may name others as well."""
    held = comparison_of(assessment, cycle.territory)
    gaps = held.body.get("gaps", {}) if held else {}
    return node_titles(assessment, [n for n in judged.given["gaps"] if is_gap(gaps.get(n))])


def node_titles(assessment: Assessment, nodes: Sequence[str]) -> Sequence[Words]:
    """What factors are called in the framework of an assessment."""
    held = {node.id: node.short or node.title for node in framework_of(assessment).walk()}
    return [held[node] for node in nodes if node in held]
