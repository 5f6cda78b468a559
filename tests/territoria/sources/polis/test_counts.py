from __future__ import annotations

import pytest

from territoria.sources.polis.counts import of_count
from territoria.speech import NARROW_SPACE, speaking


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 vote of A."), (2, "2 votes of A."), (12_345, "12,345 votes of A.")]
)
def test_one_and_more_are_said_apart(count, said):
    assert of_count(count, "1 vote of {who}.", "{count} votes of {who}.", who="A") == said


def test_thousands_are_parted_as_the_language_does():
    with speaking("fr"):
        assert of_count(12_345, "1 vote", "{count} votes") == f"12{NARROW_SPACE}345 votes"
