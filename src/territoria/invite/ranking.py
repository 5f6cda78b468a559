"""Rank applications: scores out of 100, how far they hang on one reviewer, ties as ties.

All sums are exact fractions of the decimals that were given, so that equal is equal and the order of
the reviews changes nothing. The range of a score or a rank comes from leaving out one reviewer of
the panel at a time (the jackknife's panels; here their extremes are printed, not a variance).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from territoria.invite.marks import HIGHEST, Exact, Reviews, exact_marks, exact_weights

APART = 1.5
FEWEST = 2
"""Reviewers of a criterion, before its application counts."""
Standing = Literal["inside", "contested", "outside", "incomplete"]


@dataclass(frozen=True)
class CriterionMean:
    """What the reviewers say on one criterion, 0 to 4; None where nobody has said anything.

    ``spread`` is highest minus lowest; ``apart``: more than the limit, so they talk before it counts.
    ``lowest_by`` and ``highest_by``: who stands at both ends, in alphabetical order.
    """

    criterion: str
    reviews: int
    mean: float | None
    lowest: float | None
    highest: float | None
    spread: float | None
    apart: bool
    lowest_by: tuple[str, ...]
    highest_by: tuple[str, ...]


@dataclass(frozen=True)
class Ranked:
    """One application.

    ``score``, ``low``, ``high``: out of 100. ``rank``: 1 + how many score higher; ``rank_low`` is
    its best place in any panel, ``rank_high`` its worst. ``tied``: who has the same score. An
    incomplete one has no rank, and no score where a criterion has none; it stands in nobody's way.
    """

    application: str
    reviewers: int
    complete: bool
    score: float | None
    low: float | None
    high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    tied: tuple[str, ...]
    standing: Standing
    criteria: tuple[CriterionMean, ...]

    @property
    def disagreements(self) -> tuple[CriterionMean, ...]:
        """Criteria on which the reviewers are too far apart."""
        return tuple(c for c in self.criteria if c.apart)


@dataclass(frozen=True)
class Severity:
    """How a reviewer's marks differ from those of colleagues on the same application and criterion.

    ``difference``: mean in marks (0 to 4), below 0 is stricter; None without a shared mark.
    ``marks``: how many are compared; ``applications``: on how many.
    """

    reviewer: str
    difference: float | None
    marks: int
    applications: int


@dataclass(frozen=True)
class Ranking:
    """All applications: the ranked by score, then the incomplete; names part ties in the list only.

    ``border``: the tied ones that share the last of the ``places`` with others and cannot all be
    taken; empty where the border is clear.
    """

    rows: tuple[Ranked, ...]
    places: int
    border: tuple[str, ...]
    severities: tuple[Severity, ...]

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Applications that lack reviews: until they have them, every rank is provisional."""
        return tuple(row.application for row in self.rows if not row.complete)


def rank_applications(
    reviews: Reviews,
    weights: Mapping[str, float],
    *,
    places: int,
    apart: float = APART,
) -> Ranking:
    """Rank applications by the weighted mean of their criterion means, times 25.

    ``reviews``: application → reviewer → criterion → mark, 0 to 4; a missing mark leaves that
    criterion's mean. ``weights``: criterion → weight, at least 0, in any unit. ``places``: how many
    can be chosen. ``apart``: marks further apart than this are a disagreement.
    An application is complete when at least two reviewers have marked every criterion that has
    weight. *Inside*: its place among the first ``places`` is certain in every panel, ties included;
    *outside*: in none has it a chance; *contested*: the rest.
    MethodError: weights or places that make no sense. DataError: a mark outside 0..4, an unknown
    criterion.
    """
    weight = exact_weights(weights, places, apart)
    marks = exact_marks(reviews, weights)
    complete = {a: _is_complete(given, weight) for a, given in marks.items()}
    panels = _panels(marks, weight, [a for a in marks if complete[a]])
    rows = [_row(a, marks[a], weight, complete[a], panels, places, apart) for a in sorted(marks)]
    rows.sort(key=lambda row: (row.rank is None, row.rank, row.application))
    full = panels[0]
    return Ranking(
        rows=tuple(rows),
        places=places,
        border=tuple(r.application for r in rows if _sure(full, r.application, places) == 0),
        severities=_severities(marks),
    )


# ── scores ────────────────────────────────────────────────────────────────────────────────────


def _is_complete(given: Exact, weight: Mapping[str, Fraction]) -> bool:
    counted = {c: sum(c in marks for marks in given.values()) for c in weight}
    return all(count >= FEWEST for c, count in counted.items() if weight[c])


