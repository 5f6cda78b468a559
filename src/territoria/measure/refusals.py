"""Refusals: replications that a method cannot compute are excluded and counted, never dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from territoria.errors import MethodError
from territoria.measure.frame import Booleans, Floats, Integers


@dataclass
class Refusals:
    """Which replications a method refused, and why."""

    excluded: Booleans
    reasons: dict[str, int] = field(default_factory=dict)

    @classmethod
    def none(cls, count: int) -> Refusals:
        """Nothing refused yet among ``count`` replications."""
        return cls(np.zeros(count, dtype=bool))

    def add(self, rows: Integers, reason: str) -> None:
        """Count the replications that are not excluded already."""
        fresh = rows[~self.excluded[rows]]
        self.excluded[fresh] = True
        if fresh.size:
            self.reasons[reason] = self.reasons.get(reason, 0) + int(fresh.size)

    def halve(
        self, rows: Integers, compute: Callable[[Integers], Floats]
    ) -> Iterator[tuple[Integers, Floats]]:
        """What can be computed of some replications; where a method refuses, each half is tried,
        down to the single ones that it refuses.
        """
        rows = rows[~self.excluded[rows]]
        if not rows.size:
            return
        try:
            block = compute(rows)
        except MethodError as error:
            if rows.size == 1:
                self.add(rows, str(error))
                return
            middle = rows.size // 2
            yield from self.halve(rows[:middle], compute)
            yield from self.halve(rows[middle:], compute)
        else:
            yield rows, block
