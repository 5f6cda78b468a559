"""A plan and its actions as they stand."""

from __future__ import annotations

from territoria_web.plan.queries.plans import indicator_choices


def test_indicators_of_the_same_name_are_told_apart():
    names = [name for _id, name in indicator_choices()]
    assert len(names) == len(set(names))
    assert dict(indicator_choices())["firms_ai"].startswith(
        "Firms that use artificial intelligence: % of enterprises; "
    )
