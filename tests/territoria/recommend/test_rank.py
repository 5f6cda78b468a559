from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import synthetic_advice as small
from synthetic_advice import gap, judge, recommendation, unknown, waits_for
from territoria.compare.gaps import Gap
from territoria.errors import ContentError
from territoria.model import Recommendation, Threshold
from territoria.recommend.rank import Advice, Advised, low_regret, need_of

QUICK = settings(deadline=None, derandomize=True, max_examples=80)


def tiers(found: Advised) -> dict[str, str]:
    """Id → tier, in the order of the advice."""
    return {a.text.id: a.tier for a in found.advice}


def first(found: Advised) -> list[str]:
    return [a.text.id for a in found.first]


def whole(found: Advised) -> list[tuple]:
    """All that leaves the engine for one territory, without the texts themselves."""
    given_ = [
        (a.text.id, a.tier, a.why_tier, a.shown, a.place, a.stays_in_tier, a.stays_on_top, a.opens)
        for a in found.advice
    ]
    return given_ + [(r.text.id, r.why, r.detail, r.tier) for r in found.rejected]


# ── tiers ─────────────────────────────────────────────────────────────────────────────────────

A = "gap firm, nothing in the way, and it pays or can be undone"
WAITS = "a prerequisite is not met or not known"
DEAR = "its effort is unknown or above the capacity of a half-year"
HARD = "hard to undo, and the effect is not shown yet"
SMALL = "gap firm, but the effect is not shown yet: try it small"


@pytest.mark.parametrize(
    ("facts", "tier", "why"),
    [
        ({"grade": "E2", "months": (6, 12)}, "A", A),
        ({"grade": "E2", "reversible": False, "losers": "Someone."}, "A", A),
        ({"grade": "E0", "months": (1, 3)}, "A", A),  # low regret
        ({"grade": "E2", "months": (6, 12.5)}, "B", DEAR),
        ({"grade": "E2", "months": None}, "B", DEAR),
        ({"grade": "E0", "months": None}, "B", DEAR),
        ({"grade": "E1", "months": (1, 3.5)}, "C", SMALL),
        ({"grade": "E1", "months": (1, 3), "losers": "Someone."}, "C", SMALL),
        ({"grade": "E1", "months": (1, 3), "reversible": False}, "B", HARD),
        ({"needs": [small.question()]}, "B", WAITS),
        ({"needs": [small.figure("i", at_least=6)]}, "B", WAITS),
        ({"needs": [small.figure("j", at_least=6)]}, "B", WAITS),
        ({"needs": [small.figure("i", at_least=5)]}, "A", A),
        ({"needs": [waits_for("elsewhere")]}, "B", WAITS),
    ],
)
def test_each_rule_of_the_tiers(facts, tier, why):
    (advice,) = judge([recommendation(**facts)], [gap()], {"i": 5.0}).advice
    assert (advice.tier, advice.why_tier) == (tier, why)


def test_an_unknown_effort_is_not_within_any_capacity():
    (advice,) = judge([recommendation(months=None)], [gap()], capacity=1e9).advice
    assert advice.tier == "B"


@pytest.mark.parametrize(("chance", "given_"), [(0.59, False), (0.6, True), (1.0, True)])
def test_a_gap_is_firm_from_six_in_ten_on(chance, given_):
    found = judge([recommendation()], [gap(chance=chance)])
    assert tiers(found) == ({"a": "A"} if given_ else {})


def test_missing_and_one_half_give_different_results():
    missing = judge([recommendation()], [unknown()])
    half = judge([recommendation()], [gap(chance=0.5)])
    assert tiers(missing) == {"a": "D"}
    assert missing.of("a").why_tier == "its factors have no figure or no peers yet"
    assert tiers(half) == {}
    assert [(r.why, r.detail, r.tier) for r in half.rejected] == [("cannot tell", "A1", None)]


def test_a_factor_without_an_entry_is_unknown():
    assert tiers(judge([recommendation()], [])) == {"a": "D"}


def test_a_known_gap_decides_beside_an_unknown_one():
    text = recommendation(factors=["A1", "B1"])
    assert tiers(judge([text], [gap("A1"), unknown("B1")])) == {"a": "A"}
    assert [r.why for r in judge([text], [gap("A1", chance=0.1), unknown("B1")]).rejected] == [
        "no gap"
    ]


