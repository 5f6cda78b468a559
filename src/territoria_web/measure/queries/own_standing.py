"""A team's own scores and figures beside the public ones, number by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from territoria.model import Indicator, Words
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment, Figure, Score
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.figures import figures_in
from territoria_web.measure.queries.scores import scores_in_each
from territoria_web.measure.queries.team_releases import (
    cycle_framework,
    figures_in_force,
    own_assessment,
)
from territoria_web.territories.models import Cycle


@dataclass(frozen=True)
class TwoScores:
    """A dimension's score by public figures and by the team's; addresses lead to derivations."""

    title: Words
    public: Score | None
    own: Score | None
    public_address: str
    own_address: str

    @property
    def changes(self) -> bool:
        """Whether the printed numbers differ."""
        return self.own is not None and _printed(self.public) != _printed(self.own)


@dataclass(frozen=True)
class Said:
    """What key actors say of a factor, and its score with that: value, low, high. ``counted``: None
    where no figure tells of it.
    """

    title: Words
    counted: Score | None
    said: tuple[float, float, float]
    together: tuple[float, float, float] | None
    counted_address: str
    said_address: str
    together_address: str


@dataclass(frozen=True)
class TwoFigures:
    """A figure that the team gave, beside the published one of any year."""

    indicator: Indicator
    period: int
    value: float
    published: Figure | None
    own_address: str
    public_address: str


def _printed(score: Score | None) -> tuple[int | None, ...]:
    held = (score.value, score.low, score.high) if score else (None, None, None)
    return tuple(None if v is None else round(v) for v in held)


@dataclass(frozen=True)
class Standing:
    """Scores and figures of a team beside the public ones; ``own``: None before it is made."""

    own: Assessment | None
    scores: Sequence[TwoScores]
    figures: Sequence[TwoFigures]
    answers: Sequence[Said] = ()


def standing_of(cycle: Cycle) -> Standing:
    """Where a team stands by its own figures and by the public ones."""
    public, own = current(cycle.framework), own_assessment(cycle)
    found = scores_in_each([public, own] if own else [public], cycle.territory)
    return Standing(
        own,
        _two_scores(cycle, public, own, found),
        _two_figures(cycle, public, own),
        _answers(cycle, own, found[own.pk]) if own else (),
    )


def _answers(cycle: Cycle, own: Assessment, mine: Mapping[str, Score]) -> Sequence[Said]:
    """The factors that key actors were asked about."""
    key, rows = cycle.territory.key, []
    for factor in cycle_framework(cycle).factors():
        score = mine.get(factor.id)
        if score is None or "said" not in score.answers:
            continue
        together = score.answers.get("together")
        rows.append(
            Said(
                factor.short or factor.title,
                score if score.value is not None else None,
                tuple(score.answers["said"]),
                tuple(together) if together else None,
                own.address("score", key, factor.id),
                own.address("said", key, factor.id),
                own.address("together", key, factor.id),
            )
        )
    return rows


def _two_scores(
    cycle: Cycle,
    public: Assessment,
    own: Assessment | None,
    found: Mapping[int, Mapping[str, Score]],
) -> Sequence[TwoScores]:
    """The dimensions of the team's framework."""
    published, mine = found[public.pk], found[own.pk] if own else {}
    key = cycle.territory.key
    return [
        TwoScores(
            node.short or node.title,
            published.get(node.id),
            mine.get(node.id),
            public.address("score", key, node.id),
            own.address("score", key, node.id) if own else "",
        )
        for node in cycle_framework(cycle).nodes
    ]


def _two_figures(cycle: Cycle, public: Assessment, own: Assessment | None) -> Sequence[TwoFigures]:
    """All figures of the team that are in force, by indicator and year."""
    held = figures_in_force(cycle)
    if not held:
        return []
    published = figures_in(public.release, cycle.territory)
    texts = library().indicators
    return [
        TwoFigures(
            texts[indicator],
            period,
            figure.value,
            published.get(indicator),
            _address(own, cycle, f"{indicator}.{period}"),
            _address(public, cycle, indicator) if indicator in published else "",
        )
        for (indicator, period), figure in sorted(held.items())
        if indicator in texts
    ]


def _address(assessment: Assessment | None, cycle: Cycle, node: str) -> str:
    return assessment.address("observation", cycle.territory.key, node) if assessment else ""
