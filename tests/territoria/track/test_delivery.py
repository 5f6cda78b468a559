from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.track.delivery import STATES, delivery_of
from territoria.track.promise import Milestone, Promise

TODAY = date(2026, 6, 1)
JANUARY, DECEMBER = date(2026, 1, 1), date(2026, 12, 31)


def step(name: str, due: date | None, done: date | None = None) -> Milestone:
    return Milestone(name, due, done)


days = st.none() | st.dates(date(2025, 1, 1), date(2027, 12, 31))
steps = st.builds(Milestone, st.just("a step"), days, days, days)
promises = st.builds(
    lambda begins, length, milestones, reported, on: Promise(
        begins=begins,
        ends=begins + timedelta(days=length) if begins and length is not None else None,
        milestones=tuple(milestones),
        reported=reported,
        reason="a reason",
        reported_on=on,
    ),
    days,
    st.none() | st.integers(0, 700),
    st.lists(steps, max_size=5),
    st.sampled_from(["none", "paused", "dropped", "done"]),
    days,
)


@given(promises, st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_late_is_exactly_an_open_day_that_has_passed(promise: Promise, today: date) -> None:
    found = delivery_of(promise, today)
    assert found.state in STATES
    assert found.sentence[-1:] == "."
    assert 0 <= found.reached <= found.of == len(promise.milestones)
    open_ones = [m for m in promise.milestones if m.done is None or m.done > today]
    passed = any(m.due and m.due < today for m in open_ones)
    ended = promise.ends is not None and promise.ends < today
    complete = bool(promise.milestones) and not open_ones
    expected = promise.reported_by(today) == "none" and (passed or (ended and not complete))
    assert (found.state == "late") == expected
    assert found.days_late > 0 or found.state != "late"


@given(promises)
def test_an_action_does_not_become_less_late_by_waiting(promise: Promise) -> None:
    lateness = []
    for today in (TODAY, TODAY + timedelta(days=9)):
        found = delivery_of(promise, today)
        lateness.append(found.days_late if found.state == "late" else None)
    if lateness[0] is not None and lateness[1] is not None:
        # a milestone reached in between may leave a younger one
        done = any(m.done and m.done > TODAY for m in promise.milestones)
        assert done or lateness[1] == lateness[0] + 9


def test_what_begins_later_is_planned() -> None:
    found = delivery_of(Promise(begins=date(2026, 9, 1), ends=DECEMBER), TODAY)
    assert (found.state, found.sentence) == ("planned", "Planned: it begins on 1 September 2026.")


def test_without_dates_and_milestones_nothing_can_be_told() -> None:
    found = delivery_of(Promise(), TODAY)
    assert (found.state, found.share) == ("unknown", None)
    assert found.sentence == "Unknown: it has no dates and no milestones."
    undated = delivery_of(Promise(milestones=(step("a", None, JANUARY), step("b", None))), TODAY)
    assert (undated.state, undated.share) == ("unknown", 0.5)
    begun = delivery_of(Promise(begins=JANUARY), TODAY)
    assert begun.sentence == (
        "Unknown: it began on 1 January 2026, without an end and without milestones."
    )


def test_the_next_milestone_is_named_where_it_is_on_track() -> None:
    promise = Promise(
        begins=JANUARY,
        ends=DECEMBER,
        milestones=(step("a", date(2026, 3, 1), date(2026, 2, 1)), step("b", date(2026, 9, 1))),
    )
    found = delivery_of(promise, TODAY)
    assert (found.state, found.reached, found.of) == ("on track", 1, 2)
    assert found.next == promise.milestones[1]
    assert found.sentence == (
        "On track: 1 of 2 milestones are reached, the next is due on 1 September 2026."
    )


def test_where_no_milestone_with_a_day_is_open_the_end_is_named_or_that_there_is_no_day() -> None:
    done, dayless = step("a", date(2026, 3, 1), date(2026, 2, 1)), step("b", None)
    ending = delivery_of(Promise(begins=JANUARY, ends=DECEMBER, milestones=(done,)), TODAY)
    assert (ending.state, ending.next, ending.sentence) == (
        "on track",
        None,
        "On track: 1 of 1 milestones are reached, and it is to end on 31 December 2026.",
    )
    endless = delivery_of(Promise(begins=JANUARY, milestones=(done, dayless)), TODAY)
    assert (endless.state, endless.sentence) == (
        "on track",
        "On track: 1 of 2 milestones are reached, and the open ones have no day.",
    )


def test_late_counts_from_the_earliest_day_that_passed() -> None:
    promise = Promise(
        begins=JANUARY,
        ends=date(2026, 5, 25),
        milestones=(step("Room found.", date(2026, 5, 2)), step("b", date(2026, 5, 20))),
    )
    found = delivery_of(promise, TODAY)
    assert (found.state, found.why, found.days_late) == ("late", "milestone", 30)
    assert found.sentence == "Late by 30 days: Room found was due on 2 May 2026."
    assert [m.name for m in found.overdue] == ["Room found.", "b"]


def test_an_end_that_has_passed_is_late_by_one_day_on_the_next() -> None:
    promise = Promise(begins=JANUARY, ends=date(2026, 5, 31))
    assert delivery_of(promise, date(2026, 5, 31)).state == "on track"
    found = delivery_of(promise, TODAY)
    assert found.sentence == "Late by 1 day: it was to end on 31 May 2026."


def test_a_near_milestone_behind_an_open_one_is_a_risk() -> None:
    first, second = step("tender", date(2026, 6, 10)), step("opening", date(2026, 7, 1))
    found = delivery_of(Promise(milestones=(first, second)), TODAY)
    assert (found.state, found.why, found.waiting_for) == ("at risk", "predecessor", first)
    assert found.sentence == (
        "At risk: opening is due on 1 July 2026, and tender before it is still open."
    )
    later = step("opening", date(2026, 7, 2))
    assert delivery_of(Promise(milestones=(first, later)), TODAY).state == "on track"
    same = step("opening", date(2026, 6, 10))
    assert delivery_of(Promise(milestones=(first, same)), TODAY).state == "on track"


@pytest.mark.parametrize(("reached", "state"), [(1, "at risk"), (2, "on track")])
def test_a_pace_more_than_a_quarter_behind_the_time_is_a_risk(reached: int, state: str) -> None:
    done = [step("a", JANUARY, JANUARY)] * reached
    ahead = [step("b", date(2026, 12, 1)), step("c", date(2026, 12, 2))]
    ahead += [step("d", date(2026, 12, 3))] * (2 - reached)
    promise = Promise(begins=JANUARY, ends=DECEMBER, milestones=(*done, *ahead))
    found = delivery_of(promise, date(2026, 8, 1))
    assert (found.of, found.state) == (4, state)
    if reached == 1:
        assert found.sentence == (
            "At risk: 58 % of the time has passed, and 1 of 4 milestones are reached."
        )


def test_every_milestone_reached_is_done_once_no_end_lies_ahead() -> None:
    both = (step("a", JANUARY, JANUARY), step("b", date(2026, 5, 1), date(2026, 5, 9)))
    promise = Promise(begins=JANUARY, ends=date(2026, 5, 4), milestones=both)
    found = delivery_of(promise, TODAY)
    assert (found.state, found.why, found.days_late) == ("done", "reached", 5)
    assert found.sentence == "Done on 9 May 2026, 5 days after its end."
    early = delivery_of(Promise(begins=JANUARY, ends=DECEMBER, milestones=both), TODAY)
    assert (early.state, early.share) == ("on track", 1.0)


def test_what_people_report_goes_before_what_is_computed() -> None:
    late = {"begins": JANUARY, "ends": date(2026, 3, 1), "reason": "The money is gone."}
    paused = delivery_of(Promise(reported="paused", **late), TODAY)
    assert (paused.state, paused.sentence) == ("paused", "Paused: The money is gone.")
    assert delivery_of(Promise(reported="dropped", **late), TODAY).state == "dropped"
    done = delivery_of(Promise(reported="done", reported_on=date(2026, 3, 3), **late), TODAY)
    assert (done.state, done.days_late) == ("done", 2)
    assert delivery_of(Promise(reported="done"), TODAY).sentence == "Done."


def test_moving_a_day_takes_lateness_away_but_stays_visible() -> None:
    promise = Promise(begins=JANUARY, ends=DECEMBER, first_ends=date(2026, 3, 1))
    found = delivery_of(promise, TODAY)
    assert (found.state, found.days_moved) == ("on track", 305)
    assert [m.before for m in found.moved] == [date(2026, 3, 1)]
