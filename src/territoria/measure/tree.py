"""A framework ready to compute: its tree as arrays, its methods as functions, its digest.

Nodes without any bound indicator are not in the tree: they are unknown, and leave their parent's
mean. The root stands above the dimensions under the name ``overall``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from territoria.errors import ContentError, Problem, did_you_mean
from territoria.measure.frame import Floats, Frame
from territoria.measure.methods import method
from territoria.model import Binding, Framework, Indicator, Node, Step, Territory

OVERALL = "overall"


@dataclass(frozen=True)
class Branch:
    """One node of the tree. ``children`` index the rows of the value stack: the indicators first,
    then the nodes in ``Tree.nodes`` order. ``leaves`` are (row, share of this node's weight).
    """

    id: str
    children: tuple[int, ...]
    weights: Floats
    aggregate: Step | None
    minimum_coverage: float
    leaves: Floats


@dataclass(frozen=True)
class Tree:
    """A framework on a list of indicators. ``nodes`` stand children first, the root last.

    ``natural_bounds``: lowest and highest value each indicator can take, infinite where open.
    """

    framework: Framework
    bindings: tuple[Binding, ...]
    direction: Floats
    units: tuple[str, ...]
    nodes: tuple[Branch, ...]
    natural_bounds: tuple[Floats, Floats]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Indicator of each row."""
        return tuple(b.indicator for b in self.bindings)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the nodes, in the order of the score rows."""
        return tuple(n.id for n in self.nodes)

    def index(self, node_id: str) -> int:
        """Row of a node among the scores; KeyError where it is unknown or has no indicator."""
        try:
            return self.ids.index(node_id)
        except ValueError:
            raise KeyError(node_id) from None

    def frame(self, territories: Sequence[Territory] = ()) -> Frame:
        """The description that methods see; territories give the grouping by country."""
        countries = [t.country for t in territories]
        codes = np.unique(np.array(countries), return_inverse=True)[1] if countries else None
        return Frame(
            indicators=self.indicators,
            direction=self.direction,
            minimum=_floats(b.minimum for b in self.bindings),
            maximum=_floats(b.maximum for b in self.bindings),
            target=np.full(len(self.bindings), np.nan),
            groups={} if codes is None else {"country": codes.astype(np.intp)},
        )

    def effective_weights(self) -> Floats:
        """Share of each indicator in the overall score: the product of shares down the tree."""
        return self.nodes[-1].leaves

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that decides a number: tree, weights, bounds, methods, seeds."""
        f = self.framework

        def node(n: Node) -> dict[str, Any]:
            return {
                "id": n.id,
                "weight": n.weight,
                "aggregate": n.aggregate.model_dump() if n.aggregate else None,
                "minimum_coverage": n.minimum_coverage,
                "nodes": [node(c) for c in n.nodes],
                "indicators": [b.model_dump(exclude={"remark", "proxy"}) for b in n.indicators],
            }

        body = {
            "id": f.id,
            "edition": f.edition,
            "reference_year": f.reference_year,
            "nodes": [node(n) for n in f.nodes],
            "minimum_coverage": f.minimum_coverage,
            "recipe": f.recipe.model_dump(),
            "uncertainty": f.uncertainty.model_dump(),
            "peers": f.peers.model_dump(exclude={"elements": {"__all__": {"title"}}})
            if f.peers
            else None,
            "direction": self.direction.tolist(),
            "natural_bounds": [[_or_none(v) for v in side] for side in self.natural_bounds],
        }
        text = json.dumps(body, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def plan(self) -> str:
        """First six hex digits of the digest, as addresses print it."""
        return self.digest[:6]


def build_tree(framework: Framework, indicators: Mapping[str, Indicator]) -> Tree:
    """The tree of a framework. ContentError names every indicator or method that is not known."""
    problems = [
        Problem(
            f"framework {framework.id}",
            f"the indicator {b.indicator} is not known.",
            did_you_mean(b.indicator, indicators),
        )
        for b in framework.bindings()
        if b.indicator not in indicators
    ]
    if problems:
        raise ContentError(problems)
    directions = {i: float(indicators[i].direction or 1) for i in indicators}
    units = {i: str(indicators[i].unit_of_measure) for i in indicators}
    bounds = {i: indicators[i].natural_bounds for i in indicators}
    return tree_of(framework, directions, units, bounds)


def tree_of(
    framework: Framework,
    directions: Mapping[str, float],
    units: Mapping[str, str] | None = None,
    natural_bounds: Mapping[str, tuple[float | None, float | None]] | None = None,
) -> Tree:
    """The tree of a framework from directions alone (+1 or −1 by indicator id)."""
    bindings = tuple(framework.bindings())
    row_of = {id(b): n for n, b in enumerate(bindings)}
    branches: list[Branch] = []

    def add(node_id: str, node: Node | Framework, children: Sequence[Node]) -> int | None:
        rows: list[int] = []
        weights: list[float] = []
        leaves = np.zeros(len(bindings))
        held = () if isinstance(node, Framework) else node.indicators
        for binding in held:
            rows.append(row_of[id(binding)])
            weights.append(binding.weight)
        for child in children:
            row = add(child.id, child, child.nodes)
            if row is not None:
                rows.append(row)
                weights.append(child.weight)
        if not rows:
            return None
        shares = _weigh(framework, np.array(weights))
        shares = shares / shares.sum()
        for row, share in zip(rows, shares, strict=True):
            if row < len(bindings):
                leaves[row] += share
            else:
                leaves += share * branches[row - len(bindings)].leaves
        branches.append(
            Branch(
                id=node_id,
                children=tuple(rows),
                weights=_weigh(framework, np.array(weights)),
                aggregate=None if isinstance(node, Framework) else node.aggregate,
                minimum_coverage=node.minimum_coverage,
                leaves=leaves,
            )
        )
        return len(bindings) + len(branches) - 1

    if add(OVERALL, framework, framework.nodes) is None:
        raise ContentError(
            Problem(f"framework {framework.id}", "no node has an indicator.", "Bind at least one.")
        )
    return Tree(
        framework=framework,
        bindings=bindings,
        direction=np.array([directions[b.indicator] for b in bindings]),
        units=tuple((units or {}).get(b.indicator, "") for b in bindings),
        nodes=tuple(branches),
        natural_bounds=_open_ended(
            [(natural_bounds or {}).get(b.indicator, (None, None)) for b in bindings]
        ),
    )


def _weigh(framework: Framework, weights: Floats) -> Floats:
    function, parameters = method("weight", framework.recipe.weight)
    weighed: Floats = function(weights, **parameters)
    return weighed


def _open_ended(bounds: Sequence[tuple[float | None, float | None]]) -> tuple[Floats, Floats]:
    low = np.array([-np.inf if b[0] is None else b[0] for b in bounds])
    high = np.array([np.inf if b[1] is None else b[1] for b in bounds])
    return low, high


def _or_none(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _floats(values: Any) -> Floats:
    return np.array([np.nan if v is None else float(v) for v in values])


Aggregator = Callable[[Floats, Floats], Floats]


def aggregator(step: Step) -> Aggregator:
    """An aggregation step as a function of children and weights."""
    function, parameters = method("aggregate", step)

    def apply(children: Floats, weights: Floats) -> Floats:
        out: Floats = function(children, weights, **parameters)
        return out

    return apply
