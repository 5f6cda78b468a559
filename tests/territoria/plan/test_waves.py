from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import synthetic_advice as small
from synthetic_advice import gap, judge, recommendation, waits_for
from territoria.errors import ContentError
from territoria.model import Recommendation
from territoria.plan.waves import DEFAULT_CAPACITY, Roadmap, find_entry_points, pack_waves

QUICK = settings(deadline=None, derandomize=True, max_examples=60)
GAPS = [gap(f) for f in small.FACTORS]


def pack(
    *texts: Recommendation, capacity: float = DEFAULT_CAPACITY, only: str = "", **more
) -> Roadmap:
    """The waves of these texts where every gap is firm; ``only`` names the advice that is given."""
    advised = judge(texts, GAPS, capacity=capacity, **more).advice
    chosen = [a for a in advised if not only or a.text.id in only]
    return pack_waves(chosen, {t.id: t for t in texts}, capacity)


def waves(roadmap: Roadmap) -> list[list[str]]:
    """Ids by wave, and last those left over."""
    return [
        *([i.advice.text.id for i in w.items] for w in roadmap.waves),
        [i.advice.text.id for i in roadmap.left_over],
    ]


# ── packing ───────────────────────────────────────────────────────────────────────────────────


def test_three_waves_hold_one_two_and_three_half_years():
    roadmap = pack(recommendation(months=(1, 4)), capacity=10.0)
    assert [(w.title, w.halves, w.capacity) for w in roadmap.waves] == [
        ("0–6 months", 1, 10.0),
        ("6–18 months", 2, 20.0),
        ("18–36 months", 3, 30.0),
    ]
    assert [w.used for w in roadmap.waves] == [4.0, 0.0, 0.0]
    assert roadmap.capacity == 10.0


def test_the_default_capacity_is_twelve_person_months_a_half_year():
    roadmap = pack_waves([], {})
    assert [w.capacity for w in roadmap.waves] == [12.0, 24.0, 36.0]
    assert waves(roadmap) == [[], [], [], []]
    assert roadmap.warnings == ()


def test_nothing_starts_before_what_it_waits_for():
    roadmap = pack(
        recommendation("a", share=1.0, needs=[waits_for("b")]),
        recommendation("b", share=0.5, needs=[waits_for("c")]),
        recommendation("c", share=0.1),
    )
    assert waves(roadmap) == [["c"], ["b"], ["a"], []]
    assert [i.waits_for for w in roadmap.waves for i in w.items] == [(), ("c",), ("b",)]
    assert roadmap.warnings == ()


def test_a_chain_longer_than_the_waves_is_left_over_by_name():
    roadmap = pack(
        recommendation("a"),
        *(recommendation(i, needs=[waits_for(before)]) for before, i in ("ab", "bc", "cd", "de")),
    )
    assert waves(roadmap) == [["a"], ["b"], ["c"], ["d", "e"]]
    assert roadmap.warnings == (
        "d waits for what ends after the last wave",
        "e waits for what ends after the last wave",
    )


def test_an_item_goes_into_the_first_wave_that_has_room():
    roadmap = pack(
        recommendation("a", share=1.0, months=(4, 7)),
        recommendation("b", share=0.9, months=(4, 6)),
        recommendation("c", share=0.8, months=(4, 5)),
        recommendation("d", share=0.7, months=(1, 1)),
    )
    assert waves(roadmap) == [["a", "c"], ["b", "d"], [], []]
    assert [w.used for w in roadmap.waves] == [12.0, 7.0, 0.0]


def test_what_no_wave_can_carry_is_left_over_and_so_is_what_waits_for_it():
    roadmap = pack(
        recommendation("a", months=(30, 36.5)),
        recommendation("b", needs=[waits_for("a")]),
        recommendation("c", months=(30, 36)),
    )
    assert waves(roadmap) == [[], [], ["c"], ["a", "b"]]
    assert roadmap.warnings == (
        "a does not fit into the capacity of any wave",
        "b waits for what ends after the last wave",
    )


def test_an_unknown_effort_takes_no_room_and_stays_unknown():
    roadmap = pack(recommendation("a", months=None), recommendation("b", months=(1, 12)))
    assert sorted(waves(roadmap)[0]) == ["a", "b"]
    assert {i.advice.text.id: i.effort for i in roadmap.waves[0].items} == {"a": None, "b": 12.0}
    assert roadmap.waves[0].used == 12.0


