"""What keeps a firm back: the heaviest first, and how many others name the same."""

from __future__ import annotations

import pytest

from sitting_down import a_check, a_finished_sitting
from territoria_web.listen.models import CheckLook, SelfCheck
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.listen.queries.sitting_obstacles import named_beside, weighed

pytestmark = pytest.mark.django_db


@pytest.fixture
def check() -> SelfCheck:
    return a_check()


def test_the_heaviest_obstacle_comes_first(check: SelfCheck):
    done = a_finished_sitting(check, named={"cost": 1, "connectivity": 4})
    assert weighed(read_frozen(check), done) == [("Connectivity", 4), ("Cost", 1)]


def test_others_are_told_of_where_they_may_be_shown(check: SelfCheck):
    done = a_finished_sitting(check, named={"cost": 1, "connectivity": 4})
    texts = read_frozen(check)
    assert named_beside(done.taker, texts, done) == [("Connectivity", ""), ("Cost", "")]
    shown = {"cost": {"share": 0.4, "low": 0.3, "high": 0.5, "n": 40}, "connectivity": None}
    body = {"year": "2026", "years": {"2026": {"obstacles": shown}}}
    CheckLook.objects.create(check_of=check, number=1, firms=40, body=body, made=check.made)
    assert named_beside(done.taker, texts, done) == [
        ("Connectivity", ""),
        ("Cost", "40 % (30–50) of 40 firms named it in 2026."),
    ]