@pytest.mark.parametrize(
    ("found", "why", "detail"),
    [
        ([gap("A1", chance=0.39), gap("B1", chance=0.0)], "no gap", "A1, B1"),
        ([gap("A1", chance=0.4), gap("B1", chance=0.0)], "cannot tell", "A1, B1"),
        ([gap("A1", chance=0.0), gap("B1", chance=0.59)], "cannot tell", "A1, B1"),
    ],
)
def test_what_is_not_advised_says_why(found, why, detail):
    (rejected,) = judge([recommendation(factors=["A1", "B1"])], found).rejected
    assert (rejected.text.id, rejected.why, rejected.detail, rejected.tier) == (
        "a",
        why,
        detail,
        None,
    )


def test_an_exclusion_stands_above_every_gap_and_names_its_figure():
    text = recommendation(excluded=[Threshold(indicator="i", at_least=98)])
    found = judge([text], [gap()], {"i": 98.0})
    assert tiers(found) == {}
    assert [(r.why, r.detail) for r in found.rejected] == [("excluded", "i")]
    assert tiers(judge([text], [gap()], {"i": 97.9})) == {"a": "A"}


def test_the_grade_that_counts_here_decides_the_tier_and_stands_on_the_advice():
    text = recommendation(grade="E2", months=(2, 6))
    (advice,) = judge([text], [gap()], grades={"a": "E1"}).advice
    assert (advice.tier, advice.text.evidence.grade) == ("C", "E1")
    assert text.evidence.grade == "E2"


def test_low_regret_is_small_reversible_and_nobody_loses():
    assert low_regret(recommendation(months=(1, 3)))
    assert not low_regret(recommendation(months=(1, 3.1)))
    assert not low_regret(recommendation(months=None))
    assert not low_regret(recommendation(reversible=False))
    assert not low_regret(recommendation(losers="Someone."))


# ── order ─────────────────────────────────────────────────────────────────────────────────────


def test_need_is_the_sum_of_the_firm_gaps_times_the_share_of_people():
    text = recommendation(factors=["A1", "A2", "B1", "C1"], share=0.5)
    gaps = [gap("A1", 2.0, 0.6), gap("A2", 3.0, 0.59), gap("B1", 1.5, 1.0), gap("C1", -1.0, 0.7)]
    assert need_of(text, {g.node: g for g in gaps}) == (2.0 + 1.5) * 0.5


def test_inside_a_tier_need_then_evidence_then_effort_then_id_decide():
    texts = [
        recommendation("a", share=0.25, grade="E2", months=(1, 1)),
        recommendation("b", share=0.5, grade="E2", months=(1, 4)),
        recommendation("c", share=0.5, grade="E2", months=(1, 3)),
        recommendation("d", share=0.5, grade="E3", months=(1, 9)),
        recommendation("e", share=0.5, grade="E2", months=(2, 3)),
    ]
    assert list(tiers(judge(texts, [gap()]))) == ["d", "c", "e", "b", "a"]


def test_the_tier_stands_above_every_need():
    texts = [
        recommendation("a", share=0.1),
        recommendation("b", share=1.0, needs=[small.question()]),
        recommendation("c", share=1.0, grade="E1", months=(2, 6)),
        recommendation("d", factors=["B1"], share=1.0),
    ]
    assert tiers(judge(texts, [gap("A1", 5.0)])) == {"a": "A", "b": "B", "c": "C", "d": "D"}


def test_ties_are_shown_as_ties():
    texts = [recommendation(i) for i in "abc"] + [recommendation("d", months=(1, 3))]
    found = judge(texts, [gap()])
    assert {a.text.id: a.tied for a in found.advice} == {
        "a": ("b", "c"),
        "b": ("a", "c"),
        "c": ("a", "b"),
        "d": (),
    }


def test_advice_of_different_tiers_is_no_tie():
    texts = [recommendation("a"), recommendation("b", needs=[small.question()])]
    assert [a.tied for a in judge(texts, [gap()]).advice] == [(), ()]


# ── the first five ────────────────────────────────────────────────────────────────────────────

SIX = [
    recommendation("a", factors=["A1"], share=0.9),
    recommendation("b", factors=["A2"], share=0.8),
    recommendation("c", factors=["A1", "B1"], share=0.4),
    recommendation("d", factors=["B1"], share=0.3),
    recommendation("e", factors=["B1"], share=0.2),
    recommendation("f", factors=["C1"], share=0.1),
]
SIX_GAPS = [gap(f) for f in small.FACTORS]


