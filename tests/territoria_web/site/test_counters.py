"""Counters of rate limits: what locks an account is not crowded out by what others count."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import Popen
from threading import Thread

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


def test_threads_that_count_at_once_lose_no_count(counters: Counters):
    def count() -> None:
        for _ in range(50):
            counters.add("asked", 0, 120)
            counters.incr("asked")

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counters.get("asked") == 200


def test_processes_that_count_at_once_lose_no_count(counters: Counters, tmp_path: Path):
    code = (
        "import sys; from territoria_web.site.counters import Counters\n"
        "held = Counters(sys.argv[1], {})\n"
        "for _ in range(50): held.add('asked', 0, 120); held.incr('asked')"
    )
    asked = [sys.executable, "-c", code, str(tmp_path)]
    assert [run.wait(60) for run in [Popen(asked) for _ in range(2)]] == [0, 0]
    assert counters.get("asked") == 100


def test_of_those_who_add_at_once_one_is_the_first(counters: Counters):
    first: list[bool] = []
    threads = [Thread(target=lambda: first.append(counters.add("lock", 1, 9))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert first.count(True) == 1
