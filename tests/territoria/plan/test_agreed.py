"""Actions in waves: what people set stands, the rest is packed, contradictions are named."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.plan.agreed import (
    Fault,
    Packed,
    Promise,
    find_circle,
    months_after,
    pack_promises,
    wave_on,
)

BEGINS = date(2027, 1, 1)
QUICK = settings(deadline=None, derandomize=True, max_examples=60)


def pack(*promises: Promise, capacity: float = 12.0) -> Packed:
    return pack_promises(promises, capacity, BEGINS)


def waves(packed: Packed) -> list[list[str]]:
    return [*(list(s.ids) for s in packed.stretches), list(packed.left_over)]


def test_months_end_on_the_last_day_of_a_shorter_month():
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2027, 1, 15), 36) == date(2030, 1, 15)


def test_the_wave_of_a_day():
    days = (date(2026, 1, 1), date(2027, 6, 30), date(2027, 7, 1), date(2029, 12, 31))
    assert [wave_on(BEGINS, d) for d in (*days, date(2030, 1, 1))] == [1, 1, 2, 3, None]


def test_actions_are_packed_after_what_they_wait_for():
    packed = pack(Promise("a", 3, needs=("b",)), Promise("b", 3), Promise("c", 10))
    assert waves(packed) == [["b"], ["a", "c"], [], []]


def test_what_people_set_stands_and_takes_its_room_first():
    packed = pack(
        Promise("a", 10), Promise("b", 10, wave=1), Promise("c", 1, begins=date(2028, 8, 1))
    )
    assert waves(packed) == [["b"], ["a"], ["c"], []]
    assert packed.faults == ()


def test_an_end_alone_says_the_wave_too():
    ends = (date(2027, 3, 1), date(2028, 3, 1), date(2040, 1, 1))
    packed = pack(Promise("a", 9, wave=1), *(Promise(e.isoformat(), 9, ends=e) for e in ends))
    assert waves(packed) == [["a", "2027-03-01"], ["2028-03-01"], ["2040-01-01"], []]
    assert packed.faults == (Fault("overload", number=1),)


def test_too_full_a_wave_is_said():
    packed = pack(Promise("a", 10, wave=1), Promise("b", 10, wave=1))
    assert packed.faults == (Fault("overload", number=1),)


def test_what_fits_nowhere_is_left_over_with_all_that_waits_for_it():
    packed = pack(Promise("a", 99), Promise("b", 1, needs=("a",)))
    assert waves(packed) == [[], [], [], ["a", "b"]]
    assert packed.faults == (Fault("no room", "a"), Fault("no room", "b"))


def test_an_action_before_its_prerequisite_is_said():
    early = pack(Promise("a", 1, wave=1, needs=("b",)), Promise("b", 1, wave=2))
    assert early.faults == (Fault("before", "a", "b"),)
    dated = pack(
        Promise("a", 1, begins=date(2027, 3, 1), ends=date(2027, 5, 1), needs=("b",)),
        Promise("b", 1, begins=date(2027, 1, 1), ends=date(2027, 2, 28)),
    )
    assert dated.faults == ()
    together = pack(Promise("a", 1, wave=1, needs=("b",)), Promise("b", 1, wave=1))
    assert together.faults == (Fault("together", "a", "b"),)


def test_orphans_late_ones_and_contradicting_waves_are_said():
    packed = pack(
        Promise("a", 1, needs=("gone",)),
        Promise("b", 1, begins=date(2031, 1, 1)),
        Promise("c", 1, wave=1, begins=date(2028, 1, 1)),
        Promise("d"),
    )
    assert packed.faults == (
        Fault("orphan", "a", "gone"),
        Fault("late", "b"),
        Fault("apart", "c", number=2),
        Fault("effort unknown", "d"),
    )


def test_loads_follow_the_dates_and_are_even_without():
    packed = pack(
        Promise("a", 6, begins=date(2027, 1, 1), ends=date(2027, 6, 30)),
        Promise("b", 4, wave=2),
    )
    assert [round(load, 6) for load in packed.loads] == [6, 2, 2, 0, 0, 0]


def test_a_crowded_half_year_in_a_wave_with_room_is_said():
    packed = pack(Promise("a", 20, begins=date(2027, 7, 1), ends=date(2027, 12, 31)))
    assert packed.faults == (Fault("full half", number=2),)


def test_a_circle_is_named_and_breaks_nothing():
    needs = {"a": ("b",), "b": ("c",), "c": ("a",), "d": ()}
    assert find_circle(needs) == ("a", "b", "c", "a")
    packed = pack(*(Promise(i, 1, needs=n) for i, n in needs.items()))
    assert packed.faults[0] == Fault("circle", "a", "c")
    assert find_circle({"a": ("b", "c"), "b": ("c",), "c": ()}) == ()


@st.composite
def plans(draw: st.DrawFn) -> list[Promise]:
    ids = "abcdef"[: draw(st.integers(0, 6))]
    return [
        Promise(
            i,
            draw(st.none() | st.floats(0, 30)),
            needs=tuple(draw(st.sets(st.sampled_from(ids[:n])))) if n else (),
            wave=draw(st.none() | st.integers(1, 3)),
            begins=draw(st.none() | st.dates(date(2026, 6, 1), date(2031, 1, 1))),
            ends=draw(st.none() | st.dates(date(2031, 1, 1), date(2032, 1, 1))),
        )
        for n, i in enumerate(ids)
    ]


@QUICK
@given(plans())
def test_every_action_stands_once_and_a_free_one_never_before_what_it_waits_for(promises):
    packed = pack_promises(promises, 12.0, BEGINS)
    assert sorted(i for wave in waves(packed) for i in wave) == sorted(p.id for p in promises)
    for p in promises:
        mine = packed.wave_of(p.id)
        if (p.wave, p.begins, p.ends) == (None, None, None) and mine is not None:
            assert all((packed.wave_of(n) or 9) < mine for n in p.needs)
