"""Synthetic cases of any shape: some indicators skewed, one figure in fifty missing."""

from __future__ import annotations

from typing import Any

import numpy as np

from territoria.measure.tree import Tree, tree_of
from territoria.model import Framework, PeerPreset, Status, Territory, Uncertainty
from territoria.observations import Cut

IN_A_FACTOR = 5
IN_A_DIMENSION = 3

RECIPE = {
    "screen": {"method": "none"},
    "impute": {"method": "group-mean", "parameters": {"group": "country"}},
    "treat": {"method": "winsorise"},
    "normalise": {"method": "min-max"},
    "weight": {"method": "equal"},
    "aggregate": {"method": "arithmetic-mean"},
}

# The factors of the reference: points that may be winsorised, normalisation, weights, aggregation.
FACTORS: dict[str, Any] = {
    "runs": 1000,
    "weight_noise": 0.25,
    "treat": [
        {"method": "winsorise-then-log", "parameters": {"limit": limit}} for limit in range(1, 6)
    ],
    "normalise": [
        {"method": "min-max", "parameters": {"lower": 1, "upper": 100}},
        {"method": "z-score", "parameters": {"mean": 10, "sd": 2}},
    ],
    "aggregate": [
        {"method": "arithmetic-mean"},
        {"method": "geometric-mean", "parameters": {"clip_lower": 0.01}},
    ],
}
IMPUTATIONS = [RECIPE["impute"], {"method": "median"}]


def variations(**changes: Any) -> Uncertainty:
    """The factors of the reference, with changes."""
    return Uncertainty.model_validate({**FACTORS, **changes})


def case(territories: int, indicators: int) -> tuple[Tree, Cut]:
    """A framework and its figures; factors hold 5 indicators each, dimensions 3 factors."""
    names = [f"i{n:03}" for n in range(indicators)]
    framework = Framework.model_validate(
        {
            "id": "synthetic",
            "edition": "1",
            "title": {"en": "Synthetic"},
            "summary": {"en": "A framework of any size."},
            "reference_year": 2021,
            "nodes": _dimensions(names),
            "recipe": RECIPE,
        }
    )
    tree = tree_of(framework, dict.fromkeys(names, 1.0))
    values = figures(territories, indicators)
    groups = 40 if territories > 1000 else 8
    countries = [f"C{n % groups:02}" for n in range(territories)]
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


def figures(territories: int, indicators: int) -> np.ndarray:
    """Figures ``(indicator, territory)``: every tenth indicator skewed, 2 % missing."""
    random = np.random.default_rng(0)
    values = random.standard_normal((indicators, territories))
    values[::10] = np.exp(2 * values[::10])
    values[random.random(values.shape) < 0.02] = np.nan
    return values


def peer_preset(names: tuple[str, ...]) -> PeerPreset:
    """A preset of elements with four variables each."""
    elements = [names[n : n + 4] for n in range(0, len(names), 4)]
    return PeerPreset.model_validate(
        {
            "elements": [
                {
                    "id": f"e{n}",
                    "title": {"en": f"e{n}"},
                    "variables": [{"indicator": name} for name in held],
                }
                for n, held in enumerate(elements)
            ]
        }
    )


def _dimensions(names: list[str]) -> list[dict[str, object]]:
    factors = [names[n : n + IN_A_FACTOR] for n in range(0, len(names), IN_A_FACTOR)]
    dimensions = [factors[n : n + IN_A_DIMENSION] for n in range(0, len(factors), IN_A_DIMENSION)]
    return [
        _node(
            f"D{d}",
            "dimension",
            nodes=[
                _node(f"D{d}.{n}", "factor", indicators=[{"indicator": i} for i in held])
                for n, held in enumerate(inside)
            ],
        )
        for d, inside in enumerate(dimensions)
    ]


def _node(name: str, kind: str, **below: object) -> dict[str, object]:
    return {"id": name, "kind": kind, "title": {"en": name}, **below}
