"""What is opened before anyone asks."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator

import pytest

from territoria_web.measure.queries import universes
from territoria_web.site import warm


@pytest.fixture(autouse=True)
def rounds() -> Iterator[None]:
    """The collector as it was."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.usefixtures("site_data")
def test_what_the_first_reader_needs_is_open(caplog: pytest.LogCaptureFixture):
    universes._opened.cache_clear()
    warm.warm()
    assert universes._opened.cache_info().currsize == 1
    assert caplog.records == []


@pytest.mark.usefixtures("db")
def test_a_site_without_data_starts_all_the_same(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("territoria_web.measure.queries.assessments.MAIN", "nothing")
    monkeypatch.setattr("territoria_web.territories.queries.search_territories", None)
    with caplog.at_level(logging.WARNING):
        warm.warm()
    assert [r.getMessage() for r in caplog.records] == [
        "some things are opened when they are asked for first"
    ]


def test_what_is_open_is_no_longer_looked_through_by_the_collector():
    held = [[n] for n in range(1000)]
    warm.keep_for_good()
    assert gc.get_freeze_count() > len(held)
    assert gc.get_threshold() == warm.ROUNDS
