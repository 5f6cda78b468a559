"""Letters are written at once, so that a test can read them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> Iterator[None]:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()
    yield
    cache.clear()
