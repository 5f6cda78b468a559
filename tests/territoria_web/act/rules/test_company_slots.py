"""From date, first begin, length and breaks to the hours of talks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from territoria_web.act.rules.company_slots import (
    Plan,
    as_data,
    begins_of,
    breaks_in,
    breaks_said,
    plan_from,
)

DAY = date(2027, 3, 18)


def hours(plan: Plan) -> list[str]:
    return [f"{datetime.fromisoformat(one):%H:%M}" for one in begins_of(plan, "UTC")]


def test_talks_follow_each_other_and_none_reaches_into_a_break():
    plan = Plan(dates=(DAY,), talks=4, breaks=((time(9, 50), time(10, 15)),))
    assert hours(plan) == ["09:00", "09:25", "10:15", "10:40"]


def test_the_hours_are_those_of_the_place_also_where_clocks_change_between_two_dates():
    plan = Plan(dates=(date(2027, 3, 27), date(2027, 3, 29)), talks=1)
    assert begins_of(plan, "Europe/Paris") == [
        "2027-03-27T08:00:00+00:00",
        "2027-03-29T07:00:00+00:00",
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Plan(), "date"),
        (Plan(dates=(DAY, DAY)), "second"),
        (Plan(dates=(DAY,), talks=9), "talks"),
        (Plan(dates=(DAY,), minutes=5), "minutes"),
        (Plan(dates=(DAY,), between=31), "between"),
        (Plan(dates=(DAY,), starts=time(23, 30)), "talks"),
    ],
)
def test_what_no_day_can_hold_is_refused_at_its_field(wrong: Plan, field: str):
    with pytest.raises(ValidationError) as refused:
        begins_of(wrong, "UTC")
    assert set(refused.value.error_dict) == {field}


def test_breaks_are_read_as_people_write_them():
    found = breaks_in("12:00–13:00\n\n10.30 - 10.45\n15 h 00 à 15 h 20")
    assert breaks_said(found) == "10:30–10:45\n12:00–13:00\n15:00–15:20"
    for text in ("lunch", "13:00–12:00", "25:00–26:00"):
        with pytest.raises(ValidationError):
            breaks_in(text)


@given(
    st.integers(1, 8),
    st.integers(10, 60),
    st.integers(0, 30),
    st.lists(st.tuples(st.integers(8, 15), st.integers(1, 90)), max_size=3),
)
def test_no_two_talks_overlap_whatever_the_breaks(
    talks: int, minutes: int, between: int, pauses: list[tuple[int, int]]
):
    day = datetime(2027, 3, 18, tzinfo=UTC)
    breaks = [(day + timedelta(hours=h), day + timedelta(hours=h, minutes=m)) for h, m in pauses]
    plan = Plan(
        dates=(DAY,),
        starts=time(8),
        talks=talks,
        minutes=minutes,
        between=between,
        breaks=tuple((a.time(), b.time()) for a, b in breaks),
    )
    assert plan_from(as_data(plan)) == plan
    found = [datetime.fromisoformat(one) for one in begins_of(plan, "UTC")]
    long = timedelta(minutes=minutes)
    assert len(found) == talks
    assert all(b - a >= long + timedelta(minutes=between) for a, b in pairwise(found))
    assert not any(at < b and a < at + long for at in found for a, b in breaks)