def test_at_most_two_of_the_first_five_begin_in_one_dimension():
    found = judge(SIX, SIX_GAPS)
    assert list(tiers(found)) == list("abcdef")
    assert first(found) == list("abdef")
    assert {a.text.id: a.place for a in found.advice} == {
        "a": 1, "b": 2, "c": None, "d": 3, "e": 4, "f": 5,
    }  # fmt: skip
    assert [(r.text.id, r.why, r.detail, r.tier) for r in found.rejected] == [
        ("c", "not in the first five", A, "A")
    ]


def test_the_limit_per_dimension_can_be_lifted():
    assert first(judge(SIX, SIX_GAPS, per_dimension=None)) == list("abcde")
    assert first(judge(SIX, SIX_GAPS, per_dimension=1)) == list("adf")


def test_a_dimension_that_nobody_named_is_one_of_its_own():
    found = small.advise(
        [recommendation("a", factors=["elsewhere"])],
        {},
        small.Facts({}),
        {},
        capacity=12.0,
    )
    assert tiers(found) == {"a": "D"}


def test_asking_for_advice_that_is_not_given_is_a_key_error():
    found = judge([recommendation()], [gap(chance=0.5)])
    with pytest.raises(KeyError):
        found.of("a")


# ── blockers ──────────────────────────────────────────────────────────────────────────────────


def chain(**more) -> list[Recommendation]:
    """c waits for b, which waits for a; only c addresses B1."""
    return [
        recommendation("a", factors=["A1"], **more),
        recommendation("b", factors=["A1"], needs=[waits_for("a")]),
        recommendation("c", factors=["B1"], share=1.0, needs=[waits_for("b")]),
    ]


def test_an_unmet_prerequisite_becomes_a_candidate_through_any_number_of_steps():
    found = judge(chain(), [gap("A1", chance=0.2), gap("B1", 3.0)])
    assert tiers(found) == {"a": "B", "b": "B", "c": "B"}
    assert [found.of(i).why_tier for i in "abc"] == ["it opens the way for other advice"] * 2 + [
        WAITS
    ]
    assert [found.of(i).opens for i in "abc"] == [("b",), ("c",), ()]
    assert [found.of(i).need for i in "abc"] == [3.0, 3.0, 3.0]
    assert found.rejected == ()


def test_a_blocker_that_is_done_opens_nothing():
    found = judge(chain(), [gap("A1", chance=0.2), gap("B1")], done=["b"])
    assert tiers(found) == {"c": "A"}
    assert [r.text.id for r in found.rejected] == ["a", "b"]


def test_a_blocker_that_is_excluded_stays_out():
    never = [Threshold(indicator="i", at_least=0)]
    found = judge(chain(excluded=never), [gap("A1", chance=0.2), gap("B1")], {"i": 1.0})
    assert tiers(found) == {"b": "B", "c": "B"}
    assert [(r.text.id, r.why) for r in found.rejected] == [("a", "excluded")]


def test_a_blocker_without_any_figure_is_prepared_and_not_measured_first():
    assert tiers(judge(chain(), [unknown("A1"), gap("B1")])) == {"a": "B", "b": "B", "c": "B"}


def test_a_blocker_with_a_gap_of_its_own_may_act_now():
    assert tiers(judge(chain(), [gap("A1"), gap("B1")])) == {"a": "A", "b": "B", "c": "B"}


def test_nobody_waits_for_advice_that_is_refused():
    found = judge(chain(), [gap("A1"), gap("B1", chance=0.2)])
    assert found.of("b").opens == ()
    assert [r.text.id for r in found.rejected] == ["c"]


def test_prerequisites_that_run_in_a_circle_are_refused():
    texts = [
        recommendation("a", needs=[waits_for("b")]),
        recommendation("b", needs=[waits_for("a")]),
    ]
    with pytest.raises(ContentError, match="prerequisites run in a circle"):
        judge(texts, [gap()])


# ── how firm ──────────────────────────────────────────────────────────────────────────────────


def test_advice_stays_as_often_as_its_gap_is_there():
    (advice,) = judge([recommendation()], [gap(chance=0.8)]).advice
    assert (advice.stays_in_tier, advice.stays_on_top, advice.robust) == (0.8, 0.8, 0.8)


def test_more_draws_than_the_gaps_have_begin_again_from_the_first():
    assert judge([recommendation()], [gap(chance=0.8)], draws=40).of("a").robust == 0.8


def test_advice_on_what_is_unknown_stays_unknown_in_every_draw():
    assert judge([recommendation()], [unknown()]).of("a").robust == 1.0


