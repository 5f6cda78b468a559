"""One territory from peers to roadmap, in every framework that compares peers.

Collected by ``make bench`` only. Times are printed and never asserted; that two diagnoses of one
territory are the same is.
"""

from __future__ import annotations

import pytest

from benchmarks.table import Row, least
from territoria.content import load_library
from territoria.diagnosis import Diagnosis, Universe, open_universe
from territoria.observations import bundled

LIBRARY = load_library()
COMPARING = [i for i, text in LIBRARY.frameworks.items() if text.peers is not None]
PLACES = ("AT11", "FRE1", "DE21", "SE33")
RESULTS = (
    "peers", "trends", "targets", "gaps", "largest_doubt", "facts", "fits", "advised", "roadmap",
)  # fmt: skip
GOAL = 0.25


def whole(universe: Universe, code: str) -> Diagnosis:
    """A diagnosis with everything in it computed."""
    found = Diagnosis(universe, universe.observations.territory(code))
    for name in RESULTS:
        getattr(found, name)
    return found


@pytest.mark.parametrize("framework", COMPARING)
def test_the_diagnosis_of_one_territory(benchmark, framework, tell):
    release = bundled("europe-nuts2021")
    universe = open_universe(LIBRARY, release, LIBRARY.frameworks[framework])
    first = whole(universe, PLACES[0])  # and with it all that territories share
    again = benchmark.pedantic(
        whole, args=(universe, PLACES[0]), rounds=5, iterations=1, warmup_rounds=1
    )
    assert {n: g.size for n, g in again.gaps.items()} == {n: g.size for n, g in first.gaps.items()}
    seconds = max(least(lambda code=code: whole(universe, code), 2) for code in PLACES)
    tell(Row(f"{framework}, diagnosis of one region", seconds, goal=GOAL))
