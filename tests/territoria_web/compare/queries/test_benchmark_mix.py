"""Shares of reach are ranges that hold whatever lies in the ranges of the areas."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_mix import ALL, mixes_of
from territoria_web.compare.queries.benchmark_pages import read_benchmark

NOTHING = {"criteria": [], "entrants": [], "assessors": 0, "strong": {}, "obstacles": {}}
areas = st.tuples(st.integers(1, 500), st.integers(0, 500), st.floats(0, 1))


def mix_of(*firms: tuple[int, int] | None, budget: float | None = None):
    held = {
        str(n): {"count": 1, "budget": budget, "budget_unknown": budget is None, "firms": ends}
        for n, ends in enumerate(firms)
    }
    (mix,) = mixes_of(read_benchmark(Benchmark(result={**NOTHING, "mix": {ALL: held}})))
    return mix


@given(st.lists(areas, min_size=1, max_size=5))
def test_the_share_that_is_so_lies_in_the_range(held: list[tuple[int, int, float]]):
    mix = mix_of(*[(low, low + more) for low, more, _at in held])
    so = [low + more * at for low, more, at in held]
    for area, firms in zip(mix.areas, so, strict=True):
        assert area.reach_share is not None
        low, high = area.reach_share
        assert low - 1e-9 <= firms / sum(so) <= high + 1e-9


def test_what_is_unknown_has_no_share_and_nought_of_nought_neither():
    mix = mix_of(None, (5, 8), budget=0.0)
    assert [a.reach_share for a in mix.areas] == [None, (1.0, 1.0)]
    assert [a.budget_share for a in mix.areas] == [None, None]
    assert mix_of(None).budget is None
