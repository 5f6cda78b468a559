"""Which row of the audit stands under which: indicators and nodes in one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from territoria.measure.frame import Booleans, Floats, Integers
from territoria.measure.score import Scores


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """Rows are the indicators and then the nodes, children first, the whole last.

    ``values``: normalised figures and scores, ``(row, territory)``, higher is better. ``parents``:
    row of the node that holds each row, −1 for the whole. ``weights``: share of each row in its
    parent's weight. ``titles``: names for readers.
    """

    names: tuple[str, ...]
    titles: tuple[str, ...]
    values: Floats
    parents: Integers
    weights: Floats
    indicators: int

    @property
    def nodes(self) -> tuple[int, ...]:
        """Rows of the nodes, children first."""
        return tuple(range(self.indicators, len(self.names)))

    @property
    def whole(self) -> int:
        """Row of the whole."""
        return len(self.names) - 1

    def children(self, row: int) -> Integers:
        """Rows that stand directly under a row."""
        return np.flatnonzero(self.parents == row)

    def ancestors(self, row: int) -> tuple[int, ...]:
        """Parent, grandparent … up to the whole."""
        found: list[int] = []
        while (row := int(self.parents[row])) >= 0:
            found.append(row)
        return tuple(found)

    def depth(self, row: int) -> int:
        """Steps from the whole down to a row."""
        return len(self.ancestors(row))

    @property
    def below(self) -> Booleans:
        """Which indicators stand under each node, ``(node, indicator)``."""
        mask = np.zeros((len(self.nodes), self.indicators), dtype=bool)
        for indicator in range(self.indicators):
            mask[np.array(self.ancestors(indicator)) - self.indicators, indicator] = True
        return mask


def hierarchy_of(scores: Scores, titles: Mapping[str, str] | None = None) -> Hierarchy:
    """The rows of a result. ``titles`` by id replace those of the framework's text."""
    tree = scores.tree
    count = len(tree.bindings)
    parents = np.full(count + len(tree.nodes), -1, dtype=np.intp)
    weights = np.ones(len(parents))
    for n, branch in enumerate(tree.nodes):
        parents[list(branch.children)] = count + n
        weights[list(branch.children)] = branch.weights / branch.weights.sum()
    names = (*tree.indicators, *tree.ids)
    known = {node.id: str(node.title) for node in tree.framework.walk()}
    known |= {tree.ids[-1]: str(tree.framework.title)} | dict(titles or {})
    return Hierarchy(
        names=names,
        titles=tuple(known.get(name, name) for name in names),
        values=np.concatenate([scores.normalised, scores.scores], axis=0),
        parents=parents,
        weights=weights,
        indicators=count,
    )
