"""The states of a need as a machine: where it can go, what everybody sees, what counts as an answer."""

from __future__ import annotations

import pytest
from django.utils import timezone

from territoria_web.listen.models import Need
from territoria_web.listen.need_rules import (
    AFTER,
    ANSWERS,
    CHOSEN,
    ENDED,
    HIDDEN,
    OPEN311_CLOSED,
    PUBLIC,
    RULES,
    STATE_NAMES,
    SUPPORTED,
    S,
    is_public,
    may_follow,
    may_take_back,
    open311_status,
)


def reached(start: str) -> set[str]:
    found, left = {start}, [start]
    while left:
        for state in AFTER[left.pop()] - found:
            found.add(state)
            left.append(state)
    return found


def test_every_state_has_a_name_and_says_what_may_follow():
    assert set(AFTER) == set(STATE_NAMES) == set(S)
    assert all(str(name) for name in (*STATE_NAMES.values(), *RULES.values()))


def test_every_state_is_reached_from_the_first_and_none_follows_itself():
    assert reached(S.RECEIVED) == set(S)
    assert [state for state in S if may_follow(state, state)] == []


def test_only_what_its_author_took_back_is_the_end():
    assert [state for state in S if not AFTER[state]] == [S.WITHDRAWN]


def test_a_state_is_public_or_hidden():
    assert (set(S), set()) == (PUBLIC | HIDDEN, PUBLIC & HIDDEN)
    assert [is_public(Need(state=state)) for state in (S.HELD, S.PUBLISHED)] == [False, True]


def test_nothing_becomes_public_without_being_published_first():
    out = {(before, after) for before in HIDDEN for after in AFTER[before] & PUBLIC}
    assert {after for _before, after in out} == {S.PUBLISHED}


def test_whatever_is_public_can_be_taken_off_the_page():
    assert [state for state in PUBLIC if S.REJECTED not in AFTER[state]] == []


def test_the_author_alone_says_that_it_is_solved():
    assert {S.CONFIRMED, S.NOT_SOLVED} & set(CHOSEN) == set()


def test_answers_are_public_and_what_ended_takes_no_supports():
    assert ANSWERS <= PUBLIC
    assert set() == SUPPORTED & ENDED
    assert SUPPORTED <= PUBLIC


@pytest.mark.parametrize("state", S)
def test_open311_knows_open_and_closed(state: str):
    assert open311_status(state) == ("closed" if state in OPEN311_CLOSED else "open")


@pytest.mark.parametrize("state", S)
def test_its_author_takes_it_back_until_the_team_has_answered(state: str):
    open_yet = state in {S.RECEIVED, S.HELD, S.REJECTED, S.PUBLISHED, S.UNDER_REVIEW}
    assert may_take_back(Need(state=state)) is open_yet
    assert may_take_back(Need(state=state, answered=timezone.now())) is False
