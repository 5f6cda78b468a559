"""Speed of the measuring engine, as ratios against plain loops that give the same numbers.

Collected by ``make bench`` only. Times are printed and never asserted; equality of the numbers is.
"""

from __future__ import annotations

import math
import resource
import tracemalloc
from collections.abc import Callable
from time import perf_counter

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.content import load_framework
from territoria.measure.assessment import Assessment, assess
from territoria.measure.normalise import min_max
from territoria.measure.score import Scores, score
from territoria.measure.treat import winsorise
from territoria.measure.tree import Tree, tree_of
from territoria.measure.uncertainty import STEPS, Replications, replicate
from territoria.model import Framework, Status, Territory
from territoria.observations import Cut, bundled

RUNS = 1000
MANY = 100_000
RANKED = ("overall", "A1", "A2", "A3", "A4")


@pytest.fixture(scope="module")
def europe() -> Assessment:
    return assess(load_framework("blueprint"), bundled("europe-nuts2021"))


@pytest.fixture
def tell(capsys, request) -> Callable[[str], None]:
    """Prints a line past pytest's capture."""

    def print_line(text: str) -> None:
        with capsys.disabled():
            print(f"\n  {request.node.name}: {text}", flush=True)

    return print_line


# ── the bundled regions ───────────────────────────────────────────────────────────────────────


def test_one_pass_over_242_regions(benchmark, europe, tell):
    scores = benchmark(score, europe.tree, europe.cut)
    started = perf_counter()
    plain = plain_pass(europe.tree, europe.cut.values, plain_fixed_bounds)
    loop = perf_counter() - started
    assert_allclose(np.where(np.isnan(scores.scores), np.nan, plain), scores.scores, rtol=1e-9)
    tell_ratio(tell, benchmark, loop)


def test_a_thousand_replications_of_242_regions_with_all_ranges(benchmark, europe, tell):
    scores, errors = europe.scores, europe.errors
    replications = benchmark.pedantic(
        ranges, args=(scores, errors), rounds=5, iterations=1, warmup_rounds=1
    )
    assert replications.scores.shape == (RUNS, len(europe.tree.nodes), 242)
    runs = 20
    started = perf_counter()
    again = one_by_one(europe, replications, runs)
    loop = (perf_counter() - started) * RUNS / runs
    assert again.shape == replications.scores[:runs].shape
    tell_ratio(tell, benchmark, loop, f"scaled from {runs} passes of score")


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
            n: getattr(framework.uncertainty, n)[c] for n, c in zip(STEPS, choice, strict=True)
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


# ── a hundred thousand territories ────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def many() -> tuple[Tree, Cut]:
    """60 indicators in 12 factors in 4 dimensions; some skewed, one cell in fifty missing."""
    indicators = [f"i{n:02}" for n in range(60)]
    factors = [indicators[n : n + 5] for n in range(0, 60, 5)]
    framework = Framework.model_validate(
        {
            "id": "many",
            "edition": "1",
            "title": {"en": "Many"},
            "summary": {"en": "A framework as large as they come."},
            "reference_year": 2021,
            "nodes": [_dimension(d, factors[3 * d : 3 * d + 3]) for d in range(4)],
            "recipe": {
                "screen": {"method": "none"},
                "impute": {"method": "group-mean", "parameters": {"group": "country"}},
                "treat": {"method": "winsorise"},
                "normalise": {"method": "min-max"},
                "weight": {"method": "equal"},
                "aggregate": {"method": "arithmetic-mean"},
            },
        }
    )
    tree = tree_of(framework, dict.fromkeys(indicators, 1.0))
    random = np.random.default_rng(0)
    values = random.standard_normal((60, MANY))
    values[::10] = np.exp(2 * values[::10])
    values[random.random(values.shape) < 0.02] = np.nan
    countries = [f"C{n % 40:02}" for n in range(MANY)]
    return tree, Cut(
        territories=tuple(
            Territory(f"T{n}", "own", f"T{n}", 2, c, c) for n, c in enumerate(countries)
        ),
        indicators=tree.indicators,
        values=values,
        period=np.full(values.shape, 2021),
        status=np.where(np.isfinite(values), Status.OBSERVED, Status.MISSING).astype(np.uint8),
        doubtful=np.zeros(values.shape, dtype=bool),
    )


