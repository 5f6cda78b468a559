"""Which reviewed advice follows from a benchmark, and why."""

from __future__ import annotations

from small_firms_told import A, B, a_cell, a_result, an_entrant, small
from territoria_web.library.queries import library
from territoria_web.reports.synthesis.small_firms.advice import (
    OF_CRITERION,
    OF_OBSTACLE,
    advice_from,
)
from territoria_web.reports.synthesis.small_firms.reasons import because


def low(name, key, high=2.0):
    one = an_entrant(name, key, (1, 3, 1))
    one["cells"]["clear-target"] = a_cell(1.0, low=0.0, high=high)
    return one


def test_every_criterion_and_obstacle_leads_to_factors_that_advice_raises():
    raised = {f for text in library().recommendations.values() for f in text.factors}
    template = library().templates["initiative-benchmark"]
    assert set(OF_CRITERION) == {c.id for c in template.criteria}
    assert set(OF_OBSTACLE) == set(library().obstacles) - {"connectivity"}
    for factors in (*OF_CRITERION.values(), *OF_OBSTACLE.values()):
        assert set(factors) <= raised


def test_a_criterion_on_which_half_stand_low_by_every_assessor_leads_to_advice():
    held = a_result(low("a", A), low("b", A), an_entrant("c", A, (3, 3, 3)), low("d", B))
    given = {a["id"]: a for a in advice_from(held, {})}
    assert given["target-with-baseline"]["territories"] == [A]
    assert given["target-with-baseline"]["because"] == ["criterion:clear-target"]


def test_a_range_that_reaches_above_two_is_not_low():
    held = a_result(low("a", A, 3.0), low("b", A, 3.0), low("c", A, 3.0))
    assert "target-with-baseline" not in {a["id"] for a in advice_from(held, {})}


def test_an_obstacle_that_nobody_addresses_leads_to_advice_with_its_reason():
    given = {a["id"]: a for a in advice_from(None, {"cost": [B]})}
    assert given["one-door-to-finance"]["territories"] == [B]
    told = small(a_result(an_entrant("a", A, (3, 3, 3))))
    assert because(told, given["one-door-to-finance"]) == (
        "Many firms name, and no initiative there is known against: cost."
    )


def test_without_a_benchmark_and_needs_there_is_no_such_advice():
    assert advice_from(None, {}) == []
