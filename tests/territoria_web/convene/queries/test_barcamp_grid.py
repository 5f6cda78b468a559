"""Slots and spaces in words."""

from __future__ import annotations

import pytest

from a_meeting import a_meeting
from territoria_web.convene.queries.barcamp_grid import hours_said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_hours_stand_with_their_day_where_there_are_several():
    row = a_meeting(people=0).row
    slot = row.slots.get(number=1)
    assert hours_said(slot, row) == "11:00 – 11:45"
    row.days = {**row.days, "2": {"date": "2027-03-19", "starts": "09:00"}}
    assert hours_said(slot, row) == "18 March 2027, 11:00 – 11:45"
