from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barcamp_seats import barcamp, best_by_trying
from territoria.convene.timetable.event import Event, Timetable
from territoria.convene.timetable.judge_seating import judge_seating
from territoria.convene.timetable.seated import Picks, Seating
from territoria.convene.timetable.seating import seat_people
from territoria.errors import MethodError


def sizes(seating: Seating, slot: str = "s0") -> dict[str, int]:
    return dict(sorted(Counter(t for (_, s), t in seating.seats.items() if s == slot).items()))


def kinds(seating: Seating) -> list[str]:
    return [note.kind for note in seating.notes]


def judged(event: Event, timetable: Timetable, **asked: object) -> Seating:
    """A seating that its judge has nothing to say about."""
    found = seat_people(event, timetable, **asked)  # type: ignore[arg-type]
    assert judge_seating(event, timetable, found, asked.get("picks")) == ()  # type: ignore[arg-type]
    return found


@st.composite
def events(draw: st.DrawFn) -> tuple[Event, Timetable, Picks]:
    """Up to five people, two slots, hosts, cities, somebody away, a seat given by hand."""
    people, slots = draw(st.integers(1, 5)), draw(st.integers(1, 2))
    grid = ["AB", "CD"][:slots]
    interests = draw(
        st.lists(
            st.lists(st.integers(-1, 3), min_size=4, max_size=4), min_size=people, max_size=people
        )
    )
    cities = "".join(draw(st.lists(st.sampled_from(" xy"), min_size=people, max_size=people)))
    host, gone = draw(st.integers(0, people - 1)), draw(st.integers(0, people - 1))
    seats = draw(st.lists(st.integers(1, 4), min_size=2, max_size=2))
    away = {f"p{gone}": draw(st.sampled_from(["", "s0"]))}
    hosts = {draw(st.sampled_from("ABCD")): f"p{host}"}
    picks: Picks = {}
    if draw(st.booleans()) and host != 0 and not (gone == 0 and away["p0"]):
        picks = {("p0", "s0"): draw(st.sampled_from([None, "A"]))}
        seats[0] = max(seats[0], 2)
    return (*barcamp(interests, grid, seats=seats, cities=cities, hosts=hosts, away=away), picks)


@settings(max_examples=60)
@given(events(), st.integers(1, 3), st.integers(1, 2))
def test_nothing_better_is_found_by_trying_every_seating(
    case: tuple[Event, Timetable, Picks], least: int, most: int
) -> None:
    event, timetable, picks = case
    found = judged(event, timetable, picks=picks, least=least, most_of_city=most)
    given_way, step, tenths = best_by_trying(
        event, timetable, picks, least=least, most_of_city=most
    )
    standing = sum(len(note.people) for note in found.notes if note.kind == "out")
    over = sum(len(note.people) - most for note in found.notes if note.kind == "city")
    short = sum(least - len(note.people) for note in found.notes if note.kind == "small")
    elsewhere = len(found.out) - standing
    assert 10_000 * (standing + elsewhere) + 100 * over + short == given_way
    assert round(20 * found.floor) == step
    assert round(10 * found.value) == tenths
    assert found.is_proven
    assert found.is_highest_floor


def test_everybody_sits_where_they_like_to_where_there_is_room() -> None:
    found = judged(*barcamp([[3, 0]] * 5 + [[1, 2]] * 5, ["AB"], seats=[6, 6]))
    assert found.seats == {(f"p{n}", "s0"): "A" if n < 5 else "B" for n in range(10)}
    assert (found.interest, found.cities, found.value, found.floor) == (25, 0, 25.0, 1.0)
    assert (found.out, found.notes, found.fair_cost, found.mixed) == ({}, (), 0.0, 0.0)


def test_a_room_takes_no_more_than_its_seats() -> None:
    found = judged(*barcamp([[3, 1]] * 10, ["AB"], seats=[5, 7]))
    assert sizes(found) == {"A": 5, "B": 5}
    assert found.interest == 20


def test_a_group_has_the_least_size_though_few_like_it() -> None:
    found = judged(*barcamp([[3, 0]] * 12, ["AB"], seats=[12, 12]))
    assert sizes(found) == {"A": 7, "B": 5}
    assert kinds(found) == ["floor"]


