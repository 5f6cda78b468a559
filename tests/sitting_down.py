"""A self-check that is open, and firms that go through it, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from a_survey import a_cycle
from territoria_web.listen.models import SelfCheck, Sitting, Taker
from territoria_web.listen.queries.check_texts import freeze_check, read_frozen
from territoria_web.listen.queries.sitting_turns import NOTHING, OBSTACLES, Turn, turns_of
from territoria_web.listen.services.ratings import CameIn
from territoria_web.listen.services.sittings import (
    Who,
    begin_sitting,
    finish_sitting,
    save_turn,
)
from territoria_web.listen.sitting_rules import taker_key
from territoria_web.territories.models import Cycle

BY_PEOPLE = CameIn(dwell=30.0)
PAINTER = Who("small", "F", "en")


def a_check(cycle: Cycle | None = None, **fields: Any) -> SelfCheck:
    """One for firms that takes answers."""
    told = {"audience": "firms", "code": "CHECK2", "contact": "chamber@example.org", **fields}
    made = SelfCheck.objects.create(
        cycle=cycle or a_cycle(), frozen=freeze_check(told["audience"]), state="open", **told
    )
    return SelfCheck.objects.select_related("frozen", "cycle__territory").get(pk=made.pk)


def begun(
    check: SelfCheck,
    *,
    who: Who = PAINTER,
    part: str = "whole",
    number: UUID | None = None,
    came: CameIn = BY_PEOPLE,
) -> str:
    """The link of a firm that begins."""
    return begin_sitting(check=check, who=who, part=part, number=number or uuid4(), came=came)


def sitting_of(token: str) -> Sitting:
    """The last one behind a link."""
    last = Taker.objects.get(key=taker_key(token)).sittings.last()
    assert last is not None
    return last


def turns_now(sitting: Sitting) -> tuple[Turn, ...]:
    """The screens of a sitting as it stands."""
    return turns_of(read_frozen(sitting.taker.check_of), sitting.part, sitting.answers)


def answered(
    sitting: Sitting, level: int | str = 2, yes: int = 5, named: Mapping[str, int] | None = None
) -> Sitting:
    """All screens answered: every question alike, so many yes, obstacles with their severities."""
    named = {"cost": 3} if named is None else named
    said = iter(["yes"] * yes + ["no"] * (12 - yes))
    number = 0
    while number < len(turns := turns_now(sitting)):
        turn = turns[number]
        given: dict[str, Any] = {
            "level": lambda turn=turn: {turn.items[0]: level},
            "yes-no": lambda turn=turn: {item: next(said) for item in turn.items},
            "obstacles": lambda: {OBSTACLES: list(named) or [NOTHING]},
            "severity": lambda: dict(named),
        }[turn.kind]()
        sitting = save_turn(sitting=sitting, turn=turn, given=given)
        number += 1
    return sitting


def a_finished_sitting(check: SelfCheck, *, who: Who = PAINTER, **said: Any) -> Sitting:
    """A firm that went through all of it."""
    token = begun(check, who=who)
    return finish_sitting(sitting=answered(sitting_of(token), **said))
