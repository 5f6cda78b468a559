"""A site with the real release: filled once a test process, every test in a transaction of its own."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from filling import fill

TESTS = Path(__file__).resolve().parents[1]
SOURCE = TESTS.parent / "src"


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """A test database with the reference release, all scores, and a few diagnoses."""
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    database = settings.DATABASES["default"]
    embedded = database["ENGINE"].endswith("sqlite3")
    folder = Path(tempfile.mkdtemp(prefix="territoria-test-"))
    # a file, so that a live server's threads see the same rows
    name = str(folder / "test.sqlite3") if embedded else f"test_territoria_{worker or 'one'}"
    database.setdefault("TEST", {})["NAME"] = name
    with django_db_blocker.unblock():
        if embedded:
            shutil.copy(_filled(), name)
        held = setup_databases(verbosity=0, interactive=False, keepdb=embedded)
        if not embedded:
            fill()
    yield
    with django_db_blocker.unblock():
        teardown_databases(held, verbosity=0)


def _filled() -> Path:
    """A filled database in a file, made once for a state of the code and shared by all processes."""
    folder = Path(tempfile.gettempdir()) / "territoria-filled"
    folder.mkdir(exist_ok=True)
    path = folder / f"{_state()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.is_file():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            made = path.with_suffix(".making")
            made.unlink(missing_ok=True)
            code = "import sys; from filling import make; make(sys.argv[1])"
            home = tempfile.mkdtemp(prefix="territoria-filling-")
            subprocess.run(
                [sys.executable, "-c", code, str(made)],
                check=True,
                cwd=TESTS,
                env={**os.environ, "TERRITORIA_HOME": home, "DATABASE_URL": f"sqlite:///{made}"},
            )
            made.rename(path)
    return path


def _state() -> str:
    """Names everything that the filled database is made of."""
    found = hashlib.sha256()
    rooms = SOURCE / "territoria_web"
    files = [
        *(SOURCE / "territoria").rglob("*.py"),
        *rooms.rglob("services/*.py"),
        *rooms.rglob("*/models.py"),
        *rooms.rglob("migrations/*.py"),
        *(TESTS.parent / "content").rglob("*.*"),
        TESTS / "filling.py",
    ]
    for path in sorted(p for p in files if not {"pictures", "cli", "documents"} & set(p.parts)):
        found.update(path.read_bytes())
    return found.hexdigest()[:24]


@pytest.fixture
def site_data(db: None) -> None:
    """The database with the real release."""
