"""A site with the real release: filled once a test process, every test in a transaction of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from filling import fill, filled


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
        held = setup_databases(verbosity=0, interactive=False, keepdb=embedded)
        if not embedded:
            fill()
    yield
    with django_db_blocker.unblock():
        teardown_databases(held, verbosity=0)


@pytest.fixture
def site_data(db: None) -> None:
    """The database with the real release."""
