"""Why an advice is given: a gap that is one, else the way it opens, else what is not known."""

from __future__ import annotations

from typing import Any

import pytest

from territoria_web.recommend.queries.why_here import is_gap, reason_of

pytestmark = pytest.mark.usefixtures("site_data")

WIDE = {"firm": True, "size": 1.0, "value": 5, "peer_low": 11, "peer_high": 15, "chance": 0.9}
AHEAD = {**WIDE, "firm": False, "size": -0.2}
WHY = "its factors have no figure or no peers yet"


def reason(gap: dict[str, Any], opens: tuple[str, ...] = (), *, empty: bool = False) -> str:
    found = {"id": "user-feedback", "gaps": ["A"], "opens": opens, "why_tier": WHY}
    return reason_of(found, {"A": gap}, lambda _node: "Skills", lambda _node: empty)


def test_a_firm_gap_is_the_reason_with_its_numbers():
    assert reason(WIDE, ("dated-roadmap",)) == (
        "Skills: 5 points; the middle half of the peers lies between 11 and 15. There is a gap to "
        "their better quarter in 90 % of the variations."
    )


def test_being_ahead_is_no_reason():
    assert not is_gap(AHEAD)
    assert reason(AHEAD, ("dated-roadmap",)) == (
        "It opens the way for: Put a dated roadmap with owners and costs to a council vote."
    )


def test_where_nothing_is_known_that_is_said():
    unknown = {**AHEAD, "size": None, "value": None}
    assert reason(unknown, empty=True) == (
        "Skills: no figure exists for regions; only people here can tell."
    )
    assert reason(unknown) == "Its factors have no figure or no peers yet."
