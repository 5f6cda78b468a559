"""A shelf with the small library, for every rule to be broken on."""

from __future__ import annotations

import pytest

from shelf import Shelf, filled_shelf


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    """The small library in a folder of its own."""
    return filled_shelf(tmp_path / "library")
