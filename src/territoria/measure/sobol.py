"""Sobol' indices: how much of the variance of a result each factor explains.

Pure estimators on arrays; they know nothing of indicators or territories. *First* is the share of
the variance that a factor explains alone, *total* the share that it explains alone or together with
others (Sobol' 2001). Sampled: first order by Saltelli et al. (2010), on centred outputs; total
by Jansen (1999). Enumerated: the definition itself, without sampling error. Formulas:
docs/methods/sensitivity.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Booleans, Floats

LOW, HIGH = 5.0, 95.0
DRAWS_AT_ONCE = 64
NO_SPREAD = 1e-12  # relative to the size of the outputs: their own rounding, not variance


@dataclass(frozen=True)
class Indices:
    """Shares of variance, ``(factor, …)``: one for each trailing place of the outputs.

    ``variance``: ``(…)``. ``low``/``high``: 5th and 95th percentile of the bootstrap, or None.
    ``constant``: places whose outputs never vary; their indices are 0. ``undefined``: places
    with a missing output, or whose variance the sample is too small to see; indices NaN.
    """

    first: Floats
    total: Floats
    variance: Floats
    constant: Booleans
    undefined: Booleans
    first_low: Floats | None = None
    first_high: Floats | None = None
    total_low: Floats | None = None
    total_high: Floats | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know: how many places had no variance, or no index."""
        said = []
        if self.constant.any():
            said.append(f"{int(self.constant.sum())} of {self.constant.size} results never vary.")
        if self.undefined.any():
            count = f"{int(self.undefined.sum())} of {self.undefined.size}"
            said.append(f"{count} results have no index: an output is missing, or too few vary.")
        return tuple(said)


def saltelli_sample(factors: int, base: int, seed: int) -> Floats:
    """Points in [0, 1)^factors to evaluate, ``(base · (factors + 2), factors)``.

    Blocks of ``base`` rows: A, B, then AB_1 … AB_d, where AB_i is A with column i of B. A and B are
    the halves of one scrambled Sobol' sequence; a power of two for ``base`` balances it best.
    MethodError where there is no factor or no point.
    """
    from scipy.stats import qmc

    _demand_positive(factors, base)
    sequence = qmc.Sobol(d=2 * factors, scramble=True, rng=seed)
    points: Floats = sequence.random_base2(max(base - 1, 0).bit_length())[:base]
    a, b = points[:, :factors], points[:, factors:]
    mixed = np.repeat(a[None], factors, axis=0)
    for i in range(factors):
        mixed[i, :, i] = b[:, i]
    return np.concatenate([a[None], b[None], mixed]).reshape(-1, factors)


def indices(
    outputs: Floats,
    factors: int,
    base: int,
    *,
    bootstrap: int = 0,
    seed: int = 1,
    compat: Literal["", "coinr-1.1"] = "",
) -> Indices:
    """Indices from the outputs at the points of ``saltelli_sample``, ``(base · (factors + 2), …)``.

    First order mean((f(B) − c)·(f(AB_i) − f(A))) / V with c the mean of all f(A) and f(B); total
    mean((f(A) − f(AB_i))²) / 2V; V the variance of f(A) and f(B) together (n − 1). The bootstrap
    draws whole base points with all their factors + 2 evaluations. ``compat="coinr-1.1"`` leaves
    out c, as that version does. MethodError where the number of outputs does not fit.
    """
    _demand_positive(factors, base)
    outputs = _finite_or_missing(outputs)
    if len(outputs) != base * (factors + 2):
        what = f"{base} · ({factors} + 2) outputs are needed, and {len(outputs)} are given."
        raise MethodError(Problem("sensitivity", what, "Evaluate every row of the sample once."))
    places = outputs.shape[1:]
    blocks = outputs.reshape(factors + 2, base, -1)
    centre = blocks[:2].mean(axis=(0, 1))
    moments = _Moments.of(blocks - centre, shift=-centre if compat else None)
    first, total, variance = moments.estimate(np.ones((1, base)))
    constant, undefined = _without_variance(blocks, variance[0])
    draws: list[Floats | None] = [None] * 4
    if bootstrap:
        draws = [_settle(d, constant, undefined) for d in _percentiles(moments, bootstrap, seed)]
    shape = (factors, *places)
    return Indices(
        first=_settle(first[0], constant, undefined).reshape(shape),
        total=_settle(total[0], constant, undefined).reshape(shape),
        variance=np.where(constant, 0.0, variance[0]).reshape(places),
        constant=constant.reshape(places),
        undefined=undefined.reshape(places),
        first_low=None if draws[0] is None else draws[0].reshape(shape),
        first_high=None if draws[1] is None else draws[1].reshape(shape),
        total_low=None if draws[2] is None else draws[2].reshape(shape),
        total_high=None if draws[3] is None else draws[3].reshape(shape),
    )


