"""Rank: tiers by rule, order inside a tier by need, evidence and effort; nothing else.

A act now · B prepare · C test small · D measure first. Arithmetic only sorts inside a tier, and no
composite leaves this module: only tier, order, reasons and robustness do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

import numpy as np

from territoria.compare.gaps import Gap
from territoria.measure.frame import Floats
from territoria.model import Grade, Recommendation, Span
from territoria.recommend.match import (
    Condition,
    Facts,
    conditions_of,
    exclusion,
    order_by_prerequisite,
)
from territoria.speech import gettext_noop

Tier = Literal["A", "B", "C", "D"]

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
    order_by_prerequisite(by_id)  # a circle is refused here
    refusals = {i: _refusal(t, gaps, facts) for i, t in by_id.items()}
    wanted = [t for i, t in by_id.items() if refusals[i] is None]
    opens = _openers(wanted, by_id, refusals, facts)
    candidates = [t for i, t in by_id.items() if refusals[i] is None or i in opens]
    rejected = [r for i, r in refusals.items() if r is not None and i not in opens]
    conditions = {t.id: conditions_of(t, facts) for t in candidates}
    nominal = {
        t.id: _judge(t, _firm(t, gaps), conditions[t.id], capacity, opens.get(t.id, ()))
        for t in candidates
    }
    needs = _needs({t.id: need_of(t, gaps) for t in candidates}, opens)
    order = _order(candidates, {i: tier for i, (tier, _) in nominal.items()}, needs)
    top = _top(order, dimension_of, per_dimension)
    pool = [t for i, t in by_id.items() if (r := refusals[i]) is None or r.why != "excluded"]
    stays, tops = _robustness(
        pool,
        gaps,
        {t.id: conditions_of(t, facts) for t in pool},
        nominal,
        _openers(pool, by_id, refusals, facts),
        dimension_of,
        capacity,
        per_dimension,
        draws,
    )
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
            if refusal is not None and refusal.why == "excluded":
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
    opens: Sequence[str] = (),
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
        -round(need, 9),
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


def _robustness(
    texts: Sequence[Recommendation],
    gaps: Mapping[str, Gap],
    conditions: Mapping[str, Sequence[Condition]],
    nominal: Mapping[str, tuple[Tier, str]],
    opens: Mapping[str, Sequence[str]],
    dimension_of: Mapping[str, str],
    capacity: float,
    per_dimension: int | None,
    draws: int,
) -> tuple[dict[str, float], dict[str, float]]:
    """Per advice: share of draws in its tier, and share in its tier and among the first five.

    In one draw a gap is there or it is not; the draws of all gaps belong together. ``texts`` are
    all that no rule excludes: one that has no gap here may have one in a draw, and compete.
    """
    stays = dict.fromkeys(nominal, 0)
    tops = dict.fromkeys(nominal, 0)
    for draw in range(draws):
        tiers: dict[str, Tier] = {}
        needs: dict[str, float] = {}
        gap_there: dict[str, bool] = {}
        wanted: set[str] = set()
        for text in texts:
            sizes = [_drawn(gaps.get(f), draw) for f in text.factors]
            known = [s for s in sizes if s is not None]
            present = [s for s in known if s > 0]
            gap_there[text.id] = bool(present)
            needs[text.id] = sum(present) * text.share_of_people
            if present or not known:
                wanted.add(text.id)
        opening = _still_opening(wanted, opens)
        admitted = [t for t in texts if t.id in wanted or t.id in opening]
        for text in admitted:
            tiers[text.id] = _judge(
                text, gap_there[text.id], conditions[text.id], capacity, opening.get(text.id, ())
            )[0]
        order = _order(admitted, tiers, _needs(needs, opening))
        first = _top(order, dimension_of, per_dimension)
        for text in admitted:
            if text.id in nominal and tiers[text.id] == nominal[text.id][0]:
                stays[text.id] += 1
                tops[text.id] += text.id in first
    return (
        {i: n / draws for i, n in stays.items()},
        {i: n / draws for i, n in tops.items()},
    )


def _still_opening(
    wanted: Set[str], opens: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """What opens the way for something that is wanted in this draw, directly or in a chain."""
    found: dict[str, tuple[str, ...]] = {}
    grew = True
    while grew:
        grew = False
        for first, waiting in opens.items():
            live = tuple(i for i in waiting if i in wanted or i in found)
            if live and found.get(first) != live:
                found[first] = live
                grew = True
    return found


def _drawn(gap: Gap | None, draw: int) -> float | None:
    if gap is None or gap.chance is None:
        return None
    draws: Floats = gap.draws
    value = float(draws[draw % len(draws)])
    return value if np.isfinite(value) else None


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
