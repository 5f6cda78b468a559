"""What a firm reads of its sittings: beside others, and beside itself."""

from __future__ import annotations

from typing import Any

import pytest

from sitting_down import a_check, a_finished_sitting, answered, begun, sitting_of, turns_now
from territoria_web.listen.models import CheckLook, SelfCheck, Sitting
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.listen.queries.sitting_results import (
    Change,
    Score,
    change_shown,
    groups_like,
    result_shown,
)
from territoria_web.listen.services.sittings import finish_sitting, save_turn

pytestmark = pytest.mark.django_db
FIELDS = [f"F{n}" for n in range(1, 7)]


@pytest.fixture
def check() -> SelfCheck:
    return a_check()


def look(check: SelfCheck, **by: Any) -> None:
    """The last look: all firms at 50, and what is said of sizes and sectors."""
    body = {"year": "2026", "years": {"2026": {**figures(50.0, 60), "by": by}}}
    CheckLook.objects.create(check_of=check, number=1, firms=60, body=body, made=check.made)


def figures(value: float, n: int) -> dict[str, Any]:
    mean = {"value": value, "low": value - 2, "high": value + 2, "n": n}
    return {"firms": n, "overall": mean, "dimensions": dict.fromkeys(FIELDS, mean)}


def left_open(check: SelfCheck, level: int) -> Sitting:
    """A sitting whose first question is unknown."""
    sitting = answered(sitting_of(begun(check)), level=level)
    turn = turns_now(sitting)[0]
    save_turn(sitting=sitting, turn=turn, given={turn.items[0]: "unknown"})
    return finish_sitting(sitting=sitting)


def test_size_and_sector_where_both_may_be_shown(check: SelfCheck):
    done = a_finished_sitting(check)
    look(check, size={"small": figures(40.0, 12)}, sector={"F": figures(60.0, 15)})
    year, groups = groups_like(done.taker)
    told = [(group.name, group.n, group.overall.value) for group in groups]
    assert (year, told) == (
        "2026",
        [("10 to 49 staff", 12, 40.0), ("Building and construction", 15, 60.0)],
    )


@pytest.mark.parametrize("by", [{}, {"size": {"small": None}, "sector": {}}])
def test_all_firms_where_neither_may_be(check: SelfCheck, by: dict[str, Any]):
    done = a_finished_sitting(check)
    look(check, **by)
    assert [(g.name, g.n) for g in groups_like(done.taker)[1]] == [("All that answered", 60)]


def test_nobody_before_the_first_look(check: SelfCheck):
    assert groups_like(a_finished_sitting(check).taker) == ("", ())


@pytest.mark.parametrize(("level", "standing"), [(1, "below"), (2, "level"), (3, "above")])
def test_against_the_range_of_the_mean(check: SelfCheck, level: int, standing: str):
    done = a_finished_sitting(check, level=level)
    look(check)
    bars = result_shown(done.taker, read_frozen(check), done).bars
    assert {bar.standing for bar in bars} == {standing}


def test_an_open_range_that_touches_the_mean_cannot_be_told(check: SelfCheck):
    done = left_open(check, 2)
    look(check)
    bars = result_shown(done.taker, read_frozen(check), done).bars
    assert [bar.standing for bar in bars] == ["unknown", *["level"] * 5]
    assert [bar.score.said for bar in bars[:2]] == ["50 (25–75)", "50"]


def test_each_step_says_where_it_stands_how_to_go_on_and_where_that_leads(check: SelfCheck):
    done = a_finished_sitting(check, level=0)
    first = result_shown(done.taker, read_frozen(check), done).steps[0]
    question = read_frozen(check).questions["firm_plan"]
    assert (first.here, first.how, first.then) == (
        question.levels[0].say(),
        question.next_steps[0].say(),
        question.levels[1].say(),
    )


def change(check: SelfCheck, before: Sitting, now: Sitting) -> Change:
    return change_shown(read_frozen(check), before, now)


@pytest.mark.parametrize(("before", "now", "way"), [(1, 2, "up"), (3, 2, "down"), (2, 2, "same")])
def test_what_changed_dimension_by_dimension(check: SelfCheck, before: int, now: int, way: str):
    found = change(
        check, a_finished_sitting(check, level=before), a_finished_sitting(check, level=now)
    )
    assert {row.way for row in (found.overall, *found.dimensions)} == {way}
    assert found.overall.before == Score(before * 25.0, before * 25.0, before * 25.0)


def test_a_change_inside_what_is_unknown_is_not_told(check: SelfCheck):
    found = change(check, left_open(check, 2), a_finished_sitting(check, level=2))
    assert found.overall.way == "unknown"
    assert [row.way for row in found.dimensions] == ["unknown", *["same"] * 5]
