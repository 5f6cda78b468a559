from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripted_voices import DAY, ITEMS, SHAPES, hall, scripts, town
from territoria.errors import DataError
from territoria.listen.abuse.rankings import rank_supports
from territoria.listen.abuse.unusual import Meeting, Support

FEW = ("a", "b", "c", "d", "e")
MEETING = Meeting(12 * DAY, 12 * DAY + 10, 300)

people = st.lists(
    st.builds(
        Support,
        item=st.sampled_from(FEW),
        voice=st.integers(0, 60).map(lambda n: f"p{n}"),
        minute=st.integers(0, 5000),
        confirmed=st.sampled_from(["", "mail", "person"]),
        seconds=st.none() | st.floats(0, 60),
        things=st.integers(1, 3),
    ),
    max_size=60,
)


@st.composite
def attacks(draw: st.DrawFn) -> list[Support]:
    """Up to 1,000 voices that confirm nothing: any items, any minutes, any pace."""
    count = draw(st.sampled_from([1, 5, 30, 1000]))
    items = draw(st.lists(st.sampled_from(FEW), min_size=1, max_size=3, unique=True))
    first, apart = draw(st.integers(0, 5000)), draw(st.sampled_from([0, 1, 7]))
    pace, things = draw(st.none() | st.floats(0, 60)), draw(st.integers(1, 3))
    return [
        Support(items[n % len(items)], f"s{n}", first + n * apart, "", pace, things)
        for n in range(count)
    ]


def places(ranking) -> dict[str, int]:
    return {row.item: row.place for row in ranking.rows}


def moved(one, other) -> int:
    return max(abs(place - places(other)[item]) for item, place in places(one).items())


@given(people, attacks())
def test_no_number_of_unconfirmed_voices_moves_an_unflagged_ranking_by_more_than_a_place(
    supports, attack
):
    before, after = rank_supports(supports, FEW), rank_supports([*supports, *attack], FEW)
    if not after.flagged:
        sure = [s for s in supports if s.confirmed]
        assert moved(rank_supports(sure, FEW), after) <= 1
        if not before.flagged:
            assert moved(before, after) <= 1


@given(people, attacks(), st.integers(0, 5000), st.integers(0, 2000))
def test_the_same_with_a_meeting_vouched_for_that_the_scripts_do_not_fill(
    supports, attack, start, minutes
):
    held = Meeting(start, start + minutes, 60)
    inside = {s.voice for s in attack if held.start <= s.minute <= held.end}
    before = rank_supports(supports, FEW, meetings=[held])
    after = rank_supports([*supports, *attack], FEW, meetings=[held])
    if len(inside) > held.people:
        assert after.flags[0].kind == "meeting"
    elif not inside and not before.flagged and not after.flagged:
        assert moved(before, after) <= 1


@given(people, attacks())
def test_every_support_is_counted_once_and_none_is_refused(supports, attack):
    given = [*supports, *attack, *supports]
    ranking = rank_supports(given, FEW)
    assert sum(row.supports for row in ranking.rows) == len({(s.voice, s.item) for s in given})
    assert sorted(row.place for row in ranking.rows) == [1, 2, 3, 4, 5]
    assert all(row.grounded <= row.supports and row.usual <= row.supports for row in ranking.rows)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(5))
def test_a_thousand_scripted_voices_of_any_shape_set_the_flag(shape, seed):
    honest = town(seed, confirmed=0.97)
    before = rank_supports(honest, ITEMS)
    assert not before.flagged
    target = before.rows[-3].item
    after = rank_supports([*honest, *scripts(shape, target, seed)], ITEMS)
    assert after.flagged
    assert target in {flag.item for flag in after.flags}
    if "burst" in shape:  # told from people: the order is published without them
        assert moved(before, after) <= 1
        assert (after.counts_all, places(after)[target] >= 17) == (False, True)


