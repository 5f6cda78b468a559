"""Every test of a source may ask a service on this machine and read the recorded answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from web_service import Service, recorded, serve


@pytest.fixture
def service() -> Iterator[Service]:
    """A web service that says what the test tells it to."""
    with serve() as held:
        yield held


@pytest.fixture
def wire() -> Callable[[str], str]:
    """A recorded answer by the beginning of its name; skips where they are not here."""
    return recorded
