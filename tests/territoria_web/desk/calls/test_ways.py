"""From the desk's first page to calls: only for whoever has to do with one."""

from __future__ import annotations

import pytest

from call_world import a_judged_world, a_user, applications_of_call
from territoria_web.desk.calls.ways import ways_of

pytestmark = pytest.mark.django_db


def test_each_finds_their_own_way():
    world = a_judged_world(1)
    (row,) = applications_of_call(world)
    reviewer = world.call.reviewers.first().user
    people = (world.secretary, row.applicant, reviewer, a_user("No Body"))
    assert [[label for label, _ in ways_of(user)] for user in people] == [
        ["Calls of A network"],
        ["Your expressions of interest"],
        ["Your reviews"],
        [],
    ]