def _score(
    given: Exact, weight: Mapping[str, Fraction], without: str | None = None
) -> Fraction | None:
    """Out of 100; None where a criterion with weight has no mark. ``without``: a reviewer left out."""
    total = Fraction(0)
    for criterion, share in weight.items():
        found = [m[criterion] for r, m in given.items() if r != without and criterion in m]
        if found:
            total += share * sum(found) / len(found)
        elif share:
            return None
    return total * 100 / HIGHEST


Panel = tuple[dict[str, Fraction], list[Fraction]]
"""The scores of the complete applications, by name and sorted."""


def _panels(
    marks: Mapping[str, Exact], weight: Mapping[str, Fraction], names: Iterable[str]
) -> list[Panel]:
    """The whole panel first, then the panel without each reviewer; only their own rows are new."""
    whole = {a: score for a in names if (score := _score(marks[a], weight)) is not None}
    out = [(whole, sorted(whole.values()))]
    for reviewer in sorted({r for given in marks.values() for r in given}):
        scores = dict(whole)
        for a in whole:
            if reviewer in marks[a]:
                left = _score(marks[a], weight, reviewer)
                scores[a] = whole[a] if left is None else left
        out.append((scores, sorted(scores.values())))
    return out


def _rank(panel: Panel, name: str) -> int:
    scores, ordered = panel
    return 1 + len(ordered) - bisect_right(ordered, scores[name])


def _sure(panel: Panel, name: str, places: int) -> int | None:
    """1: certainly among the first; -1: certainly not; 0: tied at the border; None: not ranked."""
    scores, ordered = panel
    if name not in scores:
        return None
    if len(ordered) - bisect_left(ordered, scores[name]) <= places:
        return 1
    return -1 if _rank(panel, name) > places else 0


# ── rows ──────────────────────────────────────────────────────────────────────────────────────


def _row(
    name: str,
    given: Exact,
    weight: Mapping[str, Fraction],
    complete: bool,
    panels: list[Panel],
    places: int,
    apart: float,
) -> Ranked:
    criteria = tuple(_criterion(c, given, apart) for c in weight)
    if not complete:
        score = _score(given, weight)
        value = None if score is None else float(score)
        nothing = (None, None, None, None, None)
        return Ranked(name, len(given), False, value, *nothing, (), "incomplete", criteria)
    scores = [panel[0][name] for panel in panels]
    ranks = [_rank(panel, name) for panel in panels]
    sure = {_sure(panel, name, places) for panel in panels}
    standing: Standing = "inside" if sure == {1} else "outside" if sure == {-1} else "contested"
    tied = (a for a, score in panels[0][0].items() if a != name and score == scores[0])
    return Ranked(
        application=name,
        reviewers=len(given),
        complete=True,
        score=float(scores[0]),
        low=float(min(scores)),
        high=float(max(scores)),
        rank=ranks[0],
        rank_low=min(ranks),
        rank_high=max(ranks),
        tied=tuple(sorted(tied)),
        standing=standing,
        criteria=criteria,
    )


def _criterion(criterion: str, given: Exact, apart: float) -> CriterionMean:
    found = {r: marks[criterion] for r, marks in sorted(given.items()) if criterion in marks}
    if not found:
        return CriterionMean(criterion, 0, None, None, None, None, False, (), ())
    low, high = min(found.values()), max(found.values())
    return CriterionMean(
        criterion=criterion,
        reviews=len(found),
        mean=float(sum(found.values(), Fraction(0)) / len(found)),
        lowest=float(low),
        highest=float(high),
        spread=float(high - low),
        apart=high - low > Fraction(str(apart)),
        lowest_by=tuple(r for r, mark in found.items() if mark == low),
        highest_by=tuple(r for r, mark in found.items() if mark == high),
    )


def _severities(marks: Mapping[str, Exact]) -> tuple[Severity, ...]:
    """Each reviewer's mean difference to the colleagues' mean, over all shared marks."""
    differences: dict[str, list[tuple[str, Fraction]]] = {}
    for application, given in marks.items():
        for reviewer, own in given.items():
            kept = differences.setdefault(reviewer, [])
            for criterion, mark in own.items():
                others = [
                    m[criterion] for r, m in given.items() if r != reviewer and criterion in m
                ]
                if others:
                    kept.append((application, mark - sum(others, Fraction(0)) / len(others)))
    return tuple(
        Severity(
            reviewer=reviewer,
            difference=float(sum(d for _, d in kept) / len(kept)) if kept else None,
            marks=len(kept),
            applications=len({application for application, _ in kept}),
        )
        for reviewer, kept in sorted(differences.items())
    )
