"""All draws at once say what the rules say one draw after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import synthetic_advice as small
from synthetic_advice import gap, recommendation, unknown
from territoria.compare.gaps import Gap
from territoria.model import Recommendation
from territoria.recommend.robustness import Contest, contest_in_draws

THOROUGH = settings(deadline=None, derandomize=True, max_examples=200)
DRAWS = small.DRAWS


def contest(
    texts: Sequence[Recommendation],
    opens: Mapping[int, Sequence[int]] | None = None,
    *,
    tiers: Sequence[Sequence[Sequence[int]]] | None = None,
    top: int = 2,
    per_dimension: int | None = None,
) -> Contest:
    """Tier A with a gap, B for opening the way, D else, unless ``tiers`` says so."""
    first = [text.factors[0][0] for text in texts]
    return Contest(
        texts=texts,
        tiers=np.array(tiers or [[[3, 1], [0, 0]]] * len(texts)).reshape(-1, 2, 2).astype(int),
        waiting=opens or {},
        dimensions=np.unique(first, return_inverse=True)[1],
        top=top,
        per_dimension=per_dimension,
    )


# ── the rules, one draw after the other ───────────────────────────────────────────────────────


def drawn(gaps: Mapping[str, Gap], factor: str, draw: int) -> float | None:
    found = gaps.get(factor)
    if found is None or found.chance is None:
        return None
    size = float(found.draws[draw % len(found.draws)])
    return size if np.isfinite(size) else None


def one_draw(held: Contest, gaps: Mapping[str, Gap], draw: int) -> tuple[list[int], list[bool]]:
    """Tiers and first of one draw, told as plainly as the rules are."""
    count = range(len(held.texts))
    sizes = [[drawn(gaps, f, draw) for f in text.factors] for text in held.texts]
    known = [[s for s in some if s is not None] for some in sizes]
    present = [[s for s in some if s > 0] for some in known]
    wanted = {n for n in count if present[n] or not known[n]}
    opening: dict[int, list[int]] = {}
    for _ in count:  # as often as a chain can be long
        for n, behind in held.waiting.items():
            live = [o for o in behind if o in wanted or o in opening]
            if live:
                opening[n] = live

    def need(n: int) -> float:
        own = sum(present[n]) * held.texts[n].share_of_people
        return max([own, *(need(o) for o in opening.get(n, []))])

    competing = [n for n in count if n in wanted or n in opening]
    tier = {n: int(held.tiers[n, int(bool(present[n])), int(n in opening)]) for n in competing}
    first: list[int] = []
    for n in sorted(competing, key=lambda n: (tier[n], -round(need(n), 9), n)):
        same = [o for o in first if held.dimensions[o] == held.dimensions[n]]
        full = held.per_dimension is not None and len(same) >= held.per_dimension
        if len(first) < held.top and not full:
            first.append(n)
    return [tier.get(n, -1) for n in count], [n in first for n in count]


@st.composite
def contests(draw: st.DrawFn) -> Contest:
    texts = draw(small.texts())
    numbers = st.integers(0, 3)
    tiers = [[[draw(numbers) for _ in "ab"] for _ in "ab"] for _ in texts]
    opens = {}
    for n in range(len(texts)):  # each opens the way for rows before it only
        behind = draw(st.sets(st.integers(0, n - 1), max_size=2)) if n else set()
        if behind:
            opens[n] = sorted(behind)
    limit = draw(st.sampled_from([None, 1, 2]))
    return contest(texts, opens, tiers=tiers, top=draw(st.integers(1, 5)), per_dimension=limit)


@given(contests(), small.gaps())
@THOROUGH
def test_all_draws_at_once_are_the_rules_draw_by_draw(held: Contest, gaps: dict[str, Gap]) -> None:
    tiers, first = contest_in_draws(held, gaps, DRAWS)
    plain = [one_draw(held, gaps, draw) for draw in range(DRAWS)]
    assert tiers.T.tolist() == [tier for tier, _ in plain]
    assert first.T.tolist() == [chosen for _, chosen in plain]


# ── by hand ───────────────────────────────────────────────────────────────────────────────────


def test_a_text_competes_in_the_draws_that_have_its_gap() -> None:
    tiers, first = contest_in_draws(contest([recommendation()]), {"A1": gap(chance=0.6)}, DRAWS)
    assert tiers.tolist() == [[0] * 12 + [-1] * 8]
    assert first.tolist() == [[True] * 12 + [False] * 8]


@pytest.mark.parametrize("gaps", [{}, {"A1": unknown()}])
def test_what_is_unknown_competes_in_every_draw(gaps: dict[str, Gap]) -> None:
    tiers, _ = contest_in_draws(contest([recommendation()]), gaps, DRAWS)
    assert tiers.tolist() == [[3] * DRAWS]


def test_who_opens_the_way_answers_the_need_behind_it_and_competes_only_then() -> None:
    """The second has no gap and opens the way for the first; the third needs less than that."""
    texts = [
        recommendation("a", factors=["A1"]),
        recommendation("b", factors=["B1"]),
        recommendation("c", factors=["C1"]),
    ]
    gaps = {"A1": gap("A1", 2.0, 0.5), "B1": gap("B1", 1.0, 0.0), "C1": gap("C1", 1.0)}
    held = contest(texts, {1: [0]}, tiers=[[[3, 1], [1, 1]]] * 3)
    tiers, first = contest_in_draws(held, gaps, DRAWS)
    half = DRAWS // 2
    assert tiers.tolist() == [[1] * half + [-1] * half, [1] * half + [-1] * half, [1] * DRAWS]
    assert first[1].tolist() == [True] * half + [False] * half
    assert first[2].tolist() == [False] * half + [True] * half


def test_more_draws_than_the_gaps_have_begin_again() -> None:
    tiers, _ = contest_in_draws(contest([recommendation()]), {"A1": gap(chance=0.5)}, 2 * DRAWS)
    assert tiers[0, :DRAWS].tolist() == tiers[0, DRAWS:].tolist()


def test_where_nobody_competes_there_is_nothing_to_say() -> None:
    assert [found.shape for found in contest_in_draws(contest([]), {}, DRAWS)] == [(0, DRAWS)] * 2
