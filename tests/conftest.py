"""A site with the real release: filled once a test process, every test in a transaction of its own."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from filling import fill, filled

# There are as many processes as cores already: threads that compute would wait for each other.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"}

# How long an example takes says something of the machine, nothing of the code. One profile for all
# tests: one that a folder loads would hold for every file read after it, and for no other.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, max_examples=20)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

# Files go to two processes, each file to one. These come first: while one process makes the site
# that all walks copy, the other has something else to do; and no long file is left for the end.
FIRST = (
    "browser/test_site_pages.py",
    "territoria/documents/briefing/test_briefing.py",
    "territoria/documents/workbook/test_write.py",
    "territoria/test_cli.py",
    "territoria_web/desk/test_matrix.py",
    "browser/test_process_pages.py",
    "browser/",
    "territoria_web/people/test_moving.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, in the order of ``FIRST``."""
    items.sort(key=lambda item: _turn(item.nodeid.removeprefix("tests/")))


def _turn(name: str) -> int:
    return next((n for n, first in enumerate(FIRST) if name.startswith(first)), len(FIRST))


def pytest_collectstart() -> None:
    """Nothing that is collected is rubbish."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Twelve thousand tests stay as long as the process: nobody need look again if they are rubbish;
    and of what a test leaves, little waits for the one who looks.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)
    gc.enable()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """A test database with the reference release, all scores, and a few diagnoses."""
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        with tempfile.TemporaryDirectory(prefix="territoria-test-") as folder:
            with django_db_blocker.unblock():
                _open_a_copy(Path(folder) / "test.sqlite3")
            yield
            with django_db_blocker.unblock():
                _let_go()
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    database.setdefault("TEST", {})["NAME"] = f"test_territoria_{worker or 'one'}"
    with django_db_blocker.unblock():
        # no copy in memory of all figures, which takes seconds: nothing is ever restored from it
        held = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
        fill()
    yield
    with django_db_blocker.unblock():
        teardown_databases(held, verbosity=0)


def _open_a_copy(path: Path) -> None:
    """A filled database in a file, so that a live server's threads see the same rows. It has all tables
    already: to look for what is still to be migrated takes seconds.
    """
    from django.db import connection

    shutil.copy(filled(), path)
    connection.close()
    connection.settings_dict["NAME"] = str(path)


def _let_go() -> None:
    from django.db import connection

    connection.close()


@pytest.fixture(scope="session", autouse=True)
def constraints_checked_after_changes() -> Iterator[None]:
    """A test that wrote nothing broke no foreign key, nor did any test in a large table that it added
    nothing to: to check all of them takes a while.
    """
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.test import TestCase

    last: list[tuple[object, int]] = []
    usual = TestCase._should_check_constraints  # type: ignore[attr-defined]

    def changed(self: TestCase, connection: BaseDatabaseWrapper) -> bool:
        held = connection.connection
        if connection.vendor == "sqlite" and held is not None:
            with suppress(sqlite3.ProgrammingError):  # the test closed it
                now = [(held, held.total_changes)]
                if now == last:
                    return False
                last[:] = now
        if not usual(self, connection):
            return False
        if connection.vendor == "sqlite" and held is not None:
            connection.check_constraints(table_names=_tables_to_check(connection))
            return False
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestCase, "_should_check_constraints", changed)
        yield


LARGE = ("measure_observation", "measure_score", "measure_figure")


def _tables_to_check(connection: Any) -> list[str]:
    """All tables but the large ones that end where they end in the file, which hears of no test."""
    ends = _ends(connection.settings_dict["NAME"])
    held = connection.connection
    same = {table for table in LARGE if _end(held, table) == ends[table]}
    return [table for table in ends if table not in same]


@cache
def _ends(path: str) -> dict[str, Any]:
    """The highest number of each table in a file, of which only the large ones are looked at."""
    with closing(sqlite3.connect(path)) as file:
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: _end(file, name) if name in LARGE else None for (name,) in names}


def _end(held: sqlite3.Connection, table: str) -> Any:
    return held.execute(f"SELECT MAX(id) FROM {table}").fetchone()


@pytest.fixture
def site_data(db: None) -> None:
    """The database with the real release."""
