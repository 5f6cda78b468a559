"""Rank: tiers by rule, order inside a tier by need, evidence and effort; nothing else.

A act now · B prepare · C test small · D measure first. Arithmetic only sorts inside a tier, and no
composite leaves this module: only tier, order, reasons and robustness do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from territoria.compare.gaps import Gap
from territoria.measure.frame import Booleans, Integers
from territoria.model import Grade, Recommendation, Span
from territoria.recommend.match import (
    Condition,
    Facts,
    conditions_of,
    exclusion,
    order_by_prerequisite,
)
from territoria.recommend.robustness import NEED_DIGITS, Contest, contest_in_draws
from territoria.speech import gettext_noop

Tier = Literal["A", "B", "C", "D"]

TIERS: tuple[Tier, ...] = ("A", "B", "C", "D")
SMALL_EFFORT = 3.0  # person-months: cheap enough to try, or to regret
TOP = 5
PER_DIMENSION = 2
DRAWS = 500
GRADES = {"E0": 0, "E1": 1, "E2": 2, "E3": 3, "E4": 4, "E5": 5}


@dataclass(frozen=True)
class Advice:
    """One recommendation judged for one territory.

    ``why_tier`` says which rule decided; ``shown`` whether it is among the first five; ``place``
    its position there. ``robust``: share of draws in which it stays in its tier and among the
    first five (for the others: in its tier). ``opens``: advice that waits for this one.
    """

    text: Recommendation
    tier: Tier
    why_tier: str
    conditions: tuple[Condition, ...]
    gaps: tuple[Gap, ...]
    need: float
    shown: bool
    place: int | None
    stays_in_tier: float
    stays_on_top: float
    robust: float
    opens: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """Prerequisites that are not met or not known."""
        return tuple(c for c in self.conditions if c.state != "met")


@dataclass(frozen=True)
class Rejected:
    """Advice that is not given, and why not."""

    text: Recommendation
    why: Literal["excluded", "no gap", "cannot tell", "not in the first five"]
    detail: str
    tier: Tier | None = None


@dataclass(frozen=True)
class Advised:
    """All advice of one territory: in order, and what was left out with its reason."""

    advice: tuple[Advice, ...]
    rejected: tuple[Rejected, ...]
    draws: int

    @property
    def first(self) -> tuple[Advice, ...]:
        """The first five, in order."""
        return tuple(sorted((a for a in self.advice if a.shown), key=lambda a: a.place or 0))

    def of(self, text_id: str) -> Advice:
        """The advice of that id; KeyError where it is not given."""
        for advice in self.advice:
            if advice.text.id == text_id:
                return advice
        raise KeyError(text_id)


def advise(
    texts: Sequence[Recommendation],
    gaps: Mapping[str, Gap],
    facts: Facts,
    dimension_of: Mapping[str, str],
    *,
    capacity: float,
    grades: Mapping[str, Grade] | None = None,
    per_dimension: int | None = PER_DIMENSION,
    draws: int = DRAWS,
) -> Advised:
    """Judge every text for one territory.

    ``gaps``: by factor; a factor without a gap entry, or whose gap has no value, is unknown.
    ``grades``: evidence grade by text for this territory (``fit``); the text's own where absent.
    ``capacity``: person-months per half-year. ``per_dimension``: how many of the first five may
    address the same dimension first; None lifts the rule.
    """
    by_id = {t.id: _graded(t, grades or {}) for t in sorted(texts, key=lambda t: t.id)}
    by_prerequisite = order_by_prerequisite(by_id)  # a circle is refused here
    refusals = {i: _refusal(t, gaps, facts) for i, t in by_id.items()}
    wanted = [t for i, t in by_id.items() if refusals[i] is None]
    opens = _openers(wanted, by_id, refusals, facts)
    candidates = [t for i, t in by_id.items() if refusals[i] is None or i in opens]
    rejected = [r for i, r in refusals.items() if r is not None and i not in opens]
    conditions = {i: conditions_of(t, facts) for i, t in by_id.items()}
    nominal = {
        t.id: _judge(t, _firm(t, gaps), conditions[t.id], capacity, opens=t.id in opens)
        for t in candidates
    }
    needs = _needs({t.id: need_of(t, gaps) for t in candidates}, opens)
    order = _order(candidates, {i: tier for i, (tier, _) in nominal.items()}, needs)
    top = _top(order, dimension_of, per_dimension)
    # one that has no gap here may have one in a draw, and compete
    pool = [by_id[i] for i in by_prerequisite if not _excluded(refusals[i])]
    opens_in_draws = _openers(pool, by_id, refusals, facts)
    contest = _contest(pool, conditions, opens_in_draws, dimension_of, capacity, per_dimension)
    stays, tops = _shares(contest, nominal, *contest_in_draws(contest, gaps, draws))
    advice = [
        Advice(
            text=t,
            tier=nominal[t.id][0],
            why_tier=nominal[t.id][1],
            conditions=conditions[t.id],
            gaps=tuple(gaps[f] for f in t.factors if f in gaps),
            need=needs[t.id],
            shown=t.id in top,
            place=top.index(t.id) + 1 if t.id in top else None,
            stays_in_tier=stays[t.id],
            stays_on_top=tops[t.id],
            robust=tops[t.id] if t.id in top else stays[t.id],
            opens=opens.get(t.id, ()),
            tied=_ties(t, candidates, nominal, needs),
        )
        for t in order
    ]
    rejected.extend(
        Rejected(a.text, "not in the first five", a.why_tier, a.tier) for a in advice if not a.shown
    )
    return Advised(tuple(advice), tuple(rejected), draws)


def _graded(text: Recommendation, grades: Mapping[str, Grade]) -> Recommendation:
    """The text with the grade that its evidence has here."""
    grade = grades.get(text.id, text.evidence.grade)
    return text.model_copy(update={"evidence": text.evidence.model_copy(update={"grade": grade})})


def need_of(text: Recommendation, gaps: Mapping[str, Gap]) -> float:
    """Need × breadth: the sum of the firm gaps it addresses, times the share of people affected."""
    sizes = [
        max(g.size, 0.0)
        for f in text.factors
        if (g := gaps.get(f)) and g.firm and g.size is not None
    ]
    return sum(sizes) * text.share_of_people


def effort_of(text: Recommendation) -> Span | None:
    """Person-months, or None where unknown."""
    return text.effort.person_months


def low_regret(text: Recommendation) -> bool:
    """Reversible, small, and nobody named who may lose."""
    return text.effort.reversible and _small(text) and text.losers is None


def _small(text: Recommendation) -> bool:
    effort = effort_of(text)
    return effort is not None and effort.high <= SMALL_EFFORT


def _firm(text: Recommendation, gaps: Mapping[str, Gap]) -> bool:
    return any((g := gaps.get(f)) is not None and g.firm for f in text.factors)


def _refusal(text: Recommendation, gaps: Mapping[str, Gap], facts: Facts) -> Rejected | None:
    rule = exclusion(text, facts)
    if rule is not None:
        return Rejected(text, "excluded", rule.indicator)
    known = [g for f in text.factors if (g := gaps.get(f)) is not None and g.chance is not None]
    unknown = len(known) < len(text.factors)
    if any(g.firm for g in known) or (unknown and not known):
        return None
    if any(g.kind() == "cannot-tell" for g in known):
        return Rejected(text, "cannot tell", ", ".join(g.node for g in known))
    return Rejected(text, "no gap", ", ".join(g.node for g in known))


def _excluded(refusal: Rejected | None) -> bool:
    return refusal is not None and refusal.why == "excluded"


def _openers(
    wanted: Sequence[Recommendation],
    by_id: Mapping[str, Recommendation],
    refusals: Mapping[str, Rejected | None],
    facts: Facts,
) -> dict[str, tuple[str, ...]]:
    """Advice that must come first for wanted advice → what it opens the way for.

    An unmet prerequisite becomes a candidate itself, unless a rule excludes it here.
    """
    opens: dict[str, list[str]] = {}
    queue = list(wanted)
    while queue:
        text = queue.pop(0)
        for p in text.prerequisites:
            first = p.recommendation
            if first is None or first in facts.done or first not in by_id:
                continue
            refusal = refusals[first]
            if _excluded(refusal):
                continue
            if first not in opens and refusal is not None:
                queue.append(by_id[first])
            opens.setdefault(first, []).append(text.id)
    return {i: tuple(sorted(set(waiting))) for i, waiting in opens.items()}


def _needs(needs: Mapping[str, float], opens: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """The need an advice answers: its own, or the greatest of those it opens the way for."""

    def deep(text_id: str) -> float:
        return max([needs[text_id], *(deep(i) for i in opens.get(text_id, ()) if i in needs)])

    return {i: deep(i) for i in needs}


def _judge(
    text: Recommendation,
    firm: bool,
    conditions: Sequence[Condition],
    capacity: float,
    *,
    opens: bool,
) -> tuple[Tier, str]:
    """The tier and the rule that decided it."""
    if not firm and opens:
        return "B", gettext_noop("it opens the way for other advice")
    if not firm:
        return "D", gettext_noop("its factors have no figure or no peers yet")
    if any(c.state != "met" for c in conditions):
        return "B", gettext_noop("a prerequisite is not met or not known")
    effort = effort_of(text)
    affordable = effort is not None and effort.high <= capacity
    if affordable and (GRADES[text.evidence.grade] >= 2 or low_regret(text)):
        return "A", gettext_noop("gap firm, nothing in the way, and it pays or can be undone")
    if not affordable:
        return "B", gettext_noop("its effort is unknown or above the capacity of a half-year")
    if opens:
        return "B", gettext_noop("it opens the way for other advice")
    if text.effort.reversible:
        return "C", gettext_noop("gap firm, but the effect is not shown yet: try it small")
    return "B", gettext_noop("hard to undo, and the effect is not shown yet")


def _sort_key(text: Recommendation, tier: str, need: float) -> tuple[str, float, int, float, str]:
    effort = effort_of(text)
    return (
        tier,
        -round(need, NEED_DIGITS),
        -GRADES[text.evidence.grade],
        effort.high if effort else float("inf"),
        text.id,
    )


def _order(
    texts: Sequence[Recommendation], tiers: Mapping[str, Tier], needs: Mapping[str, float]
) -> list[Recommendation]:
    return sorted(texts, key=lambda t: _sort_key(t, tiers[t.id], needs[t.id]))


def _top(
    order: Sequence[Recommendation], dimension_of: Mapping[str, str], per_dimension: int | None
) -> list[str]:
    """The first five, at most so many whose first factor lies in the same dimension."""
    chosen: list[str] = []
    held: dict[str, int] = {}
    for text in order:
        dimension = dimension_of.get(text.factors[0], text.factors[0])
        if per_dimension is not None and held.get(dimension, 0) >= per_dimension:
            continue
        chosen.append(text.id)
        held[dimension] = held.get(dimension, 0) + 1
        if len(chosen) == TOP:
            break
    return chosen


def _contest(
    pool: Sequence[Recommendation],
    conditions: Mapping[str, Sequence[Condition]],
    opens: Mapping[str, Sequence[str]],
    dimension_of: Mapping[str, str],
    capacity: float,
    per_dimension: int | None,
) -> Contest:
    """What the rules say of every text before a gap is drawn. In ``pool`` what must come first
    stands first.
    """
    texts = sorted(pool, key=lambda t: _sort_key(t, "", 0.0))
    row = {t.id: n for n, t in enumerate(texts)}

    def tier(text: Recommendation, gap: bool, way: bool) -> int:
        return TIERS.index(_judge(text, gap, conditions[text.id], capacity, opens=way)[0])

    cases = product(texts, (False, True), (False, True))
    first = [dimension_of.get(t.factors[0], t.factors[0]) for t in texts]
    return Contest(
        texts=texts,
        tiers=np.array([tier(*case) for case in cases], dtype=np.intp).reshape(len(texts), 2, 2),
        waiting={row[t.id]: [row[i] for i in opens[t.id]] for t in reversed(pool) if t.id in opens},
        dimensions=np.unique(first, return_inverse=True)[1],
        top=TOP,
        per_dimension=per_dimension,
    )


def _shares(
    contest: Contest,
    nominal: Mapping[str, tuple[Tier, str]],
    tiers: Integers,
    first: Booleans,
) -> tuple[dict[str, float], dict[str, float]]:
    """Per advice: share of draws in its tier, and share in its tier and among the first five."""
    stays, tops = {}, {}
    for row, text in enumerate(contest.texts):
        if text.id in nominal:
            same = tiers[row] == TIERS.index(nominal[text.id][0])
            stays[text.id] = float(same.mean())
            tops[text.id] = float((same & first[row]).mean())
    return stays, tops


def _ties(
    text: Recommendation,
    others: Sequence[Recommendation],
    nominal: Mapping[str, tuple[Tier, str]],
    needs: Mapping[str, float],
) -> tuple[str, ...]:
    """Advice that only its id sorts differently."""
    mine = _sort_key(text, nominal[text.id][0], needs[text.id])[:-1]
    return tuple(
        o.id
        for o in others
        if o.id != text.id and _sort_key(o, nominal[o.id][0], needs[o.id])[:-1] == mine
    )
