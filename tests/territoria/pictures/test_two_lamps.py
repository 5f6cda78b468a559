from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import inside, written
from territoria.pictures.picture import Label
from territoria.pictures.two_lamps import LampPair, MovedEntry, two_lamps
from territoria.track import delivery, effect

Holds = Callable[..., Element]

DESK = LampPair(
    name="Open a shared data desk for the five smallest municipalities",
    delivery="late",
    effect="ahead",
    delivery_said=Label("Late by 12 days: Room found was due on 20 May 2026.", "delivery:4"),
    effect_said=Label("Ahead: 52 % in 2026, after 40 % in 2024.", "effect:4"),
    reached=3,
    of=5,
    moved_days=(MovedEntry("End", "30 June 2026", "31 December 2026"),),
    moved_target=MovedEntry("Target", "60 % by 2030", "55 % by 2030"),
    silence="No news since 16 April 2026.",
)
NEW = LampPair(
    "Publish the ten most wanted data sets", "planned", "too early", Label("Planned."), Label("")
)

labels = st.builds(Label, st.text("0123456789 (–)ab.", max_size=150), st.sampled_from(["", "a:b"]))
entries = st.builds(MovedEntry, st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
pairs = st.builds(
    LampPair,
    name=st.text(max_size=120),
    delivery=st.sampled_from(sorted(delivery.STATES)),
    effect=st.sampled_from(sorted(effect.STATES)),
    delivery_said=labels,
    effect_said=st.just(Label("an indicator says something")),
    reached=st.integers(-1, 20),
    of=st.integers(-1, 30),
    moved_days=st.lists(entries, max_size=2).map(tuple),
    moved_target=st.none() | entries,
    silence=st.text(max_size=80),
)


@pytest.mark.parametrize("width", [640, 360])
def test_both_lamps_hold_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    picture = two_lamps("k", "t", "d", DESK, width=width)
    holds(picture, [DESK.delivery_said, DESK.effect_said])
    inside(picture)


@settings(deadline=None)
@given(pairs, st.sampled_from([640, 360]))
def test_no_words_however_strange_break_the_lamps(holds: Holds, pair: LampPair, width: int) -> None:
    picture = two_lamps("k", "t", "d", pair, width=width)
    holds(picture)
    assert picture == two_lamps("k", "t", "d", pair, width=width)
    assert len(picture.rows) == 1


def test_every_state_has_a_shape_of_its_own_and_its_word() -> None:
    for lamp, states in (("delivery", delivery.STATES), ("effect", effect.STATES)):
        drawn = {}
        for state in states:
            picture = two_lamps("k", "t", "d", replace(NEW, **{lamp: state}))
            assert written(picture).count(state) >= 1
            lines = picture.svg.splitlines()
            drawn[state] = "\n".join(line for line in lines if not line.startswith("<text"))
        assert len(set(drawn.values())) == len(states)


def test_without_colours_the_shapes_still_differ() -> None:
    bare = set()
    for state in delivery.STATES:
        svg = two_lamps("k", "t", "d", replace(NEW, delivery=state)).svg
        lines = [line for line in svg.splitlines() if not line.startswith("<text")]
        filled = "\n".join(lines).replace("#ffffff", "paper")
        bare.add("".join(part.split('"', 1)[-1] for part in filled.split("#")))
    assert len(bare) == len(delivery.STATES)


def test_what_was_moved_is_struck_through_and_still_readable() -> None:
    picture = two_lamps("k", "t", "d", DESK)
    words = written(picture)
    at = words.index("30 June 2026")
    assert words[at - 1 : at + 2] == ["End", "30 June 2026", "→ 31 December 2026"]
    plain = two_lamps("k", "t", "d", replace(DESK, moved_days=(), moved_target=None))
    assert picture.svg.count("<line ") - plain.svg.count("<line ") == 2
    assert "→ taken out" in written(
        two_lamps("k", "t", "d", replace(DESK, moved_days=(MovedEntry("End", "June", ""),)))
    )


def test_silence_is_marked_in_words_and_hatching() -> None:
    told = replace(DESK, silence="")
    silent, heard = (two_lamps("k", "t", "d", pair) for pair in (DESK, told))
    assert "No news since 16 April 2026." in written(silent)
    assert (silent.svg.count("url(#k-h)"), heard.svg.count("url(#k-h)")) == (1, 0)


def test_the_lamps_are_never_merged() -> None:
    words = written(two_lamps("k", "t", "d", DESK))
    assert [w for w in words if w in ("Delivery", "Effect", "late", "ahead")] == [
        "Delivery",
        "late",
        "Effect",
        "ahead",
    ]


def test_milestones_are_boxes_filled_where_reached() -> None:
    svg = two_lamps("k", "t", "d", DESK).svg
    boxes = [line for line in svg.splitlines() if 'width="11" height="11"' in line]
    assert [line.count('fill="#ffffff"') for line in boxes] == [0, 0, 0, 1, 1]
    many = two_lamps("k", "t", "d", replace(DESK, of=40, reached=12))
    assert 'width="11" height="11"' not in many.svg
    assert "12 of 40 milestones" in written(many)


def test_the_table_holds_everything_in_words() -> None:
    rows = [row for pair in (DESK, NEW) for row in two_lamps("k", "t", "d", pair).rows]
    assert [[cell.text for cell in row] for row in rows] == [
        [
            DESK.name,
            "late",
            DESK.delivery_said.text,
            "3 of 5",
            "ahead",
            DESK.effect_said.text,
            "End: 30 June 2026 → 31 December 2026; Target: 60 % by 2030 → 55 % by 2030",
            "No news since 16 April 2026.",
        ],
        [NEW.name, "planned", "Planned.", "", "too early", "", "", ""],
    ]
