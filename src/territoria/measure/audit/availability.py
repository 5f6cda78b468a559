"""Availability: how much of the table carries a figure, by row, territory, node and group.

Source: Handbook (2008), step 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territoria.measure.frame import Booleans, Floats


@dataclass(frozen=True, eq=False)
class GroupAvailability:
    """Share of a group's territories with a figure, ``(indicator, label)``."""

    labels: tuple[str, ...]
    shares: Floats


@dataclass(frozen=True, eq=False)
class Availability:
    """Shares between 0 and 1 of figures that are there.

    ``by_node[node, territory]``: of the indicators under the node, each counted once whatever its
    weight (the coverage of a score weighs them).
    """

    total: float
    by_indicator: Floats
    by_territory: Floats
    by_node: Floats
    by_group: Mapping[str, GroupAvailability]


def availability(
    values: Floats, below: Booleans, groups: Mapping[str, Sequence[str]] | None = None
) -> Availability:
    """Shares of ``values[indicator, territory]`` that are present.

    ``below[node, indicator]`` says what stands under a node; ``groups`` give a label per territory.
    """
    present = np.isfinite(values).astype(float)
    return Availability(
        total=float(present.mean()),
        by_indicator=present.mean(axis=1),
        by_territory=present.mean(axis=0),
        by_node=below.astype(float) @ present / below.sum(axis=1)[:, None],
        by_group={name: _by_group(present, labels) for name, labels in (groups or {}).items()},
    )


def _by_group(present: Floats, labels: Sequence[str]) -> GroupAvailability:
    names, which = np.unique(np.array(labels), return_inverse=True)
    member = (which.ravel()[:, None] == np.arange(len(names))).astype(float)
    return GroupAvailability(
        labels=tuple(str(n) for n in names), shares=present @ member / member.sum(axis=0)
    )
