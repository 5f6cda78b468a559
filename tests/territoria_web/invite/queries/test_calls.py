from __future__ import annotations

import pytest

from call_world import a_world
from territoria_web.invite.queries.calls import criteria_of, rules_said

pytestmark = pytest.mark.django_db


def test_the_rules_name_the_limit_of_this_call():
    world = a_world(words=1500)
    named = [rule for rule in rules_said(world.call) if "more than 1,500 words" in rule]
    assert len(named) == 1
    assert [rule for rule in rules_said(world.call) if "{" in rule] == []


def test_weights_are_said_exactly():
    world = a_world()
    assert {asked.counts for asked in criteria_of(world.call)} == {("1", "6")}
    world.call.criteria[0]["weight"] = 2.5
    assert [asked.counts for asked in criteria_of(world.call)][:2] == [("2.5", "7.5"), ("1", "7.5")]