def test_the_draws_of_all_gaps_belong_together():
    text = recommendation(factors=["A1", "B1"])
    early, late = gap("A1", chance=0.6), gap("B1", chance=0.6)
    late = replace(late, draws=late.draws[::-1])
    assert judge([text], [early, gap("B1", chance=0.6)]).of("a").robust == 0.6
    assert judge([text], [early, late]).of("a").robust == 1.0


def test_further_down_only_the_tier_counts():
    texts = [
        recommendation(i, factors=[f], share=s)
        for i, f, s in zip("abc", ("A1", "A2", "A1"), (0.9, 0.8, 0.7))
    ]
    found = judge(texts, [gap("A1"), gap("A2", chance=0.75)])
    last = found.of("c")
    assert (last.shown, last.stays_in_tier, last.robust) == (False, 1.0, 1.0)
    assert last.stays_on_top == 0.25  # where the second gap is not there, it moves up
    assert found.of("b").robust == 0.75


def test_a_blocker_opens_the_way_only_where_something_waits_behind_it():
    texts = [
        recommendation("a", factors=["A1"]),
        recommendation("b", factors=["B1"], needs=[waits_for("a")]),
    ]
    found = judge(texts, [gap("A1", chance=0.3), gap("B1", chance=0.8)])
    # its own gap is there in 6 of the 20 draws, where it would be tier A; b wants it in 16
    assert (found.of("a").tier, found.of("a").stays_in_tier) == ("B", 0.5)
    assert found.of("b").stays_in_tier == 0.8


# ── what must hold whatever the library and the territory ─────────────────────────────────────


def judged(texts, gaps, values, **more) -> Advised:
    return judge(texts, gaps.values(), values, **more)


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values)
def test_tier_a_needs_a_firm_gap_met_prerequisites_and_an_effort_within_capacity(
    texts, gaps, values
):
    for advice in judged(texts, gaps, values, capacity=6.0).advice:
        firm = any(g.chance is not None and g.chance >= 0.6 for g in advice.gaps)
        grade = int(advice.text.evidence.grade[1])
        if advice.tier == "A":
            assert firm
            assert all(c.state == "met" for c in advice.conditions)
            assert advice.unmet == ()
            assert advice.text.effort.person_months.high <= 6.0
            assert grade >= 2 or low_regret(advice.text)
        if advice.tier == "C":
            assert firm
            assert grade <= 1
            assert advice.text.effort.reversible
        if advice.tier == "D":
            assert all(g.chance is None for g in advice.gaps)


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values)
def test_every_text_is_advised_or_rejected_and_nothing_is_shown_twice(texts, gaps, values):
    found = judged(texts, gaps, values)
    given_ = [a.text.id for a in found.advice]
    refused = [r.text.id for r in found.rejected if r.tier is None]
    assert sorted(given_ + refused) == [t.id for t in texts]
    below = [r.text.id for r in found.rejected if r.tier is not None]
    assert sorted(first(found) + below) == sorted(given_)
    assert [a.place for a in found.first] == list(range(1, len(found.first) + 1))
    assert list(tiers(found).values()) == sorted(tiers(found).values())


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values)
def test_at_most_two_of_the_first_five_address_one_dimension_first(texts, gaps, values):
    dimensions = [a.text.factors[0][0] for a in judged(texts, gaps, values).first]
    assert len(dimensions) <= 5
    assert all(dimensions.count(d) <= 2 for d in dimensions)
    lifted = judged(texts, gaps, values, per_dimension=None)
    assert first(lifted) == [a.text.id for a in lifted.advice[:5]]


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values)
def test_whatever_stands_in_the_way_of_advice_is_advised_before_it(texts, gaps, values):
    found = judged(texts, gaps, values)
    excluded = {r.text.id for r in found.rejected if r.why == "excluded"}
    for advice in found.advice:
        for condition in advice.unmet:
            blocker = condition.prerequisite.recommendation
            if blocker is not None and blocker not in excluded:
                assert advice.text.id in found.of(blocker).opens
                assert found.of(blocker).need >= advice.need


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values)
def test_the_shares_of_draws_are_shares_and_a_tie_is_mutual(texts, gaps, values):
    found = judged(texts, gaps, values)
    for advice in found.advice:
        assert 0 <= advice.stays_on_top <= advice.stays_in_tier <= 1
        assert all(advice.text.id in found.of(other).tied for other in advice.tied)
        assert all(found.of(other).need == pytest.approx(advice.need) for other in advice.tied)


