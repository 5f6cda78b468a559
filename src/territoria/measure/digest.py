"""The digest of a framework: SHA-256 of everything that decides a number, and of nothing else."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np

from territoria.measure.frame import Floats
from territoria.model import Framework, Node, Text

# What later versions of the library added to the texts. A text that does not use it keeps the
# digest that it had before.
ADDED: dict[str, Any] = {
    "target": None,
    "denominator": None,
    "scale_factor": 1.0,
    "impute": None,
    "treat": None,
    "normalise": None,
    "period": {"method": "latest", "parameters": {}},
    "denominate": {"method": "by-denominator", "parameters": {}},
    "weight": (),
    "dirichlet": None,
    "experts": (),
    "leave_out": (),
}


def digest_of(
    framework: Framework, direction: Floats, natural_bounds: tuple[Floats, Floats]
) -> str:
    """Hex digest over tree, weights, bounds, methods and seeds; titles and remarks do not count."""
    peers = framework.peers
    body = {
        "id": framework.id,
        "edition": framework.edition,
        "reference_year": framework.reference_year,
        "nodes": [_node(n) for n in framework.nodes],
        "minimum_coverage": framework.minimum_coverage,
        **_chosen(framework),
        "recipe": _dump(framework.recipe),
        "uncertainty": _dump(framework.uncertainty),
        "peers": peers.model_dump(exclude={"elements": {"__all__": {"title"}}}) if peers else None,
        "direction": direction.tolist(),
        "natural_bounds": [[_or_none(v) for v in side] for side in natural_bounds],
    }
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "weight": node.weight,
        "aggregate": node.aggregate.model_dump() if node.aggregate else None,
        "minimum_coverage": node.minimum_coverage,
        "nodes": [_node(c) for c in node.nodes],
        "indicators": [_dump(b, exclude={"remark", "proxy"}) for b in node.indicators],
        **_chosen(node),
    }


def _dump(text: Text, exclude: set[str] | None = None) -> dict[str, Any]:
    """The fields of a text, without those of ``ADDED`` that say nothing."""
    fields = text.model_dump(exclude=exclude)
    return {k: v for k, v in fields.items() if k not in ADDED or v != ADDED[k]}


def _chosen(node: Node | Framework) -> dict[str, Any]:
    """What a node says beyond the first version of the texts; empty where it is silent."""
    found: dict[str, Any] = {}
    if node.weigh:
        found["weigh"] = node.weigh.model_dump()
    if node.decimals is not None:
        found["decimals"] = node.decimals
    if node.minimum_children:
        found["minimum_children"] = node.minimum_children
    if isinstance(node, Framework) and node.aggregate:
        found["aggregate"] = node.aggregate.model_dump()
    if isinstance(node, Framework) and node.level != "region":
        found["level"] = node.level
    return found


def _or_none(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