@pytest.mark.parametrize("seed", range(5))
def test_drips_from_mailboxes_of_their_own_pass_for_people_which_the_page_on_methods_says(seed):
    honest = town(seed, confirmed=0.97)
    target = rank_supports(honest, ITEMS).rows[-3].item
    sure = [replace(s, confirmed="mail") for s in scripts("drip", target, seed)]
    after = rank_supports([*honest, *sure], ITEMS)
    assert (after.flagged, places(after)[target]) == (False, 1)


@pytest.mark.parametrize("seed", range(5))
def test_three_hundred_people_in_a_hall_are_counted_and_once_vouched_for_not_flagged(seed):
    honest, meeting = town(seed, confirmed=0.97), hall(seed, 12 * DAY)
    asked = rank_supports([*honest, *meeting], ITEMS)
    vouched = rank_supports([*honest, *meeting], ITEMS, meetings=[MEETING])
    for ranking in (asked, vouched):
        assert sum(row.supports for row in ranking.rows) == len(honest) + len(meeting)
    assert {flag.kind for flag in asked.flags} == {"unusual"}
    assert (vouched.flags, dict(vouched.unusual), vouched.counts_all) == ((), {}, True)


def test_scripts_that_slip_into_a_meeting_take_the_trust_from_all_of_it():
    honest, meeting = town(0, confirmed=0.97), hall(0, 12 * DAY)
    late = [Support(ITEMS[9], f"s{n}", 12 * DAY + 5, "", 4.0) for n in range(1000)]
    ranking = rank_supports([*honest, *meeting, *late], ITEMS, meetings=[MEETING])
    assert ranking.flags[0].sentence == (
        "In the time of a meeting of 300 people more voices than that came in, so none of them "
        "is vouched for."
    )


def test_both_counts_and_both_places_are_said_with_the_flag():
    sure = [Support("a", f"p{n}", 400 * n, "mail", None, 2) for n in range(30)]
    sure += [Support("b", f"q{n}", 500 * n, "mail", None, 2) for n in range(20)]
    sure += [Support("c", f"r{n}", 600 * n, "mail", None, 2) for n in range(5)]
    burst = [Support("c", f"s{n}", 3000, "", 4.0) for n in range(100)]
    ranking = rank_supports([*sure, *burst], ("a", "b", "c"))
    assert [(row.item, row.supports, row.usual, row.grounded) for row in ranking.rows] == [
        ("a", 30, 30, 30),
        ("b", 20, 20, 20),
        ("c", 105, 5, 5),
    ]
    assert [flag.sentence for flag in ranking.flags] == [
        "c: place 3 by 5 supports; with 105 supports, among them unusual ones, it would be place 1. "
        "The team looks at them."
    ]
    assert dict(ranking.unusual) == {"c": {"burst": 100}}


def test_what_only_unconfirmed_voices_put_first_says_so():
    supports = [Support("a", "p", 0, "mail"), Support("b", "q", 90, "mail")]
    supports += [Support("c", f"u{n}", 700 * n, "", 3.0 * n, 2) for n in range(4)]
    ranking = rank_supports(supports, ("a", "b", "c"))
    assert [(flag.kind, flag.sentence) for flag in ranking.flags if flag.item == "c"] == [
        ("unconfirmed", "c: place 1 with unconfirmed supports, place 3 by confirmed ones alone.")
    ]
    assert (ranking.counts_all, ranking.rows[0].item) == (True, "c")


def test_supports_of_unknown_items_are_named():
    with pytest.raises(DataError) as caught:
        rank_supports([Support("x", "p", 0)], ("a", "a", "b"))
    assert [p.what for p in caught.value.problems] == [
        "a is named more than once.",
        "there is no such item: x.",
    ]


def test_without_supports_items_stand_as_given():
    ranking = rank_supports([], ("b", "a"))
    assert ([row.item for row in ranking.rows], ranking.flagged) == (["b", "a"], False)
