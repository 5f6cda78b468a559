"""Opinions of large conversations, and the gate of their groups, against plain ways to the same.

The loop goes over every vote in Python: means, places, counts and the share of each group. The plain
gate copies the people of a resample and takes a whole singular value decomposition of them.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from benchmarks.table import Row, least, once, peak_of
from territoria.listen.opinion.grouping import find_groups
from territoria.listen.opinion.opinions import opinions
from territoria.listen.opinion.projection import Projection, fill, in_conversation, project
from territoria.listen.opinion.stability import RESAMPLES, stability
from territoria.listen.opinion.votes import Votes, votes_from

SPLIT = 0.4  # of the people, in the second camp
PASSES = 2  # resamples of the plain gate, scaled up


def conversation(people: int, statements: int, votes: int) -> Votes:
    """Two camps, doubtful people, a sixth of the votes passes; blanks wherever they fall."""
    rng = np.random.default_rng(7)
    lean = rng.normal(size=(people, 2)) + 4 * (rng.random((people, 1)) < SPLIT)
    taste = lean @ rng.normal(size=(2, statements))
    cells = rng.choice(people * statements, votes, replace=False)
    at, on = np.divmod(cells, statements)
    value = np.sign(taste[at, on] + rng.normal(size=votes)).astype(int)
    value[rng.random(votes) < 1 / 6] = 0
    names = [f"s{n}" for n in range(statements)]
    held = [(f"p{p:06}", names[s], int(v)) for p, s, v in zip(at, on, value, strict=True)]
    return votes_from(held, statements=names)


def plain_counts(
    votes: Votes, directions: np.ndarray, group_of: dict[str, str], names: list[str]
) -> tuple[list[list[float]], list[float]]:
    """Places and group-informed consensus, one vote after the other."""
    rows = votes.values.tolist()
    columns = range(len(votes.statements))
    known = [[row[c] for row in rows if row[c] == row[c]] for c in columns]
    means = [sum(column) / len(column) if column else 0.0 for column in known]
    places = []
    agree = {name: [0] * len(means) for name in names}
    seen = {name: [0] * len(means) for name in names}
    for person, row in zip(votes.participants, rows, strict=True):
        said = [c for c in columns if row[c] == row[c]]
        stretch = (len(means) / max(len(said), 1)) ** 0.5
        places.append(
            [
                stretch * sum((row[c] - means[c]) * axis[c] for c in said)
                for axis in directions.tolist()
            ]
        )
        if person in group_of:
            for c in said:
                seen[group_of[person]][c] += 1
                agree[group_of[person]][c] += row[c] > 0
    informed = [1.0] * len(means)
    for name in names:
        for c in columns:
            informed[c] *= (agree[name][c] + 1) / (seen[name][c] + 2)
    return places, informed


def plain_gate(votes: Votes, projection: Projection, k: int) -> None:
    """Resamples as copies of people, each with a whole decomposition."""
    for n in range(PASSES):
        rng = np.random.default_rng(n)
        drawn = votes.values[rng.integers(len(votes.values), size=len(votes.values))]
        known = np.isfinite(drawn)
        apart = np.where(known, drawn - np.nanmean(drawn, axis=0), 0.0)
        _, _, axes = np.linalg.svd(apart, full_matrices=False)
        stretch = np.sqrt(drawn.shape[1] / np.maximum(known.sum(axis=1), 1))
        places = apart @ axes[:2].T * stretch[:, None]
        find_groups(places, known.sum(axis=1) >= 7, seed=1, k=k)


@pytest.mark.parametrize(
    ("people", "statements", "votes", "goal", "rounds"),
    [
        (2_000, 600, 216_000, 2.0, 3),
        pytest.param(33_500, 1_000, 1_700_000, 20.0, 1, marks=pytest.mark.slow),
    ],
)
def test_opinions(people, statements, votes, goal, rounds, tell):
    table = conversation(people, statements, votes)

    def run():
        return opinions(table, seed=1, gated=False)

    found, first = once(run)
    directions = project(fill(table))
    names = [group.name for group in found.groups]
    (places, informed), loop = once(
        lambda: plain_counts(table, directions.directions, found.group_of(), names)
    )
    assert_allclose(places, directions.positions, atol=1e-9)
    assert_allclose(informed, [row.group_informed for row in found.statements], rtol=1e-12)
    seconds = first if rounds == 1 else least(run, rounds)
    tell(Row(f"opinions {people:,} × {statements}", seconds, goal, None, loop, peak_of(run)))


def test_the_gate(tell):
    table = conversation(2_000, 900, 216_000)
    inside, filled = in_conversation(table), fill(table)
    projection = project(filled)
    groups = find_groups(projection.positions, inside, seed=1)
    assert groups is not None

    def run():
        return stability(filled, inside, groups, seed=1)

    assert run().resamples == RESAMPLES
    _, loop = once(lambda: plain_gate(table, projection, groups.k))
    tell(
        Row(
            f"gate 2,000 × 900, {RESAMPLES} resamples",
            least(run, 1),
            30.0,
            None,
            loop * RESAMPLES / PASSES,
            peak_of(run),
        )
    )
