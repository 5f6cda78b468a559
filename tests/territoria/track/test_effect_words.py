from __future__ import annotations

import pytest

from territoria.track.effect_words import moved_said, unknown_said
from territoria.track.pace import Band


@pytest.mark.parametrize(
    "why", ["no indicator", "no target", "no baseline", "no direction", "no time"]
)
def test_every_reason_is_a_sentence(why: str) -> None:
    said = unknown_said(why)
    assert (said[:9], said[-1]) == ("Unknown: ", ".")


def test_a_target_given_upside_down_is_said_from_low_to_high() -> None:
    said = moved_said(Band(6, 4, 2028), Band(8, 8, 2030), "days")
    assert said == "Target: moved from 4 to 6 days by 2028 to 8 days by 2030."