def exact_indices(
    outputs: Floats, levels: Sequence[int], probabilities: Sequence[Floats] | None = None
) -> Indices:
    """Indices by analysis of variance over all combinations of levels: no sampling error.

    ``outputs``: ``(product of levels, …)``, the last factor running fastest. ``probabilities``:
    one array per factor, summing to 1; default: equal chances. First = Var(E[y | x_i]) / Var(y);
    total = 1 − Var(E[y | all but x_i]) / Var(y). MethodError where the shapes do not fit.
    """
    outputs = _finite_or_missing(outputs)
    chances = _chances(outputs, levels, probabilities)
    places = outputs.shape[1:]
    flat = outputs.reshape(len(outputs), -1)
    grid = (flat - flat.mean(axis=0)).reshape(*levels, -1)
    variance = _variance_of_means(grid, chances, ())
    first, total = (np.empty((len(levels), grid.shape[-1])) for _ in range(2))
    factors = range(len(levels))
    for i in factors:
        alone = _variance_of_means(grid, chances, [f for f in factors if f != i])
        others = _variance_of_means(grid, chances, [i])
        with np.errstate(invalid="ignore", divide="ignore"):
            first[i], total[i] = alone / variance, (variance - others) / variance
    happens = _joint(chances).ravel() > 0
    constant, undefined = _without_variance(flat[happens][None], variance)
    shape = (len(levels), *places)
    return Indices(
        first=_settle(first, constant, undefined).reshape(shape),
        total=_settle(total, constant, undefined).reshape(shape),
        variance=np.where(constant, 0.0, variance).reshape(places),
        constant=constant.reshape(places),
        undefined=undefined.reshape(places),
    )


# ── the sampled estimators ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Moments:
    """Per base point what the estimators sum, so that a bootstrap is one matrix product.

    ``table``: ``(base, 2 + 3 · factors, place)``: f(A) + f(B); the sum of their squares; and for
    each factor the step f(AB_i) − f(A), f(B) times the step, and its square. ``shift``: the
    constant taken from f(B) instead of the mean of the draw.
    """

    table: Floats
    shift: Floats | None

    @classmethod
    def of(cls, blocks: Floats, shift: Floats | None) -> _Moments:
        a, b, step = blocks[0], blocks[1], blocks[2:] - blocks[0]
        parts = np.concatenate([[a + b, a * a + b * b], step, b * step, step * step])
        return cls(np.ascontiguousarray(np.swapaxes(parts, 0, 1)), shift)

    def estimate(self, times: Floats) -> tuple[Floats, Floats, Floats]:
        """First and total ``(draw, factor, place)`` and variance ``(draw, place)``.

        ``times``: how often each base point is drawn, ``(draw, base)``.
        """
        base, rows, places = self.table.shape
        sums = (times @ self.table.reshape(base, -1)).reshape(-1, rows, places) / base
        mean, square = sums[:, 0] / 2, sums[:, 1] / 2
        step, product, jump = np.split(sums[:, 2:], 3, axis=1)
        variance = (square - mean**2) * (2 * base / (2 * base - 1))
        spread = np.where(variance > 0, variance, np.nan)[:, None]
        centre = mean[:, None] if self.shift is None else self.shift
        return (product - centre * step) / spread, jump / 2 / spread, variance


