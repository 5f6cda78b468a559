"""The worker beside the serving processes is started again when it dies."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from territoria_web.site import serving
from territoria_web.site.serving import COMPUTING, keep_working

DIES = "import sys; open(sys.argv[1], 'a').write('x')"
STAYS = "import sys, time; open(sys.argv[1], 'a').write('x'); time.sleep(60)"


def run(code: str, mark: Path, seconds: float) -> None:
    stopped = Event()
    command = (sys.executable, "-c", code, str(mark))
    watch = Thread(target=keep_working, args=(stopped, command, 0.01))
    watch.start()
    time.sleep(seconds)
    stopped.set()
    watch.join(timeout=20)
    assert not watch.is_alive()


def test_a_worker_that_dies_is_started_again(tmp_path: Path):
    run(DIES, tmp_path / "mark", 4)
    assert len((tmp_path / "mark").read_text()) >= 2


def test_a_worker_that_works_is_left_alone_and_stopped_at_the_end(tmp_path: Path):
    run(STAYS, tmp_path / "mark", 2)
    assert (tmp_path / "mark").read_text() == "x"


def test_serving_loads_nothing_that_starts_threads():
    import subprocess

    code = (
        "import sys, territoria_web.site.serving; "
        "print(sorted({'django', 'polars', 'numpy', 'territoria'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_whoever_serves_computes_on_one_thread_with_a_large_stack(
    monkeypatch: pytest.MonkeyPatch,
):
    granian = pytest.importorskip("granian")
    seen: list[dict[str, str | None]] = []

    class Server:
        def __init__(self, *_: object, **__: object) -> None:
            seen.append({name: os.environ.get(name) for name in COMPUTING})

        def serve(self) -> None:
            """At once."""

    for name in COMPUTING:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr(granian, "Granian", Server)
    monkeypatch.setattr(serving, "keep_working", lambda stopped: None)
    monkeypatch.setattr(serving.signal, "signal", lambda *_: None)
    serving.main("127.0.0.1", 0, 1, 1)
    assert seen == [{"OPENBLAS_NUM_THREADS": "1", "RUST_MIN_STACK": "16777216"}]
