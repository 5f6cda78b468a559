"""Small recommendations, gaps and peers, so that advice can be worked out by hand.

A factor is named like ``A1``; its dimension is its first letter. A gap of chance 0.6 is above 0 in
the first twelve of its twenty draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations
from typing import Any

import numpy as np
from hypothesis import strategies as st

from territoria.compare.gaps import Gap, unknown_gap
from territoria.model import Practice, Prerequisite, Recommendation, Territory, Threshold
from territoria.recommend.match import Facts
from territoria.recommend.rank import Advised, advise

DRAWS = 20
FACTORS = ("A1", "A2", "B1", "C1")
IDS = "abcdef"
INDICATORS = ("i", "j")


def english(text: str) -> dict[str, str]:
    return {"en": text}


@cache
def waits_for(text_id: str) -> Prerequisite:
    """Another advice must be carried out first."""
    return Prerequisite.model_validate(
        {
            "id": f"after-{text_id}",
            "text": english(f"{text_id} is done."),
            "recommendation": text_id,
        }
    )


def figure(indicator: str, **bound: float) -> Prerequisite:
    """A figure must be ``at_least`` or ``at_most`` so much."""
    return Prerequisite.model_validate(
        {
            "id": f"enough-{indicator}",
            "text": english(f"{indicator} is good enough."),
            "data": {"indicator": indicator, **bound},
        }
    )


def question() -> Prerequisite:
    """Somebody must be asked."""
    return Prerequisite.model_validate(
        {"id": "asked", "text": english("It is allowed."), "ask": english("Is it allowed?")}
    )


def recommendation(
    text_id: str = "a",
    *,
    factors: Sequence[str] = ("A1",),
    share: float = 0.5,
    grade: str = "E2",
    months: tuple[float, float] | None = (1, 2),
    first_effect: tuple[float, float] | None = (3, 6),
    reversible: bool = True,
    losers: str | None = None,
    needs: Sequence[Prerequisite] = (),
    excluded: Sequence[Threshold] = (),
    practices: Sequence[str] = (),
) -> Recommendation:
    """A recommendation; ``months`` are person-months, ``first_effect`` months of waiting."""

    def span(pair: tuple[float, float] | None) -> dict[str, float] | None:
        return None if pair is None else {"low": pair[0], "high": pair[1]}

    words: dict[str, Any] = {
        name: english("So.")
        for name in ("what", "share_basis", "mandate", "not_advisable_if", "first_step")
    }
    return Recommendation.model_validate(
        words
        | {
            "id": text_id,
            "heading": "MAY-1",
            "role": "MAY",
            "factors": tuple(factors),
            "share_of_people": share,
            "practices": tuple(practices),
            "evidence": {
                "grade": grade,
                "reason": english("Seen."),
                "effect": english("Some."),
                "unknown": english("Much."),
            },
            "effort": {
                "person_months": span(months),
                "cost_eur": None,
                "first_effect_months": span(first_effect),
                "basis": english("Guessed."),
                "reversible": reversible,
            },
            "prerequisites": tuple(needs),
            "losers": None if losers is None else english(losers),
            "excluded_when": tuple(excluded),
            "know_by": [{"local": english("Counts"), "chain": "outcome", "review_months": 6}],
            "would_change": [english("Much.")],
            "alternatives": [{"what": english("Wait"), "why_not": english("No.")}],
        }
    )


def gap(node: str = "A1", size: float = 1.0, chance: float = 1.0) -> Gap:
    """A gap that is there in so many of the draws, with that size; elsewhere it is −1."""
    present = np.arange(DRAWS) < round(chance * DRAWS)
    draws = np.where(present, max(size, 0.01), -1.0)
    return Gap(
        node=node, value=50.0, peer_median=50.0, peer_low=40.0, peer_high=60.0,
        target=50.0 + size * 20, size=size, low=float(draws.min()), high=float(draws.max()),
        chance=chance, better=0.5, raw=False, peers_known=8, draws=draws,
    )  # fmt: skip


def unknown(node: str = "A1") -> Gap:
    """The gap of a factor without a figure."""
    return unknown_gap(node, DRAWS)


def judge(
    texts: Iterable[Recommendation],
    gaps: Iterable[Gap],
    values: Mapping[str, float] | None = None,
    *,
    done: Iterable[str] = (),
    capacity: float = 12.0,
    draws: int = DRAWS,
    **more: Any,
) -> Advised:
    """The advice for a territory with these gaps and figures."""
    listed = list(texts)
    return advise(
        listed,
        {g.node: g for g in gaps},
        Facts(values or {}, frozenset(done)),
        {f: f[0] for t in listed for f in t.factors},
        capacity=capacity,
        draws=draws,
        **more,
    )


def practice(practice_id: str, *territories: str) -> Practice:
    """A practice of these territories."""
    return Practice.model_validate(
        {
            "id": practice_id,
            "title": english("What was done"),
            "place": {"en": "Somewhere"},
            "country": "XX",
            "territories": territories,
            "population_class": "R",
            "years": "2020",
            "central": ["A1"],
            "roles": ["MAY"],
            "lesson": english("Do it."),
            "claims": [
                {
                    "id": "effect",
                    "outcome": english("More"),
                    "claim": english("It grew."),
                    "grade": "E1",
                    "reason": english("Told."),
                }
            ],
            "references": [{"number": 1, "title": "It", "dated": "undated", "url": "https://x.eu"}],
        }
    )


def territory(code: str, country: str = "XX") -> Territory:
    return Territory(code, "2021", f"Place {code}", 2, country, country)


# ── whole libraries, drawn ────────────────────────────────────────────────────────────────────

EFFORTS = (None, (0.5, 1.0), (2.0, 4.0), (6.0, 12.0))
KINDS = [
    recommendation(
        grade=grade, months=months, first_effect=effect, reversible=reversible, losers=losers
    )
    for grade in ("E0", "E1", "E2", "E3")
    for months in EFFORTS
    for effect in (None, (3.0, 6.0), (6.0, 24.0))
    for reversible in (True, False)
    for losers in (None, "Someone.")
]
# Strategies are made once: hypothesis reads every element of what it samples from.
LIBRARY_SIZE = st.integers(1, len(IDS))
KIND = st.integers(0, len(KINDS) - 1)
FIRSTS = [st.just(set()), *(st.sets(st.sampled_from(IDS[:n]), max_size=2) for n in range(1, 7))]
OTHER_NEEDS = ((), (), (question(),), (figure("i", at_least=5.0),), (figure("j", at_most=5.0),))
OTHER = st.integers(0, len(OTHER_NEEDS) - 1)
PAIR = st.sampled_from([*((f,) for f in FACTORS), *permutations(FACTORS, 2)])
SHARE = st.sampled_from([0.1, 0.5, 1.0])
EXCLUDED = st.sampled_from([False, False, False, True])
NEVER = Threshold(indicator="i", at_least=9.0)


@st.composite
def texts(draw: st.DrawFn) -> list[Recommendation]:
    """Up to six recommendations whose prerequisites run in no circle."""
    found: list[Recommendation] = []
    for n, text_id in enumerate(IDS[: draw(LIBRARY_SIZE)]):
        needs = (*map(waits_for, sorted(draw(FIRSTS[n]))), *OTHER_NEEDS[draw(OTHER)])
        changes = {
            "id": text_id,
            "factors": draw(PAIR),
            "share_of_people": draw(SHARE),
            "prerequisites": needs,
            "excluded_when": (NEVER,) if draw(EXCLUDED) else (),
        }
        found.append(KINDS[draw(KIND)].model_copy(update=changes))
    return found


SIZES = (-0.5, 0.0, 0.25, 1.0, 1.5, 3.0)
CHANCES = (0.0, 0.3, 0.4, 0.5, 0.59, 0.6, 0.8, 1.0)
KNOWN_GAP = st.tuples(st.sampled_from(SIZES), st.sampled_from(CHANCES))
SOME_GAP = KNOWN_GAP | KNOWN_GAP | st.sampled_from(["unknown", "absent"])


@st.composite
def gaps(draw: st.DrawFn) -> dict[str, Gap]:
    """For every factor a gap, a gap without a figure, or nothing at all."""
    drawn = {factor: draw(SOME_GAP) for factor in FACTORS}
    return {
        factor: unknown(factor) if some == "unknown" else gap(factor, *some)
        for factor, some in drawn.items()
        if some != "absent"
    }


values = st.dictionaries(st.sampled_from(INDICATORS), st.sampled_from([0.0, 5.0, 10.0]))
