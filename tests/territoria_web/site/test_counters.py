"""Counters of rate limits: what locks an account is not crowded out by what others count."""

from __future__ import annotations

from pathlib import Path

import pytest

from territoria_web.site.counters import Counters


@pytest.fixture
def counters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counters:
    monkeypatch.setattr(Counters, "_swept", float("-inf"))
    return Counters(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 3}})


def test_a_counter_stays_however_many_others_there_are(counters: Counters):
    counters.set("locked", 5, 900)
    for number in range(50):
        counters.set(f"asked-{number}", 1, 120)
    assert counters.get("locked") == 5
    assert sum(counters.get(f"asked-{number}") for number in range(50)) == 50


def test_what_has_run_out_is_swept_and_nothing_else(
    counters: Counters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    counters.set("locked", 5, 900)
    for number in range(20):
        counters.set(f"asked-{number}", 1, -1 if number % 2 else 120)
    monkeypatch.setattr(Counters, "_swept", float("-inf"))
    counters.set("another", 1, 120)
    assert len(list(tmp_path.glob("*.djcache"))) == 12


def test_it_is_swept_once_a_minute(counters: Counters, monkeypatch: pytest.MonkeyPatch):
    looked: list[int] = []
    monkeypatch.setattr(Counters, "_list_cache_files", lambda _self: looked.append(1) or [])
    for number in range(5):
        counters.set(f"asked-{number}", 1, 120)
    assert len(looked) == 1


def test_the_site_keeps_its_counters_there():
    from territoria_web.site import settings

    assert settings.CACHES["default"]["BACKEND"] == "territoria_web.site.counters.Counters"
