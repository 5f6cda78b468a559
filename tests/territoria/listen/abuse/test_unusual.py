from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scripted_voices import DAY, hall, town
from territoria.listen.abuse.unusual import Meeting, Support, judge, one_each, overfull


def spread(count: int, item: str = "a", **changes) -> list[Support]:
    """One support each three hours, at a pace of people."""
    pace = np.random.default_rng(1).lognormal(2, 0.8, count)
    given = {"confirmed": "", "things": 1, **changes}
    return [Support(item, f"{item}{n}", 180 * n, seconds=float(pace[n]), **given)
            for n in range(count)]  # fmt: skip


def test_people_who_come_when_they_like_are_as_usual():
    for seed in range(3):
        assert set(judge(town(seed), ())) == {""}


def test_a_burst_is_unusual_and_those_before_and_after_are_not():
    usual = spread(60)
    burst = [Support("a", f"s{n}", 5000 + n % 10, "", 10.0 + 2 * n) for n in range(20)]
    whys = judge([*usual, *burst], ())
    near = [4990 <= s.minute < 5020 for s in usual]
    assert whys[60:] == ("burst",) * 20
    assert {why for why, close in zip(whys, near, strict=False) if not close} == {""}


def test_a_class_of_fourteen_is_no_burst():
    burst = [Support("a", f"s{n}", 5000, "", 10.0 + 2 * n) for n in range(14)]
    assert set(judge([*spread(60), *burst], ())) == {""}


def test_in_a_burst_only_the_unconfirmed_and_those_who_did_one_thing_are_unusual():
    burst = [Support("a", f"s{n}", 5000, "", 10.0 + 2 * n) for n in range(20)]
    others = [
        Support("a", "mail one", 5001, "mail", 31.5, 1),
        Support("a", "mail two", 5001, "mail", 32.5, 2),
        Support("a", "counter", 5001, "person", None, 1),
    ]
    assert judge([*burst, *others], ())[20:] == ("burst", "", "")


def test_voices_that_come_at_one_time_for_many_things_are_a_burst_too():
    items = [f"i{n}" for n in range(20)]
    crowd = [Support(items[n % 20], f"s{n}", 900 + n % 10, "", 10.0 + 2 * n) for n in range(100)]
    usual = [s for item in items for s in spread(20, item)]
    assert set(judge([*usual, *crowd], ())[-100:]) == {"burst"}


def test_the_pace_of_a_clock_is_unusual_though_it_is_spread_over_weeks():
    clock = [Support("a", f"s{n}", 100 * n, "", 12.0 + n % 5 / 10) for n in range(40)]
    whys = judge([*spread(60), *clock], ())
    assert whys[60:] == ("pace",) * 40
    assert sum(why == "pace" for why in whys[:60]) == 6  # of 60, at the same second


def test_whole_seconds_are_no_clock():
    people = [Support("a", f"p{n}", 200 * n, "", float(2 + n % 12)) for n in range(600)]
    assert set(judge(people, ())) == {""}


def test_a_meeting_is_vouched_for_as_long_as_it_holds_no_more_voices_than_people():
    crowd = hall(2, 12 * DAY)
    whole, small = Meeting(12 * DAY, 12 * DAY + 10, 300), Meeting(12 * DAY, 12 * DAY + 10, 299)
    assert set(judge([*town(2), *crowd], [whole])[-len(crowd) :]) == {"vouched"}
    assert set(judge([*town(2), *crowd], [small])[-len(crowd) :]) == {"burst"}
    assert (overfull(crowd, [whole]), overfull(crowd, [small])) == ((), (small,))


def test_a_voice_counts_once_for_an_item_at_its_best():
    one, two = Support("a", "v", 9), Support("a", "v", 20, "mail")
    assert one_each([one, two, one]) == (two,)
    assert one_each([two, Support("b", "v", 1)]) == (two, Support("b", "v", 1))


@given(
    st.lists(
        st.builds(
            Support,
            item=st.sampled_from("ab"),
            voice=st.text("xyz", min_size=1, max_size=3),
            minute=st.integers(0, 10**6),
            confirmed=st.just("person"),
            seconds=st.none() | st.floats(0, 1e6),
        )
    )
)
def test_what_was_confirmed_face_to_face_is_never_unusual(supports):
    assert set(judge(supports, ())) <= {""}
