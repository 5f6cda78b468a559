"""The numbers of the list of needs, and how long there is to answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from a_forum import a_forum, a_need
from a_survey import a_cycle
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import S
from territoria_web.listen.queries.inbox import (
    Asked,
    counts_of,
    days_left,
    needs_asked,
    next_of,
)
from territoria_web.people.models import User

TODAY = date(2026, 11, 20)


def a_day(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 9))


@pytest.fixture
def forum(db: None) -> Forum:
    return a_forum(a_cycle(), User.objects.create_user("lead@example.org"))


@given(st.integers(0, 800))
def test_the_promise_counts_days_from_the_day_on_which_it_was_said(days: int):
    need = Need(state=S.PUBLISHED, made=a_day(TODAY - timedelta(days=days)))
    assert days_left(Forum(answer_days=30), need, today=TODAY) == 30 - days


@pytest.mark.parametrize(("days", "late"), [(29, 0), (30, 0), (31, 1)])
def test_late_is_what_the_days_left_say(forum: Forum, days: int, late: int):
    need = a_need(forum)
    Need.objects.update(made=a_day(TODAY - timedelta(days=days)))
    need.refresh_from_db()
    assert counts_of(forum, today=TODAY).late == late
    left = days_left(forum, need, today=TODAY)
    assert (left < 0) == bool(late)


@pytest.mark.parametrize("state", [S.REJECTED, S.WITHDRAWN])
def test_nothing_is_due_where_it_has_its_answer_or_is_gone(state: str):
    answered = Need(state=S.ACCEPTED, made=a_day(TODAY), answered=a_day(TODAY))
    gone = Need(state=state, made=a_day(TODAY))
    assert [days_left(Forum(), need, today=TODAY) for need in (answered, gone)] == [None, None]


def test_every_state_is_counted_once(forum: Forum):
    now = timezone.now()
    Need.objects.bulk_create(
        Need(forum=forum, number=n, title="A need", state=state, made=now, since=now)
        for n, state in enumerate(S, 1)
    )
    held = counts_of(forum, today=TODAY)
    assert held.moderate + held.unanswered + held.answered + held.gone == held.all == len(S)
    for queue, count in (("moderate", held.moderate), ("unanswered", held.unanswered)):
        assert needs_asked(forum, Asked(queue)).count() == count


def test_the_next_one_follows_and_the_last_leads_to_the_first(forum: Forum):
    one, two, three = (a_need(forum, f"Need of a kind {n}") for n in range(3))
    asked = Asked("unanswered")
    found = [next_of(forum, need, asked) for need in (one, two, three)]
    assert found == [two.public_id, three.public_id, one.public_id]
    assert next_of(forum, one, Asked("appeals")) is None
