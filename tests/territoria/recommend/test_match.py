from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import synthetic_advice as small
from territoria.errors import ContentError
from territoria.model import Threshold
from territoria.recommend.match import (
    Facts,
    conditions_of,
    exclusion,
    holds,
    order_by_prerequisite,
)

QUICK = settings(deadline=None, derandomize=True, max_examples=60)


def by_id(*texts):
    return {t.id: t for t in texts}


# ── thresholds and prerequisites ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("value", "enough"), [(4.9, False), (5.0, True), (5.1, True)])
def test_at_least_holds_from_the_threshold_on(value, enough):
    assert holds(Threshold(indicator="i", at_least=5), value) is enough


@pytest.mark.parametrize(("value", "enough"), [(4.9, True), (5.0, True), (5.1, False)])
def test_at_most_holds_up_to_the_threshold(value, enough):
    assert holds(Threshold(indicator="i", at_most=5), value) is enough


@pytest.mark.parametrize("bound", ["at_least", "at_most"])
def test_a_threshold_of_zero_is_a_threshold(bound):
    threshold = Threshold(indicator="i", **{bound: 0})
    assert [holds(threshold, v) for v in (-1, 0, 1)] == [
        bound == "at_most",
        True,
        bound == "at_least",
    ]


def test_a_prerequisite_on_a_figure_is_met_unmet_or_unknown():
    text = small.recommendation(needs=[small.figure("i", at_least=5)])
    found = [conditions_of(text, Facts(v))[0] for v in ({"i": 6.0}, {"i": 4.0}, {"j": 6.0})]
    assert [(c.state, c.value) for c in found] == [
        ("met", 6.0),
        ("unmet", 4.0),
        ("unknown", None),
    ]


def test_a_figure_of_zero_is_known():
    text = small.recommendation(needs=[small.figure("i", at_least=5)])
    assert conditions_of(text, Facts({"i": 0.0}))[0].state == "unmet"


def test_a_prerequisite_on_other_advice_is_met_when_it_is_done():
    text = small.recommendation("b", needs=[small.waits_for("a")])
    assert conditions_of(text, Facts({}))[0].state == "unmet"
    assert conditions_of(text, Facts({}, frozenset("a")))[0].state == "met"


def test_a_question_is_unknown_until_somebody_is_asked():
    text = small.recommendation(needs=[small.question()])
    assert conditions_of(text, Facts({"i": 6.0}, frozenset("a")))[0].state == "unknown"


def test_every_prerequisite_has_its_state_in_the_order_of_the_text():
    needs = [small.question(), small.figure("i", at_most=5), small.waits_for("a")]
    found = conditions_of(small.recommendation("b", needs=needs), Facts({"i": 1.0}))
    assert [c.prerequisite for c in found] == needs
    assert [c.state for c in found] == ["unknown", "met", "unmet"]


def test_the_first_rule_that_holds_excludes():
    low, high = Threshold(indicator="i", at_most=1), Threshold(indicator="j", at_least=9)
    text = small.recommendation(excluded=[low, high])
    assert exclusion(text, Facts({"i": 5.0, "j": 5.0})) is None
    assert exclusion(text, Facts({"i": 5.0, "j": 9.0})) is high
    assert exclusion(text, Facts({"i": 1.0, "j": 9.0})) is low


def test_a_figure_that_is_missing_excludes_nothing():
    text = small.recommendation(excluded=[Threshold(indicator="i", at_most=1)])
    assert exclusion(text, Facts({})) is None


# ── the order of prerequisites ────────────────────────────────────────────────────────────────


def test_what_must_come_first_stands_first_and_ids_break_ties():
    texts = by_id(
        small.recommendation("a", needs=[small.waits_for("d")]),
        small.recommendation("b", needs=[small.waits_for("a"), small.waits_for("c")]),
        small.recommendation("c"),
        small.recommendation("d"),
        small.recommendation("e", needs=[small.figure("i", at_least=1), small.question()]),
    )
    assert order_by_prerequisite(texts) == ["c", "d", "e", "a", "b"]


def test_a_prerequisite_outside_the_library_is_no_hindrance():
    texts = by_id(small.recommendation("b", needs=[small.waits_for("elsewhere")]))
    assert order_by_prerequisite(texts) == ["b"]


def test_a_text_that_waits_for_itself_is_refused():
    with pytest.raises(ContentError) as refused:
        order_by_prerequisite(by_id(small.recommendation("a", needs=[small.waits_for("a")])))
    assert str(refused.value) == (
        "recommendations: prerequisites run in a circle: a → a. Break it."
    )


def test_a_circle_is_refused_and_named():
    texts = by_id(
        small.recommendation("a", needs=[small.waits_for("b")]),
        small.recommendation("b", needs=[small.waits_for("c")]),
        small.recommendation("c", needs=[small.waits_for("a")]),
        small.recommendation("d", needs=[small.waits_for("a")]),
    )
    with pytest.raises(ContentError) as refused:
        order_by_prerequisite(texts)
    (problem,) = refused.value.problems
    ring = (
        problem.what.removeprefix("prerequisites run in a circle: ").removesuffix(".").split(" → ")
    )
    assert sorted(ring[:-1]) == ["a", "b", "c"]
    assert ring[0] == ring[-1]


@QUICK
@given(texts=small.texts(), shuffle=st.randoms(use_true_random=False))
def test_the_order_respects_every_prerequisite_and_not_the_order_of_the_files(texts, shuffle):
    order = order_by_prerequisite(by_id(*texts))
    assert sorted(order) == [t.id for t in texts]
    for text in texts:
        for p in text.prerequisites:
            if p.recommendation is not None:
                assert order.index(p.recommendation) < order.index(text.id)
    shuffle.shuffle(texts)
    assert order_by_prerequisite(by_id(*texts)) == order


@QUICK
@given(texts=small.texts(), data=st.data())
def test_closing_any_chain_to_a_ring_is_found(texts, data):
    chains = [(t.id, p.recommendation) for t in texts for p in t.prerequisites if p.recommendation]
    last, first = data.draw(st.sampled_from(chains)) if chains else (texts[0].id, texts[0].id)
    library = by_id(*texts)
    closed = (*library[first].prerequisites, small.waits_for(last))
    library[first] = library[first].model_copy(update={"prerequisites": closed})
    with pytest.raises(ContentError):
        order_by_prerequisite(library)
