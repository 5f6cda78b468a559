"""Match: which advice could apply, and what stands in its way.

Rules decide what is admissible: a candidate must address a gap, or an unknown; a prerequisite is
met, unmet or unknown (and unknown counts as not met for acting now); an exclusion is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from territoria.errors import ContentError, Problem
from territoria.model import Prerequisite, Recommendation, Threshold

State = Literal["met", "unmet", "unknown"]


@dataclass(frozen=True)
class Condition:
    """A prerequisite with its state here; ``value`` is the figure that decided it, if one did."""

    prerequisite: Prerequisite
    state: State
    value: float | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of a territory: figures by indicator, and advice already carried out."""

    values: Mapping[str, float]
    done: frozenset[str] = frozenset()


def conditions_of(text: Recommendation, facts: Facts) -> tuple[Condition, ...]:
    """Every prerequisite of an advice with its state."""
    return tuple(_state(p, facts) for p in text.prerequisites)


def _state(prerequisite: Prerequisite, facts: Facts) -> Condition:
    if prerequisite.data is not None:
        value = facts.values.get(prerequisite.data.indicator)
        if value is None:
            return Condition(prerequisite, "unknown")
        return Condition(prerequisite, "met" if holds(prerequisite.data, value) else "unmet", value)
    if prerequisite.recommendation is not None:
        done = prerequisite.recommendation in facts.done
        return Condition(prerequisite, "met" if done else "unmet")
    return Condition(prerequisite, "unknown")


def holds(threshold: Threshold, value: float) -> bool:
    """Whether a figure satisfies a threshold."""
    if threshold.at_least is not None:
        return value >= threshold.at_least
    return threshold.at_most is not None and value <= threshold.at_most


def exclusion(text: Recommendation, facts: Facts) -> Threshold | None:
    """The first rule that takes this advice off the table here, or None."""
    for threshold in text.excluded_when:
        value = facts.values.get(threshold.indicator)
        if value is not None and holds(threshold, value):
            return threshold
    return None


def order_by_prerequisite(texts: Mapping[str, Recommendation]) -> list[str]:
    """Ids so that what must come first stands first, ties by id. ContentError on a cycle."""
    graph = {
        i: {p.recommendation for p in text.prerequisites if p.recommendation in texts}
        for i, text in texts.items()
    }
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        ring = " → ".join(str(i) for i in error.args[1])
        raise ContentError(
            Problem("recommendations", f"prerequisites run in a circle: {ring}.", "Break it.")
        ) from None
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(str(i) for i in sorter.get_ready())
        order.extend(ready)
        sorter.done(*ready)
    return order