def test_among_the_ready_the_tier_then_the_order_then_the_id_decides():
    roadmap = pack(
        recommendation("a", share=1.0, months=(4, 8), needs=[small.question()]),  # tier B
        recommendation("b", share=0.1, months=(4, 8)),  # tier A, little need
        recommendation("c", share=0.9, months=(4, 8)),  # tier A, much need
        recommendation("d", share=0.9, months=(4, 8)),  # the same, so its id decides
    )
    assert waves(roadmap) == [["c"], ["d", "b", "a"], [], []]
    assert [w.used for w in roadmap.waves] == [8.0, 24.0, 0.0]


def test_the_tier_stands_above_the_order_in_which_advice_is_handed_over():
    texts = {
        "a": recommendation("a", months=(4, 8), needs=[small.question()]),
        "b": recommendation("b", months=(4, 8)),
    }
    advised = judge(texts.values(), GAPS).advice
    for handed in (advised, advised[::-1]):
        assert waves(pack_waves(handed, texts)) == [["b"], ["a"], [], []]


def test_advice_in_tiers_b_and_d_begins_by_preparing():
    texts = [
        recommendation("a"),
        recommendation("b", needs=[small.question()]),
        recommendation("c", grade="E1", months=(1, 5)),
        recommendation("d", factors=["Z1"]),
    ]
    items = pack(*texts).waves[0].items
    assert {i.advice.tier: i.preparing for i in items} == {
        "A": False,
        "B": True,
        "C": False,
        "D": True,
    }


def test_a_prerequisite_that_is_not_advised_is_a_warning():
    roadmap = pack(recommendation("a"), recommendation("b", needs=[waits_for("a")]), only="b")
    assert waves(roadmap) == [["b"], [], [], []]
    assert roadmap.warnings == ("b waits for a, which is not advised here",)


def test_what_is_done_is_not_waited_for():
    texts = recommendation("a"), recommendation("b", needs=[waits_for("a")])
    roadmap = pack(*texts, only="b", done=["a"])
    assert roadmap.warnings == ()
    assert roadmap.waves[0].items[0].waits_for == ()


def test_a_circle_of_prerequisites_is_refused():
    texts = {
        "a": recommendation("a", needs=[waits_for("b")]),
        "b": recommendation("b", needs=[waits_for("a")]),
    }
    with pytest.raises(ContentError, match="prerequisites run in a circle"):
        pack_waves([], texts)


# ── whatever is advised ───────────────────────────────────────────────────────────────────────

capacities = st.sampled_from([0.5, 1.0, 4.0, 12.0, 100.0])


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values, capacity=capacities)
def test_every_plan_keeps_its_capacity_its_order_and_all_its_items(texts, gaps, values, capacity):
    library = {t.id: t for t in texts}
    advised = judge(texts, gaps.values(), values, capacity=capacity).advice
    roadmap = pack_waves(advised, library, capacity)
    *planned, left = waves(roadmap)
    assert sorted([i for wave in planned for i in wave] + left) == sorted(
        a.text.id for a in advised
    )
    when = {i: n for n, wave in enumerate(planned) for i in wave}
    for number, wave in enumerate(roadmap.waves):
        assert wave.used <= wave.capacity
        for item in wave.items:
            assert all(when[other] < number for other in item.waits_for)
    given_ = {a.text.id for a in advised}
    for text_id in given_:
        for p in library[text_id].prerequisites:
            blocker = p.recommendation
            if blocker in given_ and blocker not in when:
                assert text_id not in when
    for text_id in left:
        assert any(w.startswith(f"{text_id} ") for w in roadmap.warnings)
    assert pack_waves(advised, library, capacity) == roadmap


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values, data=st.data())
def test_the_order_of_the_library_changes_no_plan(texts, gaps, values, data):
    advised = judge(texts, gaps.values(), values).advice
    mixed = data.draw(st.permutations(texts))
    before = pack_waves(advised, {t.id: t for t in texts})
    assert waves(pack_waves(advised, {t.id: t for t in mixed})) == waves(before)


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values)
def test_a_wave_has_no_room_for_anything_that_stands_ready_later(texts, gaps, values):
    roadmap = pack_waves(judge(texts, gaps.values(), values).advice, {t.id: t for t in texts})
    when = {i: n for n, wave in enumerate(waves(roadmap)[:3]) for i in wave}
    for number, wave in enumerate(roadmap.waves):
        for item in wave.items:
            ready = max((when[i] + 1 for i in item.waits_for), default=0)
            for earlier in roadmap.waves[ready:number]:
                assert earlier.used + (item.effort or 0.0) > earlier.capacity


