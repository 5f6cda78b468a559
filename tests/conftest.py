"""A site with the real release: filled once a test process, every test in a transaction of its own."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from filling import fill, filled

# How long an example takes says something of the machine, nothing of the code. One profile for all
# tests: one that a folder loads would hold for every file read after it, and for no other.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, max_examples=25)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

# Files go to two processes, each file to one. These come first: while one process makes the site
# that all walks copy, the other has something else to do; and no long file is left for the end.
FIRST = (
    "browser/test_site_pages.py",
    "territoria_web/desk/test_matrix.py",
    "browser/test_process_pages.py",
    "territoria/documents/briefing/test_briefing.py",
    "browser/",
    "territoria/documents/workbook/test_write.py",
    "territoria_web/people/test_moving.py",
    "territoria/test_cli.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, in the order of ``FIRST``."""
    items.sort(key=lambda item: _turn(item.nodeid.removeprefix("tests/")))


def _turn(name: str) -> int:
    return next((n for n, first in enumerate(FIRST) if name.startswith(first)), len(FIRST))


def pytest_collection_finish() -> None:
    """Twelve thousand tests stay as long as the process: nobody need look again if they are rubbish."""
    gc.collect()
    gc.freeze()


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
            shutil.copy(filled(), name)
        # no copy in memory of all figures, which takes seconds: nothing is ever restored from it
        held = setup_databases(
            verbosity=0, interactive=False, keepdb=embedded, serialized_aliases=()
        )
        if not embedded:
            fill()
    yield
    with django_db_blocker.unblock():
        teardown_databases(held, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def constraints_checked_after_changes() -> Iterator[None]:
    """A test that wrote nothing broke no foreign key: to check all of them takes a while."""
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
        return bool(usual(self, connection))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestCase, "_should_check_constraints", changed)
        yield


@pytest.fixture
def site_data(db: None) -> None:
    """The database with the real release."""
