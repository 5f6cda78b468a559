"""Draws: what every replication uses, from its random numbers alone.

Replications are drawn in chunks of a fixed size whose random numbers depend on (seed, chunk), so a
replication is the same on every machine, in every number of threads and in every order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.frame import Floats, Integers
from territoria.measure.score import Scores, enough_of, weigh_tree
from territoria.measure.tree import Tree
from territoria.measure.weight import shake
from territoria.model import Step, Uncertainty

CHUNK = 125
STEPS = ("impute", "treat", "normalise", "weight", "aggregate")
IMPUTE, TREAT, NORMALISE, WEIGHT, AGGREGATE = range(5)
# Streams of a chunk beside its first: what a later version added must not move older draws.
METHOD_STREAM, DIRICHLET_STREAM, EXPERT_STREAM, OMISSION_STREAM, IMPUTE_STREAM = range(1, 6)

Choices = NDArray[np.int8]
NodeWeights = tuple[Floats, ...]


@dataclass(frozen=True)
class Draws:
    """What some replications use.

    ``choices[replication, step]``: which alternative of each step. ``weights``: one
    ``(replication, child)`` array a node. ``left_out[replication]``: row of the indicator that is
    left out, −1 for none. ``expert[replication]``: whose weights, −1 for nobody's.
    """

    choices: Choices
    weights: NodeWeights
    left_out: Integers
    expert: Integers

    def __len__(self) -> int:
        return len(self.choices)

    def __getitem__(self, rows: slice) -> Draws:
        weights = tuple(w[rows] for w in self.weights)
        return Draws(self.choices[rows], weights, self.left_out[rows], self.expert[rows])

    @classmethod
    def join(cls, parts: Sequence[Draws]) -> Draws:
        """Several draws, one after the other."""
        if len(parts) == 1:
            return parts[0]
        return cls(
            choices=np.concatenate([p.choices for p in parts]),
            weights=tuple(np.concatenate(w) for w in zip(*(p.weights for p in parts), strict=True)),
            left_out=np.concatenate([p.left_out for p in parts]),
            expert=np.concatenate([p.expert for p in parts]),
        )


@dataclass(frozen=True)
class DrawPlan:
    """What draws are made from. ``base``: for each alternative of the weight step the weights of
    every node; ``experts``: one ``(expert, child)`` array a node, NaN where the expert is silent;
    ``omissions``: rows of the indicators that may be left out.
    """

    tree: Tree
    spec: Uncertainty
    alternatives: tuple[tuple[Step, ...], ...]
    base: tuple[NodeWeights, ...]
    experts: NodeWeights
    omissions: tuple[int, ...]

    @classmethod
    def of(cls, nominal: Scores, spec: Uncertainty) -> DrawPlan:
        """The plan around a nominal pass; MethodError names every id that is not in the tree."""
        tree, recipe = nominal.tree, nominal.recipe
        alternatives = tuple(tuple(getattr(spec, s)) or (getattr(recipe, s),) for s in STEPS)
        _check_names(tree, spec)
        return cls(
            tree=tree,
            spec=spec,
            alternatives=alternatives,
            base=tuple(_base_weights(nominal, step) for step in alternatives[WEIGHT]),
            experts=tuple(
                np.array(
                    [[given.get(c, np.nan) for c in tree.children(b)] for given in spec.experts]
                ).reshape(len(spec.experts), len(b.children))
                for b in tree.nodes
            ),
            omissions=tuple(tree.indicators.index(i) for i in spec.leave_out),
        )


def draw_choices(plan: DrawPlan, number: int) -> tuple[Choices, np.random.Generator]:
    """The alternatives that one chunk drew, and its first stream, from which the rest goes on."""
    random = _stream(plan, number)
    choices = np.zeros((CHUNK, len(STEPS)), dtype=np.int8)
    for step in (IMPUTE, TREAT, NORMALISE, AGGREGATE):
        # the same draws whatever the number of alternatives
        choices[:, step] = random.random(CHUNK) * len(plan.alternatives[step])
    if len(plan.base) > 1:
        choices[:, WEIGHT] = _stream(plan, number, METHOD_STREAM).random(CHUNK) * len(plan.base)
    return choices, random


def draw_chunk(plan: DrawPlan, number: int) -> tuple[Draws, np.random.Generator]:
    """The draws of one chunk, and its first stream, from which drawn figures go on."""
    choices, random = draw_choices(plan, number)
    noise = _noise(plan, random)
    expert = _draw_expert(plan, number)
    left_out = np.full(CHUNK, -1, dtype=np.intp)
    if plan.omissions:
        levels = np.array((-1, *plan.omissions))
        drawn = _stream(plan, number, OMISSION_STREAM).random(CHUNK)
        left_out = levels[(drawn * len(levels)).astype(np.intp)]
    varied = [vary(plan, base, number, noise, expert) for base in plan.base]
    weights = tuple(
        options[0] if len(options) == 1 else _pick(options, choices[:, WEIGHT])
        for options in zip(*varied, strict=True)
    )
    return Draws(choices, omit(plan.tree, weights, left_out), left_out, expert), random


def _noise(plan: DrawPlan, random: np.random.Generator) -> list[Floats]:
    """What noise multiplies the weights of every node with, ``(CHUNK, child)``, node by node."""
    sizes = [len(branch.weights) for branch in plan.tree.nodes]
    uniform = random.random(CHUNK * sum(sizes))
    factors = shake(np.ones(1), plan.spec.weight_noise, uniform)
    ends = (CHUNK * np.cumsum(sizes)).tolist()
    return [
        factors[end - CHUNK * size : end].reshape(CHUNK, size)
        for end, size in zip(ends, sizes, strict=True)
    ]


def _draw_expert(plan: DrawPlan, number: int) -> Integers:
    if not plan.spec.experts:
        return np.full(CHUNK, -1, dtype=np.intp)
    drawn = _stream(plan, number, EXPERT_STREAM).random(CHUNK)
    return (drawn * len(plan.spec.experts)).astype(np.intp)


def vary(
    plan: DrawPlan, base: NodeWeights, number: int, noise: Sequence[Floats], expert: Integers
) -> NodeWeights:
    """The weights of one chunk around a base: an expert's, drawn by Dirichlet, shaken by noise."""
    spec = plan.spec
    dirichlet = _stream(plan, number, DIRICHLET_STREAM) if spec.dirichlet else None
    varied = []
    for n, given in enumerate(base):
        weights = given
        if spec.experts:
            theirs = plan.experts[n][expert]
            weights = np.where(np.isfinite(theirs), theirs, weights)
        if dirichlet is not None and spec.dirichlet is not None:
            shares = np.broadcast_to(weights, noise[n].shape)
            shares = shares / shares.sum(axis=-1, keepdims=True)
            weights = draw_dirichlet(dirichlet, spec.dirichlet * shares)
        varied.append(weights * noise[n])
    return tuple(varied)


