"""The bundled regions: one pass and a thousand replications, against plain loops.

Collected by ``make bench`` only. Times are printed and never asserted; equality of the numbers is.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from benchmarks import plain
from benchmarks.table import Row, least, once, peak_of
from territoria.content import load_framework
from territoria.measure.assessment import Assessment, assess
from territoria.measure.score import Scores, score
from territoria.measure.uncertainty import STEPS, Replications, replicate
from territoria.observations import Cut, bundled

RUNS = 1000
RANKED = ("overall", "A1", "A2", "A3", "A4")


@pytest.fixture(scope="module")
def europe() -> Assessment:
    return assess(load_framework("blueprint"), bundled("europe-nuts2021"))


def test_one_pass_over_242_regions(benchmark, europe, tell):
    scores = benchmark(score, europe.tree, europe.cut)
    found, loop = once(lambda: plain.one_pass(europe.tree, europe.cut.values, plain.fixed_bounds))
    assert_allclose(np.where(np.isnan(scores.scores), np.nan, found), scores.scores, rtol=1e-9)
    seconds = least(lambda: score(europe.tree, europe.cut), 20)
    tell(Row("blueprint, 242 regions, one pass", seconds, loop=loop))


def test_a_thousand_replications_of_242_regions_with_all_ranges(benchmark, europe, tell):
    scores, errors = europe.scores, europe.errors
    replications = benchmark.pedantic(
        ranges, args=(scores, errors), rounds=5, iterations=1, warmup_rounds=1
    )
    assert replications.scores.shape == (RUNS, len(europe.tree.nodes), 242)
    runs = 20
    again, loop = once(lambda: one_by_one(europe, replications, runs))
    assert again.shape == replications.scores[:runs].shape
    seconds = least(lambda: ranges(scores, errors), 2)
    peak = peak_of(lambda: ranges(scores, errors))
    tell(Row("  1,000 replications, all ranges", seconds, loop=loop * RUNS / runs, peak=peak))


def test_drawing_a_thousand_replications_without_their_ranges(benchmark, europe):
    benchmark.pedantic(
        replicate, args=(europe.scores, europe.errors), rounds=5, iterations=1, warmup_rounds=1
    )


def ranges(scores: Scores, errors: np.ndarray) -> Replications:
    """Score ranges of all nodes, rank ranges of the whole and the four dimensions."""
    replications = replicate(scores, errors)
    assert replications.score_ranges[0].shape == scores.scores.shape
    replications.rank_ranges_of(RANKED)
    return replications


def one_by_one(europe: Assessment, replications: Replications, runs: int) -> np.ndarray:
    """What each replication ran, as a pass of its own on figures drawn within their errors."""
    random = np.random.default_rng(1)
    framework, cut = europe.framework, europe.cut
    passes = []
    for choice in replications.choices[:runs]:
        steps = {
            name: getattr(framework.uncertainty, name)[number]
            for name, number in zip(STEPS, choice, strict=True)
            if getattr(framework.uncertainty, name)
        }
        noise = random.standard_normal(cut.values.shape) * np.nan_to_num(europe.errors)
        drawn = Cut(
            cut.territories,
            cut.indicators,
            cut.values + noise,
            cut.period,
            cut.status,
            cut.doubtful,
        )
        passes.append(score(europe.tree, drawn, framework.recipe.model_copy(update=steps)).scores)
    return np.stack(passes)
