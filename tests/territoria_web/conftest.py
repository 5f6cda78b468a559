"""What every test of the site begins with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A page in another language leaves it active in the thread; the next test begins in English."""
    from django.utils.translation import activate

    activate("en")
    yield
    activate("en")