def _dimension(number: int, factors: list[list[str]]) -> dict[str, object]:
    def node(name: str, kind: str, **below: object) -> dict[str, object]:
        return {"id": name, "kind": kind, "title": {"en": name}, **below}

    return node(
        f"D{number}",
        "dimension",
        nodes=[
            node(f"D{number}.{n}", "factor", indicators=[{"indicator": i} for i in held])
            for n, held in enumerate(factors)
        ],
    )


def test_one_pass_over_a_hundred_thousand_territories(benchmark, many, tell):
    tree, cut = many
    scores = benchmark.pedantic(score, args=many, rounds=3, iterations=1, warmup_rounds=1)
    assert np.isfinite(scores.scores).all()
    part = 2000
    treated, _ = winsorise(cut.values[:, :part], tree.frame())
    started = perf_counter()
    plain = plain_pass(tree, treated, plain_min_max)
    loop = (perf_counter() - started) * MANY / part
    normalised, _ = min_max(treated, tree.frame())
    assert_allclose(plain[0], np.nanmean(normalised[:5], axis=0), rtol=1e-9)
    tell_ratio(
        tell, benchmark, loop, f"normalise and aggregate only, scaled from {part} territories"
    )
    tracemalloc.start()
    score(tree, cut)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    tell(f"{peak / 1024**3:.2f} GiB at the peak of one pass, {whole:.2f} GiB the whole process")


# ── plain loops ───────────────────────────────────────────────────────────────────────────────


def plain_fixed_bounds(tree: Tree, row: int, figures: list[float]) -> list[float]:
    binding = tree.bindings[row]
    share = [(x - binding.minimum) / (binding.maximum - binding.minimum) for x in figures]
    return [100 * (s if tree.direction[row] > 0 else 1 - s) for s in share]


def plain_min_max(tree: Tree, row: int, figures: list[float]) -> list[float]:
    known = [x for x in figures if not math.isnan(x)]
    low, high = min(known), max(known)
    return [100 * (x - low) / (high - low) for x in figures]


def plain_pass(tree: Tree, values: np.ndarray, normalise: Callable[..., list[float]]) -> np.ndarray:
    """Normalise and take weighted means of what is there, one territory after the other."""
    stack = [normalise(tree, row, figures) for row, figures in enumerate(values.tolist())]
    minimum = {n.id: n.minimum_coverage for n in tree.nodes}
    known = [[not math.isnan(x) for x in row] for row in stack]
    for branch in tree.nodes:
        weights = branch.weights.tolist()
        leaves = branch.leaves.tolist()
        scores = []
        for column in range(values.shape[1]):
            covered = sum(share for n, share in enumerate(leaves) if known[n][column])
            total = counted = 0.0
            for child, weight in zip(branch.children, weights, strict=True):
                x = stack[child][column]
                if not math.isnan(x):
                    total += weight * x
                    counted += weight
            enough = counted and covered >= minimum[branch.id] - 1e-12
            scores.append(total / counted if enough else math.nan)
        stack.append(scores)
    return np.array(stack[len(tree.bindings) :])


def tell_ratio(tell: Callable[[str], None], benchmark, loop: float, how: str = "") -> None:
    ours = benchmark.stats.stats.median
    benchmark.extra_info["ratio"] = loop / ours
    note = f" ({how})" if how else ""
    tell(
        f"{ours * 1000:.1f} ms; a plain loop {loop * 1000:,.0f} ms{note}; ratio {loop / ours:,.0f}"
    )