def draw_dirichlet(random: np.random.Generator, alpha: Floats) -> Floats:
    """Weights from Dirichlet distributions with parameters ``alpha[..., child]``, the largest 1.

    Gamma variates by their logarithms, ln G(a) = ln G(a + 1) + ln U / a, since those of a small
    parameter are too small for a number of the machine. A parameter of 0 gives a weight of 0.
    """
    with np.errstate(divide="ignore"):
        logs = np.log(random.standard_gamma(alpha + 1)) + np.log(random.random(alpha.shape)) / alpha
    out: Floats = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return out


def omit(tree: Tree, weights: NodeWeights, left_out: Integers) -> NodeWeights:
    """Weights with those of left-out indicators at 0; a node that has no other child falls too."""
    which = np.flatnonzero(left_out >= 0)
    if not which.size:
        return weights
    count = len(tree.bindings)
    out = [w.copy() for w in weights]
    gone = np.zeros((len(left_out), count + len(tree.nodes)), dtype=bool)
    gone[which, left_out[which]] = True
    for n, branch in enumerate(tree.nodes):
        lost = gone[:, list(branch.children)]
        empty = np.all(lost | (out[n] <= 0), axis=-1)
        gone[:, count + n] = empty & np.any(lost, axis=-1)
        # an empty node keeps its weights, so that it can be computed; its parent ignores it
        out[n] = np.where(lost & ~empty[:, None], 0.0, out[n])
    return tuple(out)