# ── where to begin ────────────────────────────────────────────────────────────────────────────


def begin(*texts: Recommendation, capacity: float = 12.0) -> tuple[tuple[str, ...], str]:
    return find_entry_points(judge(texts, GAPS, capacity=capacity).advice, capacity)


ENTRY = {"first_effect": (3, 11), "months": (6, 12)}
WAITS = recommendation("z", needs=[waits_for("a")])


def test_an_entry_point_is_tier_a_affordable_soon_visible_and_opens_the_way_for_tier_b():
    assert begin(recommendation("a", **ENTRY), WAITS) == (("a",), "")


def test_a_plan_names_its_entry_points_or_the_obstacle():
    found = pack(recommendation("a", **ENTRY), WAITS)
    assert (found.entry_points, found.entry_obstacle) == (("a",), "")
    alone = pack(recommendation("a", **ENTRY))
    assert (alone.entry_points, alone.entry_obstacle) == ((), "opens the way for another")


@pytest.mark.parametrize(
    "facts",
    [
        {"grade": "E1"},
        {"months": (6, 13)},
        {"months": None},
        {"first_effect": None},
        {"first_effect": (3, 18)},
        {"first_effect": (3, 12)},  # not *under* twelve months
        {"needs": [small.question()]},
    ],
)
def test_one_condition_that_fails_is_enough(facts):
    found, obstacle = begin(recommendation("a", **ENTRY | facts), WAITS)
    assert found == ()
    assert obstacle


def test_advice_that_only_waits_for_what_is_done_needs_no_opening():
    texts = recommendation("a", **ENTRY), WAITS
    advised = judge(texts, GAPS, done=["a"]).advice
    assert find_entry_points(advised, 12.0) == ((), "opens the way for another")


def test_only_advice_of_tier_b_counts_as_opened():
    measure_first = recommendation("z", factors=["Z1"], needs=[waits_for("a")])
    assert begin(recommendation("a", **ENTRY), measure_first)[0] == ()


def test_what_is_not_advised_is_not_opened():
    texts = recommendation("a", **ENTRY), WAITS
    advised = [a for a in judge(texts, GAPS).advice if a.text.id == "a"]
    assert find_entry_points(advised, 12.0) == ((), "opens the way for another")


@pytest.mark.parametrize(
    ("facts", "obstacle"),
    [
        ({"grade": "E1", "months": (2, 6)}, "tier to act now"),
        ({"first_effect": (6, 18)}, "benefit within a year"),
        ({"first_effect": None}, "benefit within a year"),
    ],
)
def test_the_condition_that_fails_most_often_is_named(facts, obstacle):
    texts = [recommendation(i, **ENTRY | facts) for i in "abc"]
    opened = [recommendation(f"after-{i}", **ENTRY | facts, needs=[waits_for(i)]) for i in "abc"]
    assert begin(*texts, *opened) == ((), obstacle)


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values, capacity=capacities)
def test_an_entry_point_meets_every_condition_and_else_an_obstacle_is_named(
    texts, gaps, values, capacity
):
    advised = judge(texts, gaps.values(), values, capacity=capacity).advice
    entries, obstacle = find_entry_points(advised, capacity)
    assert (obstacle == "") == (bool(entries) or not advised)
    opened = {c.prerequisite.recommendation for a in advised if a.tier == "B" for c in a.unmet}
    for advice in advised:
        if advice.text.id in entries:
            assert advice.tier == "A"
            assert advice.unmet == ()
            assert advice.text.effort.person_months.high <= capacity
            assert advice.text.effort.first_effect_months.high < 12
            assert advice.text.id in opened
