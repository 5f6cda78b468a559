"""A sitting without an account: begun, kept screen by screen, finished, changed, begun again, erased."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone

from sitting_down import (
    BY_PEOPLE,
    a_check,
    a_finished_sitting,
    answered,
    begun,
    sitting_of,
    turns_now,
)
from territoria_web.listen.models import SelfCheck, Sitting, Taker
from territoria_web.listen.queries.check_rows import seated_in
from territoria_web.listen.queries.check_texts import read_frozen
from territoria_web.listen.queries.sitting_turns import Turn
from territoria_web.listen.queries.sittings import passage_of
from territoria_web.listen.services import sittings
from territoria_web.listen.services.ratings import CameIn
from territoria_web.listen.services.sittings import (
    CheckClosed,
    Who,
    begin_again,
    erase_taker,
    finish_sitting,
    save_turn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def check() -> SelfCheck:
    return a_check()


def test_of_the_link_the_rows_hold_only_what_the_secret_makes_of_it(check: SelfCheck):
    number = uuid4()
    token = begun(check, number=number)
    taker = Taker.objects.get()
    assert (taker.size, taker.sector, taker.day) == ("small", "F", timezone.localdate())
    held = " ".join(str(value) for value in vars(taker).values())
    assert (number.hex in held, str(number) in held, token in held) == (False, False, False)
    assert passage_of("check2", token).taker == taker
    for other in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x" * 40, ""):
        with pytest.raises(Http404):
            passage_of(check.code, other)
    with pytest.raises(Http404):
        passage_of("OTHER2", token)


def test_a_form_sent_twice_begins_once(check: SelfCheck):
    number = uuid4()
    assert begun(check, number=number) == begun(check, number=number)
    assert (Taker.objects.count(), Sitting.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("who", "part", "field"),
    [
        (Who("huge"), "whole", "size"),
        (Who("small", "Z"), "whole", "sector"),
        (Who("small"), "half", "part"),
    ],
)
def test_what_is_on_no_list_is_refused(check: SelfCheck, who: Who, part: str, field: str):
    with pytest.raises(ValidationError) as refused:
        begun(check, who=who, part=part)
    assert list(refused.value.error_dict) == [field]


def test_public_bodies_are_asked_neither_the_twelve_nor_obstacles():
    check = a_check(audience="public")
    turns = turns_now(sitting_of(begun(check, who=Who("medium"))))
    assert [turn.kind for turn in turns] == ["level"] * 12
    with pytest.raises(ValidationError):
        begun(check, who=Who("medium"), part="obstacles")
    done = a_finished_sitting(check, who=Who("small"), level=1)
    assert done.result is not None
    assert (done.result["framework"], done.result["intensity"]) == ("public-maturity", None)
    assert (done.result["obstacles"], done.result["overall"]["value"]) == ({}, 25.0)


def test_the_whole_passage_to_the_number(check: SelfCheck):
    done = a_finished_sitting(check, level=2, yes=7, named={"cost": 3, "lack-of-skills": 1})
    assert done.result is not None
    assert done.result["overall"] == {"value": 50.0, "low": 50.0, "high": 50.0}
    assert done.result["band"] == "moderately-advanced"
    intensity = done.result["intensity"]
    assert (intensity["points"], intensity["level"], intensity["basic"]) == (7, "high", True)
    assert done.result["obstacles"] == {"cost": 3, "lack-of-skills": 1}
    assert [step["from"] for step in done.result["steps"]] == [2, 2, 2]
    assert (done.finished, done.unusual) == (timezone.localdate(), False)


def test_what_is_left_out_is_unknown_in_the_result(check: SelfCheck):
    sitting = answered(sitting_of(begun(check)), level=2)
    first = turns_now(sitting)[0]
    save_turn(sitting=sitting, turn=first, given={first.items[0]: "unknown"})
    done = finish_sitting(sitting=sitting)
    assert done.result is not None
    overall = done.result["overall"]
    assert (overall["value"], overall["low"], overall["high"]) == (None, 45.8333, 54.1667)


def test_it_cannot_end_before_there_is_something_to_show(check: SelfCheck):
    sitting = sitting_of(begun(check))
    first = turns_now(sitting)[0]
    sitting = save_turn(sitting=sitting, turn=first, given={first.items[0]: 3})
    with pytest.raises(ValidationError):
        finish_sitting(sitting=sitting)  # obstacles were not gone through
    picking = next(turn for turn in turns_now(sitting) if turn.kind == "obstacles")
    sitting = save_turn(sitting=sitting, turn=picking, given={"obstacles": ["nothing"]})
    assert finish_sitting(sitting=sitting).result is not None


def test_obstacles_alone(check: SelfCheck):
    token = begun(check, part="obstacles")
    sitting = sitting_of(token)
    assert [turn.kind for turn in turns_now(sitting)] == ["obstacles"]
    done = finish_sitting(sitting=answered(sitting, named={"cost": 4}))
    assert done.result is not None
    assert (done.result["obstacles"], done.result["intensity"]) == ({"cost": 4}, None)
    assert set(done.result["questions"].values()) == {None}


def test_obstacles_picked_anew_keep_their_severity(check: SelfCheck):
    sitting = answered(sitting_of(begun(check, part="obstacles")), named={"cost": 4})
    picking = turns_now(sitting)[0]
    sitting = save_turn(
        sitting=sitting, turn=picking, given={"obstacles": ["cost", "connectivity"]}
    )
    assert sitting.answers == {"obstacles": "yes", "cost": 4, "connectivity": "unknown"}
    sitting = save_turn(sitting=sitting, turn=picking, given={"obstacles": ["nothing"]})
    assert sitting.answers == {"obstacles": "no"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("level", 5),
        ("level", True),
        ("level", "2"),
        ("level", [2]),
        ("level", None),
        ("yes-no", "perhaps"),
        ("obstacles", ["boredom"]),
        ("obstacles", []),
        ("obstacles", ["cost", "nothing"]),
        ("obstacles", "cost"),
        ("obstacles", ["cost"] * 6),
    ],
)
def test_what_cannot_be_answered_is_never_kept(check: SelfCheck, kind: str, value: object):
    sitting = sitting_of(begun(check))
    turn = next(turn for turn in turns_now(sitting) if turn.kind == kind)
    with pytest.raises(ValidationError):
        save_turn(sitting=sitting, turn=turn, given=dict.fromkeys(turn.items, value))
    sitting.refresh_from_db()
    assert sitting.answers == {}


def test_what_is_changed_after_the_end_is_seen_and_what_was_sent_first_counts(check: SelfCheck):
    done = a_finished_sitting(check, level=1)
    first = {"answers": done.answers, "result": done.result}
    turn = turns_now(done)[0]
    changed = save_turn(sitting=done, turn=turn, given={turn.items[0]: 4})
    assert changed.result is not None
    assert changed.result["overall"]["value"] == pytest.approx((11 * 25 + 100) / 12, abs=1e-4)
    assert changed.finished == done.finished
    changed.refresh_from_db()
    assert changed.counted == first
    assert [one.result for one in seated_in(check)] == [first["result"]]


def test_who_changes_much_after_the_end_is_counted_as_before(check: SelfCheck, monkeypatch):
    done = a_finished_sitting(check)
    monkeypatch.setattr(sittings, "MOST_TURNS_A_MINUTE", 0)
    turn = turns_now(done)[0]
    assert save_turn(sitting=done, turn=turn, given={turn.items[0]: 4}).unusual is False


def test_once_more_with_the_old_answers_or_empty_beside_the_old_sitting(check: SelfCheck):
    done = a_finished_sitting(check)
    again = begin_again(taker=done.taker, part="whole", with_answers=True)
    assert (again.number, again.answers, again.result) == (2, done.answers, None)
    assert begin_again(taker=done.taker, part="whole", with_answers=False) == again
    finish_sitting(sitting=again)
    empty = begin_again(taker=done.taker, part="obstacles", with_answers=False)
    assert (empty.number, empty.part, empty.answers) == (3, "obstacles", {})


def test_everything_is_erased_also_when_the_check_is_closed(check: SelfCheck):
    done = a_finished_sitting(check)
    SelfCheck.objects.update(state="closed")
    erase_taker(taker=done.taker)
    assert (Taker.objects.count(), Sitting.objects.count()) == (0, 0)
    with pytest.raises(CheckClosed):
        finish_sitting(sitting=done)


@pytest.mark.parametrize("closed", ["check", "cycle"])
def test_a_closed_check_takes_nothing(check: SelfCheck, closed: str):
    done = a_finished_sitting(check)
    if closed == "check":
        SelfCheck.objects.update(state="closed")
    else:
        check.cycle.state = "closed"
        check.cycle.save()
    held = SelfCheck.objects.get()
    with pytest.raises(CheckClosed):
        begun(held)
    with pytest.raises(CheckClosed):
        save_turn(sitting=done, turn=Turn("level", ("firm_plan",)), given={"firm_plan": 1})
    with pytest.raises(CheckClosed):
        begin_again(taker=Taker.objects.get(), part="whole", with_answers=False)


# ── machines ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("came", "unusual"),
    [
        (BY_PEOPLE, False),
        (CameIn(dwell=0.4), True),
        (CameIn(dwell=None), True),
        (CameIn(dwell=30.0, trap=True), True),
    ],
)
def test_what_comes_in_like_a_machine_is_kept_and_marked(
    check: SelfCheck, came: CameIn, unusual: bool
):
    sitting = sitting_of(begun(check, came=came))
    assert (sitting.unusual, read_frozen(check).framework.id) == (unusual, "firm-maturity")


def test_nobody_reads_forty_screens_in_a_minute(check: SelfCheck, monkeypatch):
    monkeypatch.setattr(sittings, "MOST_TURNS_A_MINUTE", 3)
    assert answered(sitting_of(begun(check))).unusual is True


def test_the_same_answers_to_everything_too_often_are_marked(check: SelfCheck, monkeypatch):
    monkeypatch.setattr(sittings, "MOST_ALIKE_A_DAY", 2)
    assert [a_finished_sitting(check).unusual for _ in range(3)] == [False, False, True]
    assert a_finished_sitting(check, level=4).unusual is False


def test_a_check_rests_when_too_many_begin(check: SelfCheck, monkeypatch):
    monkeypatch.setattr(sittings, "MOST_BEGUN_A_DAY", 2)
    begun(check)
    begun(check)
    with pytest.raises(ValidationError):
        begun(check)