def alike(keys: Sequence[Integers]) -> Iterator[tuple[tuple[int, ...], Integers]]:
    """Rows that agree in all keys, in the order of the keys: the keys and the rows, ascending."""
    sizes = [int(key.max(initial=0)) + 1 for key in keys]
    number = np.ravel_multi_index([key.astype(np.intp) for key in keys], sizes)
    order = np.argsort(number, kind="stable")
    starts = np.flatnonzero(np.diff(number[order], prepend=-1))
    for rows in np.split(order, starts[1:]):
        yield tuple(int(n) for n in np.unravel_index(number[rows[0]], sizes)), rows


def weight_sets(plan: DrawPlan, count: int) -> tuple[tuple[Floats, ...], ...]:
    """``count`` weight sets around every base: ``sets[alternative][node][set, child]``."""
    found: list[list[NodeWeights]] = [[] for _ in plan.base]
    for number in range(-(-count // CHUNK)):
        _, random = draw_choices(plan, number)
        noise = _noise(plan, random)
        expert = _draw_expert(plan, number)
        for sets, base in zip(found, plan.base, strict=True):
            sets.append(vary(plan, base, number, noise, expert))
    return tuple(
        tuple(
            np.concatenate([chunk[n] for chunk in sets])[:count]
            for n in range(len(plan.tree.nodes))
        )
        for sets in found
    )


def _stream(plan: DrawPlan, number: int, *which: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence((plan.spec.seed, number, *which)))


def imputation_stream(plan: DrawPlan, number: int) -> np.random.Generator:
    """The random numbers of a chunk's drawn imputations."""
    return _stream(plan, number, IMPUTE_STREAM)


def _pick(options: Sequence[Floats], which: Choices) -> Floats:
    rows = np.arange(len(which))
    picked: Floats = np.stack(options)[which, rows]
    return picked


def _base_weights(nominal: Scores, step: Step) -> NodeWeights:
    """Weights of every node under one weight method, on the nominal figures."""
    if step == nominal.recipe.weight:
        return tuple(branch.weights for branch in nominal.tree.nodes)
    other = nominal.tree.weighed_by(step)
    recipe = other.framework.recipe
    weighed = weigh_tree(other, nominal.normalised, recipe, enough_of(other, nominal.coverage))
    return tuple(branch.weights for branch in weighed.nodes)


def _check_names(tree: Tree, spec: Uncertainty) -> None:
    """Every id that experts weigh or that may be left out is in the tree."""
    known = {*tree.indicators, *tree.ids}
    problems = [
        Problem("uncertainty: leave_out", f"there is no indicator {i}.", did_you_mean(i, known))
        for i in spec.leave_out
        if i not in tree.indicators
    ]
    problems += _strange_experts(spec.experts, known)
    problems += [
        Problem(f"uncertainty: experts: {n}", f"all children of {b.id} weigh 0.", "Give one more.")
        for n, given in enumerate(spec.experts, start=1)
        for b in tree.nodes
        if all(given.get(child, 1.0) == 0 for child in tree.children(b))
    ]
    if problems:
        raise MethodError(problems)


def _strange_experts(experts: Iterable[dict[str, float]], known: set[str]) -> list[Problem]:
    problems = []
    for number, given in enumerate(experts, start=1):
        where = f"uncertainty: experts: {number}"
        problems += [
            Problem(where, f"there is no node or indicator {i}.", did_you_mean(i, known))
            for i in given
            if i not in known
        ]
        problems += [
            Problem(where, f"the weight {w} of {i} is below 0.", "Give 0 or more.")
            for i, w in given.items()
            if not w >= 0
        ]
    return problems
