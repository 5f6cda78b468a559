"""The tables of the benches, printed when all have run; and the marker of the slow ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.table import CURVE, GOALS, Doubling, Row, layout

ROWS = pytest.StashKey[list[Row]]()
STEPS = pytest.StashKey[list[Doubling]]()
SLOW = "SLOW"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"slow: takes a minute or more; runs with {SLOW}=1")
    config.stash[ROWS], config.stash[STEPS] = [], []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get(SLOW):
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason=f"slow; set {SLOW}=1"))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[Row | Doubling], None]:
    """Puts a line into the tables at the end."""

    def keep(line: Row | Doubling) -> None:
        kept: Any = request.config.stash[ROWS if isinstance(line, Row) else STEPS]
        kept.append(line)

    return keep


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for title, header, lines in (
        ("goals", GOALS, config.stash[ROWS]),
        ("growth", CURVE, config.stash[STEPS]),
    ):
        if lines:
            terminalreporter.section(title)
            terminalreporter.write_line("")
            for line in layout(header, [found.cells() for found in lines]):
                terminalreporter.write_line(line)
