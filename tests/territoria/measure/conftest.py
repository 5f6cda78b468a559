"""Small frameworks and tables, so that a test can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from territoria.measure.frame import Frame
from territoria.measure.tree import Tree, tree_of
from territoria.model import Framework, Status, Territory
from territoria.observations import Cut

DEFAULT = {
    "screen": {"method": "none"},
    "impute": {"method": "none"},
    "treat": {"method": "none"},
    "normalise": {"method": "fixed-bounds"},
    "weight": {"method": "given"},
    "aggregate": {"method": "arithmetic-mean"},
}


class Small:
    """Builders of frames, frameworks, trees and cuts."""

    def frame(
        self,
        values: Any,
        *,
        direction: Sequence[float] | None = None,
        bounds: tuple[float, float] | None = None,
        groups: Sequence[int] | None = None,
    ) -> Frame:
        """A frame for an array; the grouping is called ``country``."""
        count = np.asarray(values).shape[-2]
        low, high = bounds or (np.nan, np.nan)
        return Frame(
            indicators=tuple(f"i{n}" for n in range(count)),
            direction=np.ones(count) if direction is None else np.array(direction, dtype=float),
            minimum=np.full(count, low),
            maximum=np.full(count, high),
            target=np.full(count, np.nan),
            groups={} if groups is None else {"country": np.array(groups, dtype=np.intp)},
        )

    def framework(
        self,
        nodes: Mapping[str, Any],
        *,
        weights: Mapping[str, float] | None = None,
        bounds: tuple[float, float] | None = (0.0, 100.0),
        minimum_coverage: float = 0.0,
        aggregate: Mapping[str, str] | None = None,
        uncertainty: Mapping[str, Any] | None = None,
        **recipe: Any,
    ) -> Framework:
        """``{"A": ["x", "y"], "B": {"B1": ["z"]}}`` as a framework; a step is a name or a dict."""
        low, high = bounds or (None, None)

        def node(name: str, below: Any) -> dict[str, Any]:
            own = (aggregate or {}).get(name)
            return {
                "id": name,
                "kind": "node",
                "title": {"en": name},
                "weight": (weights or {}).get(name, 1.0),
                "minimum_coverage": minimum_coverage,
                "aggregate": {"method": own} if own else None,
                "nodes": [node(n, b) for n, b in below.items()] if isinstance(below, dict) else [],
                "indicators": []
                if isinstance(below, dict)
                else [
                    {
                        "indicator": i,
                        "weight": (weights or {}).get(i, 1.0),
                        "minimum": low,
                        "maximum": high,
                    }
                    for i in below
                ],
            }

        steps = {k: {"method": v} if isinstance(v, str) else v for k, v in recipe.items()}
        return Framework.model_validate(
            {
                "id": "small",
                "edition": "1",
                "title": {"en": "Small"},
                "summary": {"en": "A framework to work out by hand."},
                "reference_year": 2021,
                "nodes": [node(n, b) for n, b in nodes.items()],
                "minimum_coverage": minimum_coverage,
                "recipe": DEFAULT | steps,
                "uncertainty": uncertainty or {},
            }
        )

    def tree(self, nodes: Mapping[str, Any], *, falling: Sequence[str] = (), **more: Any) -> Tree:
        """The framework as a tree; indicators in ``falling`` are better when lower."""
        framework = self.framework(nodes, **more)
        return tree_of(
            framework,
            {b.indicator: -1.0 if b.indicator in falling else 1.0 for b in framework.bindings()},
        )

    def cut(self, tree: Tree, values: Any, *, countries: Sequence[str] | None = None) -> Cut:
        """Figures of 2021, ``(indicator, territory)``; territories are called T0, T1 …"""
        array = np.array(values, dtype=float)
        named = countries or ["XX"] * array.shape[1]
        return Cut(
            territories=tuple(
                Territory(f"T{n}", "own", f"Place {n}", 2, country, country)
                for n, country in enumerate(named)
            ),
            indicators=tree.indicators,
            values=array,
            period=np.full(array.shape, 2021),
            status=np.where(np.isfinite(array), Status.OBSERVED, Status.MISSING).astype(np.uint8),
            doubtful=np.zeros(array.shape, dtype=bool),
        )


@pytest.fixture(scope="session")
def small() -> Small:
    """Builders of small frames, frameworks, trees and cuts."""
    return Small()
