"""The process that does long work ends with the one that started it, whatever its number is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from territoria_web.jobs.stopping import stopping
from territoria_web.site import worker


@pytest.fixture
def stop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], bool]]:
    """Whether the worker would stop while its parent has a number."""
    found: list[Callable[[], bool]] = []
    parent = [1]

    def work(*, stop: Callable[[], bool], pause: float) -> None:
        found.append(stop)

    monkeypatch.setattr("territoria_web.jobs.worker.work", work)
    monkeypatch.setattr(worker.os, "getppid", lambda: parent[0])
    monkeypatch.setattr(worker.os, "nice", lambda step: step)
    monkeypatch.setattr(worker.signal, "signal", lambda *_: None)
    worker.main()

    def would(number: int) -> bool:
        parent[0] = number
        return found[0]()

    yield would
    stopping.clear()


def test_it_works_while_its_parent_lives_also_as_the_first_of_a_container(stop):
    assert not stop(1)


def test_it_stops_when_its_parent_is_gone(stop):
    assert stop(7)


def test_it_stops_when_it_is_told(stop):
    worker.stop(15, None)
    assert stop(1)
