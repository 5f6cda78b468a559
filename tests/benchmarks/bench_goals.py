"""The goals of the engine, job by job, in CPU seconds of all threads.

Collected by ``make bench`` only. Times go into the table at the end and are never asserted;
equality of the numbers with a plain loop is. Reference figures: COINr 1.1, as docs/methods/speed.md
quotes them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from benchmarks import plain
from benchmarks.cases import IMPUTATIONS, case, figures, peer_preset, variations
from benchmarks.table import Row, least, once, peak_of, process_peak
from territoria.compare.distance import build_space, element_distances, total_distance
from territoria.measure.outranking import copeland_scores
from territoria.measure.score import score
from territoria.measure.sensitivity import sensitivity
from territoria.measure.stream import stream_ranges
from territoria.measure.uncertainty import replicate
from territoria.measure.what_if import WhatIf
from territoria.model import Uncertainty
from territoria.sources.table_file import read_table

OVERALL = ("overall",)
PART = 2000  # territories of the plain loop, scaled up
PASSES = 20  # replications run as passes of their own, scaled up


@pytest.mark.parametrize(
    ("territories", "indicators", "goal", "reference", "rounds"),
    [
        (51, 49, 0.10 / 60, 0.10, 100),
        (300, 50, 0.19 / 100, 0.19, 100),
        (3_000, 50, 1.11 / 200, 1.11, 20),
        (100_000, 60, 53 / 480, 53, 5),
    ],
)
def test_one_pass(territories, indicators, goal, reference, rounds, benchmark, tell):
    tree, cut = case(territories, indicators)
    scores = benchmark.pedantic(score, args=(tree, cut), rounds=3, warmup_rounds=1)
    assert np.isfinite(scores.scores).all()
    part = slice(0, min(PART, territories))
    expected, loop = once(lambda: plain.one_pass(tree, scores.treated[:, part], plain.min_max))
    if territories <= PART:  # of a part the extremes are others
        assert_allclose(scores.scores, expected, rtol=1e-9)
    tell(
        Row(
            f"pipeline {territories:,} × {indicators}",
            least(lambda: score(tree, cut), rounds),
            goal,
            reference,
            loop * territories / min(PART, territories),
            peak_of(lambda: score(tree, cut)),
        )
    )


@pytest.mark.parametrize(
    ("territories", "indicators", "reference"), [(51, 49, 95.0), (300, 50, 205.0)]
)
def test_uncertainty(territories, indicators, reference, benchmark, tell):
    nominal, spec = score(*case(territories, indicators)), variations()

    def run():
        return replicate(nominal, None, spec, nodes=OVERALL)

    found = benchmark.pedantic(run, rounds=5, warmup_rounds=1)
    passes, loop = once(lambda: [plain.replication(found, n) for n in range(PASSES)])
    assert_array_equal(found.ranks("overall")[:PASSES], [p.ranks[-1] for p in passes])
    tell(
        Row(
            f"uncertainty {territories} × {indicators}, 1,000",
            least(run, 10),
            reference / 6000,
            reference,
            loop * spec.runs / PASSES,
            peak_of(run),
        )
    )
    with_ranges = least(lambda: run().rank_ranges("overall"), 5)
    tell(Row("  the same with rank ranges", with_ranges, None, reference))


@pytest.mark.parametrize("exact", [True, False])
def test_sensitivity(exact, benchmark, tell):
    nominal, spec = score(*case(51, 49)), variations(impute=IMPUTATIONS)

    def run(executor="threads"):
        return sensitivity(nominal, None, spec, base=500, exact=exact, executor=executor)

    found = benchmark.pedantic(run, rounds=3, warmup_rounds=1)
    assert len(found.factors) == 5
    assert_array_equal(found.total, run("serial").total)
    name = "exact" if exact else "Sobol'"
    tell(
        Row(
            f"sensitivity 5 factors, {found.runs:,} runs, {name}",
            least(run, 5),
            427 / 10_000,
            427.0,
            None,
            peak_of(run),
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize("factors", ["weights", "weights, treatment, normalisation"])
def test_ranges_of_a_hundred_thousand_territories(factors, benchmark, tell):
    nominal = score(*case(100_000, 60))
    spec = Uncertainty.model_validate(
        {
            "runs": 10_000,
            "weight_noise": 0.25,
            "treat": [{"method": "winsorise"}, {"method": "none"}] if "," in factors else [],
            "normalise": [{"method": "min-max"}, {"method": "z-score"}] if "," in factors else [],
        }
    )
    ranges, seconds = benchmark.pedantic(
        once, args=(lambda: stream_ranges(nominal, None, spec),), rounds=1
    )
    assert (ranges.score_low <= ranges.score_high).all()
    assert (ranges.rank_low <= ranges.rank_high).all()
    job = f"uncertainty 100,000 × 60, 10,000: {factors}"
    tell(Row(job, seconds, 15.0, peak=process_peak(), traced=False))


def test_copeland(benchmark, tell):
    values = np.random.default_rng(1).standard_normal((50, 300))
    weights = np.ones(50)
    found = benchmark(copeland_scores, values, weights)
    expected, loop = once(lambda: plain.copeland(values))
    assert_array_equal(found, expected)
    peak = peak_of(lambda: copeland_scores(values, weights))
    seconds = least(lambda: copeland_scores(values, weights), 20)
    tell(Row("Copeland 300 × 50", seconds, 59 / 1000, 59.0, loop, peak))


def test_nearest_of_a_hundred_thousand_territories(benchmark, tell):
    tree, cut = case(100_000, 20)
    space = build_space(peer_preset(tree.indicators), cut, {})
    me = 7

    def run():
        means, enough = element_distances(space, space.points, space.points[:, me])
        distance = total_distance(means, enough, space.element_weights)
        distance[me] = np.inf
        near = np.argpartition(distance, space.preset.k)[: space.preset.k]
        return near[np.argsort(distance[near])], distance

    _, distance = benchmark.pedantic(run, rounds=5, warmup_rounds=1)
    some = space.points[:, :PART]
    expected, loop = once(lambda: plain.distances(some, space.points[:, me], space.element_of))
    expected[me] = np.inf
    assert_allclose(distance[:PART], expected, rtol=1e-12)
    loop *= len(space.members) / PART
    job = "nearest of one territory, 100,000 × 20"
    tell(Row(job, least(run, 10), 0.005, None, loop, peak_of(run)))


def test_what_if_on_one_indicator(benchmark, tell):
    nominal = score(*case(300, 50))
    asked, territory = WhatIf(nominal), nominal.cut.territories[5].key

    def run():
        return asked.value(territory, {"i003": 0.5})

    found = benchmark.pedantic(run, rounds=50, iterations=10, warmup_rounds=1)
    again, whole = once(lambda: asked.value(territory, {"i003": 0.5}, frozen=False))
    assert found.frozen
    assert_allclose(found.after, again.after, rtol=1e-12)
    tell(Row("what-if on one indicator, 300 × 50", least(run, 200), 2e-5, None, None, peak_of(run)))
    tell(Row("  the same, the recipe run again", whole))


def test_reading_a_wide_table(benchmark, tell, tmp_path: Path):
    values = np.round(figures(100_000, 60), 4)
    columns = {f"i{n:03}": row for n, row in enumerate(values)}
    path = tmp_path / "wide.csv"
    table = pl.DataFrame({"territory": [f"T{n:06}" for n in range(100_000)], **columns})
    table.with_columns(pl.lit(2021).alias("period")).fill_nan(None).write_csv(path)
    (read, seconds) = benchmark.pedantic(
        once, args=(lambda: read_table(path, None, version="own"),), rounds=1
    )
    cut = read.observations.latest(list(columns), level=None)
    order = np.argsort([t.code for t in cut.territories])
    assert_array_equal(cut.values[:, order], values)
    tell(Row("reading 100,000 × 60", seconds, 1.3, 19.5, peak=process_peak(), traced=False))
