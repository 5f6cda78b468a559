"""Conversations made up for tests: camps that vote by the sign of a statement, with some noise."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from territoria.listen.opinion.votes import Votes, votes_from

Camps = Callable[..., Votes]


def in_camps(
    sizes: tuple[int, ...] = (40, 25),
    statements: int = 12,
    *,
    noise: float = 0.05,
    blank: float = 0.1,
    seed: int = 3,
) -> Votes:
    """People in camps; each camp has a side of its own on every statement."""
    rng = np.random.default_rng(seed)
    sides = rng.choice([-1, 1], size=(len(sizes), statements))
    sides[0], sides[1] = 1, -1
    sides[:, 0] = 1  # what everybody agrees with
    records = []
    for camp, size in enumerate(sizes):
        for person in range(size):
            for statement in range(statements):
                if rng.random() < blank and statement > 7:
                    continue
                value = int(sides[camp, statement])
                if rng.random() < noise:
                    value = int(rng.integers(-1, 2))
                records.append((f"{camp}-{person:03}", f"s{statement}", value))
    return votes_from(records, statements=[f"s{n}" for n in range(statements)])


@pytest.fixture
def camps() -> Camps:
    return in_camps