@QUICK
@given(
    texts=small.texts(),
    gaps=small.gaps(),
    values=small.values,
    shuffle=st.randoms(use_true_random=False),
)
def test_the_order_of_texts_and_factors_changes_nothing(texts, gaps, values, shuffle):
    before = whole(judged(texts, gaps, values))
    assert whole(judged(texts, gaps, values)) == before
    turned = list(gaps)
    shuffle.shuffle(turned)
    mixed = list(texts)
    shuffle.shuffle(mixed)
    assert whole(judged(mixed, {f: gaps[f] for f in turned}, values)) == before


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values)
def test_renaming_factors_and_indicators_changes_nothing(texts, gaps, values):
    factors = {"A1": "Z9", "A2": "Z8", "B1": "Y9", "C1": "X9"}
    indicators = {"i": "q", "j": "r"}

    def threshold(t: Threshold | None) -> Threshold | None:
        return t and t.model_copy(update={"indicator": indicators[t.indicator]})

    def renamed(text: Recommendation) -> Recommendation:
        return text.model_copy(
            update={
                "factors": tuple(factors[f] for f in text.factors),
                "excluded_when": tuple(threshold(t) for t in text.excluded_when),
                "prerequisites": tuple(
                    p.model_copy(update={"data": threshold(p.data)}) for p in text.prerequisites
                ),
            }
        )

    before = judged(texts, gaps, values)
    after = judged(
        [renamed(t) for t in texts],
        {factors[f]: replace(g, node=factors[f]) for f, g in gaps.items()},
        {indicators[i]: v for i, v in values.items()},
    )
    details = [(r.text.id, r.why, r.tier) for r in before.rejected]
    assert [(r.text.id, r.why, r.tier) for r in after.rejected] == details
    assert whole(after)[: len(after.advice)] == whole(before)[: len(before.advice)]


@QUICK
@given(texts=small.texts(), gaps=small.gaps(), values=small.values, data=st.data())
def test_adding_a_met_prerequisite_changes_nothing(texts, gaps, values, data):
    before = judged(texts, gaps, values, done=["done"])
    n = data.draw(st.integers(0, len(texts) - 1))
    values = {**values, "k": 5.0}
    more = data.draw(st.sampled_from([waits_for("done"), small.figure("k", at_most=5.0)]))
    texts[n] = texts[n].model_copy(update={"prerequisites": (*texts[n].prerequisites, more)})
    assert whole(judged(texts, gaps, values, done=["done"])) == whole(before)


def worse(before: Gap, by: float, chance: float) -> Gap:
    """The same gap after its indicator got worse: larger, and no less sure."""
    assert before.size is not None
    assert before.chance is not None
    after = gap(before.node, before.size + by, max(before.chance, chance))
    return replace(after, draws=np.maximum(after.draws, before.draws + by))


def above(found: Advised, advice: Advice) -> set[str]:
    """Advice that stands before this one."""
    ids = [a.text.id for a in found.advice]
    return set(ids[: ids.index(advice.text.id)])


@settings(QUICK, max_examples=150)
@given(
    texts=small.texts(),
    gaps=small.gaps(),
    values=small.values,
    factor=st.sampled_from(small.FACTORS),
    by=st.sampled_from([0.25, 1.0, 4.0]),
    chance=st.sampled_from(small.CHANCES),
)
def test_worsening_a_gap_never_lowers_the_priority_of_advice_that_addresses_it(
    texts, gaps, values, factor, by, chance
):
    assume(factor in gaps and gaps[factor].chance is not None)
    before = judged(texts, gaps, values)
    after = judged(texts, {**gaps, factor: worse(gaps[factor], by, chance)}, values)
    served = {t.id for t in texts if factor in t.factors}
    for text in reversed(texts):  # and what opens the way for it is served as well
        served |= {p.recommendation for p in text.prerequisites} if text.id in served else set()
    for advice in before.advice:
        if factor in advice.text.factors:
            now = after.of(advice.text.id)
            assert now.tier <= advice.tier
            assert now.need >= advice.need
            assert above(after, now) - served <= above(before, advice)


def test_a_gap_that_becomes_firm_never_sends_a_blocker_down():
    waiting = recommendation("b", factors=["B1"], needs=[waits_for("a")])
    fallen = []
    for blocker in small.KINDS:
        before = judge([blocker, waiting], [gap("A1", 0.1, 0.5), gap("B1")]).of("a")
        after = judge([blocker, waiting], [gap("A1", 2.0, 1.0), gap("B1")]).of("a")
        if after.tier > before.tier:
            fallen.append((before.tier, after.tier, before.text.evidence.grade))
    assert fallen == []
