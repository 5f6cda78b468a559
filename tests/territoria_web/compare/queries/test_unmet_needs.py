"""Many firms name an obstacle for sure, and nobody there addresses it."""

from __future__ import annotations

import pytest

from territoria_web.compare.queries.unmet_needs import STATE_MARKS, STATE_WORDS, state_of


@pytest.mark.parametrize(
    ("low", "addressed", "state"),
    [(None, True, "unknown"), (0.24, False, "few"), (0.25, True, "met"), (0.25, False, "unmet")],
)
def test_the_lower_end_of_the_range_decides(low: float | None, addressed: bool, state: str):
    assert state_of(low, is_addressed=addressed) == state


def test_every_state_has_its_mark_and_words():
    assert list(STATE_MARKS) == list(STATE_WORDS)
    assert len(set(STATE_MARKS.values())) == len(STATE_MARKS)