def test_cities_are_mixed_at_the_price_of_nothing() -> None:
    found = judged(*barcamp([[1, 1]] * 10, ["AB"], seats=[5, 5], cities="vvwwxxyyzz"))
    assert (found.cities, found.mixed, found.value) == (10, 1.0, 13.0)


def test_an_interest_outweighs_a_city() -> None:
    told = [[3, 2]] * 2 + [[2, 3]] * 2
    found = judged(*barcamp(told, ["AB"], seats=[4, 4], cities="xxyy"), least=1)
    assert (found.interest, found.cities) == (12, 2)


def test_no_more_than_three_of_a_city_sit_together() -> None:
    found = judged(*barcamp([[3, 0]] * 4 + [[0, 0]] * 6, ["AB"], seats=[9, 9], cities="xxxxabcdef"))
    in_a = [p for p in ("p0", "p1", "p2", "p3") if found.seats[p, "s0"] == "A"]
    assert len(in_a) == 3
    assert kinds(found) == ["floor"]


def test_people_without_a_city_are_free_of_its_cap() -> None:
    found = judged(*barcamp([[3, 0]] * 5 + [[0, 3]] * 5, ["AB"], seats=[9, 9]))
    assert found.interest == 30


def test_hosts_sit_in_their_own_topic_and_count() -> None:
    told = [[0, 3]] + [[3, 0]] * 4 + [[0, 3]] * 5
    found = judged(*barcamp(told, ["AB"], seats=[9, 9], hosts={"A": "p0"}))
    assert found.seats["p0", "s0"] == "A"
    assert sizes(found) == {"A": 5, "B": 5}
    assert "p0" not in found.shares


def test_who_is_away_or_sent_out_sits_nowhere_and_it_is_said_why() -> None:
    event, timetable = barcamp([[3]] * 7, ["A"], seats=[9], away={"p0": "s0"})
    found = judged(event, timetable, picks={("p1", "s0"): None})
    assert found.out == {
        ("p0", "s0"): "Is away.",
        ("p1", "s0"): "Sits out, as set by hand.",
    }
    assert (len(found.seats), found.interest) == (5, 15)


def test_seats_given_by_hand_hold_even_for_hosts() -> None:
    event, timetable = barcamp([[3, 0]] * 10, ["AB"], seats=[9, 9], hosts={"A": "p0"})
    found = judged(event, timetable, picks={("p0", "s0"): "B", ("p1", "s0"): "B"})
    assert [found.seats[p, "s0"] for p in ("p0", "p1")] == ["B", "B"]
    assert [note.text for note in found.notes[:1]] == ["A in s0 is without its host."]


def test_somebody_without_any_interest_has_a_seat_all_the_same() -> None:
    found = judged(*barcamp([[3]] * 5 + [[0]], ["A"], seats=[6]))
    assert ("p5", "s0") in found.seats
    assert "p5" not in found.shares


def test_a_slot_without_topics_seats_nobody() -> None:
    found = judged(*barcamp([[3]] * 5, ["A", ""], seats=[6]))
    assert found.out == {(f"p{n}", "s1"): "Nothing is held in this slot." for n in range(5)}
    assert found.floor == 1.0


def test_an_event_without_people_or_topics_is_a_seating_without_seats() -> None:
    found = judged(*barcamp(np.zeros((0, 1), dtype=np.int8), ["A"], seats=[6]))  # type: ignore[arg-type]
    assert (found.seats, found.floor, found.value, kinds(found)) == ({}, 1.0, 0.0, ["small"])


# ── what gives way ────────────────────────────────────────────────────────────────────────────


def test_eight_people_on_two_topics_are_one_group_of_five_and_one_that_stays_small() -> None:
    found = judged(*barcamp([[3, 0]] * 5 + [[0, 3]] * 3, ["AB"], seats=[9, 9]))
    assert sizes(found) == {"A": 5, "B": 3}
    assert [note.text for note in found.notes] == ["B in s0 stays small: 3 people, 5 are wanted."]
    assert found.floor == 1.0


