"""How cost grows: doublings of territories, indicators and replications, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from benchmarks.cases import case, variations
from benchmarks.table import Doubling, least
from territoria.measure.score import score
from territoria.measure.uncertainty import replicate

OVERALL = ("overall",)


def test_a_pass_over_more_and_more_territories(tell):
    def job(count: int) -> Callable[[], object]:
        held = case(count, 60)
        return lambda: score(*held)

    climb(tell, "pass, territories (× 60)", (12_500, 25_000, 50_000, 100_000), job)


def test_a_pass_over_more_and_more_indicators(tell):
    def job(count: int) -> Callable[[], object]:
        held = case(20_000, count)
        return lambda: score(*held)

    climb(tell, "pass, indicators (20,000 ×)", (15, 30, 60, 120), job)


def test_more_and_more_replications(tell):
    nominal = score(*case(300, 50))

    def job(count: int) -> Callable[[], object]:
        spec = variations(runs=count)
        return lambda: replicate(nominal, None, spec, nodes=OVERALL)

    climb(tell, "uncertainty, replications (300 × 50)", (1_000, 2_000, 4_000, 8_000), job)


def test_replications_of_more_and_more_territories(tell):
    def job(count: int) -> Callable[[], object]:
        nominal, spec = score(*case(count, 50)), variations()
        return lambda: replicate(nominal, None, spec, nodes=OVERALL)

    climb(tell, "uncertainty, territories (1,000 runs)", (1_000, 2_000, 4_000, 8_000), job)


def test_the_first_replications_do_not_depend_on_how_many_follow():
    nominal = score(*case(300, 50))
    few, many = (
        replicate(nominal, None, variations(runs=runs), nodes=OVERALL) for runs in (250, 1_000)
    )
    np.testing.assert_array_equal(few.scores, many.scores[:250])


def climb(
    tell: Callable[[Doubling], None],
    what: str,
    counts: Iterable[int],
    job: Callable[[int], Callable[[], object]],
) -> None:
    """Times a job at each count and tells the ratio to the one before."""
    before = None
    for count in counts:
        seconds = least(job(count), 3)
        tell(Doubling(what, count, seconds, before))
        before = seconds
