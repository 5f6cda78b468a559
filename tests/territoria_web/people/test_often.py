"""Letters that ask to confirm: few to one address, few for one asker, not without end for a place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from territoria_web.people import often
from territoria_web.people.often import may_ask_to_confirm


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_one_address_is_written_to_five_times_whoever_asks():
    sent = [may_ask_to_confirm("ada@example.org", place="f", asker=str(n)) for n in range(7)]
    assert sent == [True] * 5 + [False] * 2


def test_one_asker_reaches_five_addresses():
    sent = [may_ask_to_confirm(f"a{n}@example.org", place="f", asker="me") for n in range(7)]
    assert sent == [True] * 5 + [False] * 2


def test_a_place_ends_somewhere_and_another_one_goes_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(often, "OF_A_PLACE", 3)
    sent = [may_ask_to_confirm(f"a{n}@example.org", place="f", asker=str(n)) for n in range(4)]
    assert sent == [True, True, True, False]
    assert may_ask_to_confirm("a9@example.org", place="g", asker="9")