def test_the_least_size_gives_way_before_the_cap_on_a_city() -> None:
    found = judged(*barcamp([[3, 0]] * 8, ["AB"], seats=[9, 9], cities="xxxxxxyz"))
    assert sizes(found) == {"A": 5, "B": 3}
    assert kinds(found) == ["small", "floor"]


def test_the_cap_on_a_city_gives_way_before_somebody_stands_out() -> None:
    found = judged(*barcamp([[3]] * 5, ["A"], seats=[9], cities="xxxxx"))
    assert [note.text for note in found.notes] == ["A in s0: 5 people of x, at most 3 are wanted."]
    assert len(found.seats) == 5


def test_who_finds_no_seat_is_named_and_the_seats_go_round() -> None:
    found = judged(*barcamp([[1, 1]] * 6, ["A", "B"], seats=[5]))
    assert [note.text for note in found.notes] == [
        "Seats are short in s0: 5 in all. Without a seat (1): {}.".format(*found.notes[0].people),
        "Seats are short in s1: 5 in all. Without a seat (1): {}.".format(*found.notes[1].people),
        "Fewer than 75 % of what they could have at best (2): {}, {}.".format(
            *sorted(found.notes[0].people + found.notes[1].people)
        ),
    ]
    assert found.floor == 0.5
    assert set(found.out.values()) == {"No seat is left: the rooms in use have 5 in all."}


# ── the floor ─────────────────────────────────────────────────────────────────────────────────


def test_two_who_want_the_same_scarce_seat_take_turns() -> None:
    told = [[3, 1, 3, 1], [3, 0, 3, 0]]
    event, timetable = barcamp(told, ["AB", "CD"], seats=[1, 1])
    plain = judged(event, timetable, least=1, highest_floor=0)
    assert (plain.interest, plain.floor, plain.fair_cost) == (8, 0.3, 0.0)
    assert not plain.is_highest_floor
    fair = judged(event, timetable, least=1)
    assert (fair.interest, fair.floor, fair.fair_cost) == (7, 0.5, 1.0)
    assert fair.shares == {"p0": 4 / 6, "p1": 0.5}
    assert fair.is_highest_floor


def test_a_floor_that_is_not_asked_for_higher_stays_where_it_is_cheap() -> None:
    told = [[3, 1, 3, 1], [3, 0, 3, 0]]
    event, timetable = barcamp(told, ["AB", "CD"], seats=[1, 1])
    found = judged(event, timetable, least=1, highest_floor=0.3)
    assert (found.floor, found.interest) == (0.3, 8)


# ── the same again ────────────────────────────────────────────────────────────────────────────


def crowd(seed: int) -> tuple[Event, Timetable]:
    chance = np.random.default_rng(seed)
    told = chance.integers(0, 4, (30, 8))
    cities = "".join(chance.choice(list("uvwxyz "), 30))
    return barcamp(
        told.tolist(),
        ["ABC", "DEF"],
        seats=[12, 10, 9],
        cities=cities,
        hosts={"A": "p0", "D": "p1"},
    )


def test_the_order_of_the_names_changes_nothing() -> None:
    event, timetable = crowd(1)
    found = judged(event, timetable)
    turned = replace(
        event,
        people=event.people[::-1],
        topics=event.topics[::-1],
        interests=event.interests[::-1, ::-1],
    )
    again = judged(turned, replace(timetable, placements=timetable.placements[::-1]))
    assert again.seats == found.seats


def test_another_seed_chooses_otherwise_among_equals() -> None:
    event, timetable = barcamp([[1, 1]] * 10, ["AB"], seats=[5, 5])
    found = [judged(event, timetable, seed=seed) for seed in (1, 1, 2, 3)]
    assert found[0].seats == found[1].seats
    assert len({tuple(sorted(one.seats.items())) for one in found}) == 3
    assert {one.value for one in found} == {10.0}


@pytest.mark.parametrize(
    "asked", [{"highest_floor": 1.5}, {"highest_floor": -0.1}, {"least": 0}, {"most_of_city": 0}]
)
def test_rules_that_cannot_be_kept_are_refused(asked: dict[str, float]) -> None:
    event, timetable = crowd(1)
    with pytest.raises(MethodError):
        seat_people(event, timetable, **asked)  # type: ignore[arg-type]