def _percentiles(moments: _Moments, bootstrap: int, seed: int) -> tuple[Floats, ...]:
    """Low and high of first, low and high of total, over the draws, ``(factor, place)`` each.

    A draw that shows no variance explains nothing: its indices are 0.
    """
    random = np.random.default_rng(seed)
    base = len(moments.table)
    drawn: list[tuple[Floats, Floats]] = []
    for start in range(0, bootstrap, DRAWS_AT_ONCE):
        count = min(DRAWS_AT_ONCE, bootstrap - start)
        picks = random.integers(0, base, (count, base))
        times = np.stack([np.bincount(p, minlength=base) for p in picks]).astype(float)
        drawn.append(moments.estimate(times)[:2])
    edges: list[Floats] = []
    for part in zip(*drawn, strict=True):
        every = np.moveaxis(np.nan_to_num(np.concatenate(part)), 0, -1)
        edges.extend(np.percentile(np.ascontiguousarray(every), [LOW, HIGH], axis=-1))
    return tuple(edges)


def _without_variance(blocks: Floats, variance: Floats) -> tuple[Booleans, Booleans]:
    """Which places never vary, and which have no index."""
    missing = ~np.isfinite(blocks).all(axis=(0, 1))
    known = np.where(missing, 0.0, blocks)
    low, high = known.min(axis=(0, 1)), known.max(axis=(0, 1))
    size = np.maximum(np.abs(low), np.abs(high))
    constant = ~missing & (high - low <= NO_SPREAD * size)
    return constant, missing | (~constant & ~(variance > 0))


def _settle(values: Floats, constant: Booleans, undefined: Booleans) -> Floats:
    settled: Floats = np.where(constant, 0.0, np.where(undefined, np.nan, values))
    return settled


def _finite_or_missing(outputs: Floats) -> Floats:
    given = np.asarray(outputs, dtype=float)
    return np.where(np.isfinite(given), given, np.nan)


def _demand_positive(factors: int, base: int) -> None:
    if factors < 1 or base < 2:
        what = f"{factors} factors and {base} base points cannot be analysed."
        raise MethodError(Problem("sensitivity", what, "Give at least 1 factor and 2 points."))


# ── the exact enumeration ─────────────────────────────────────────────────────────────────────


def _chances(
    outputs: Floats, levels: Sequence[int], probabilities: Sequence[Floats] | None
) -> list[Floats]:
    """Probabilities of the levels, checked against the outputs."""
    where = "sensitivity"
    problems = []
    if not levels or min(levels) < 1 or len(outputs) != int(np.prod(levels)):
        what = f"{len(outputs)} outputs do not fill a grid of {' × '.join(map(str, levels))}."
        problems.append(Problem(where, what, "Evaluate every combination once."))
    if probabilities is None:
        probabilities = [np.full(n, 1 / n) for n in levels if n > 0]
    chances = [np.asarray(p, dtype=float) for p in probabilities]
    if [p.shape for p in chances] != [(n,) for n in levels]:
        problems.append(Problem(where, "each level needs one probability.", "Give all of them."))
    if any((p < 0).any() or abs(p.sum() - 1) > 1e-9 for p in chances):
        what = "probabilities must be at least 0 and sum to 1."
        problems.append(Problem(where, what, "Divide them by their sum."))
    if problems:
        raise MethodError(problems)
    return chances


def _variance_of_means(grid: Floats, chances: Sequence[Floats], over: Sequence[int]) -> Floats:
    """Variance of the conditional means, the factors ``over`` averaged out: ``(place,)``."""
    means = grid
    for axis in sorted(over, reverse=True):
        means = np.tensordot(chances[axis], means, axes=(0, axis))
    left = _joint([p for f, p in enumerate(chances) if f not in set(over)])
    weights = left.ravel()
    flat = means.reshape(weights.size, -1)
    centred = flat - weights @ flat
    out: Floats = weights @ (centred * centred)
    return out


def _joint(chances: Sequence[Floats]) -> Floats:
    """Probability of every combination, ``(level, …, level)``."""
    joint: Floats = np.ones(())
    for p in chances:
        joint = np.multiply.outer(joint, p)
    return joint
