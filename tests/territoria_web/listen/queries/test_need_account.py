"""The account of needs reconciles: every number says what it is a part of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from a_forum import a_forum, a_need
from desk_team import a_team
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.queries.need_account import account_of, account_said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
NOW = timezone.now()


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead, answer_days=30)


def said(forum: Forum, ago: int, answered_after: int | None = None, **fields: object) -> None:
    need = a_need(forum)
    made = NOW - timedelta(days=ago)
    answered = made + timedelta(days=answered_after) if answered_after is not None else None
    Need.objects.filter(pk=need.pk).update(made=made, answered=answered, **fields)


def test_a_forum_without_needs_says_so(forum: Forum):
    assert " ".join(account_said(account_of(forum, NOW))) == "No need is published here yet."


def test_only_those_whose_time_has_come_are_counted_against_the_promise(forum: Forum):
    said(forum, ago=60, answered_after=5, state="accepted")
    said(forum, ago=60, answered_after=40, state="declined")
    said(forum, ago=31)  # nobody answered
    said(forum, ago=3)  # may still be answered in time
    said(forum, ago=90, state="rejected")  # not public
    account = account_of(forum, NOW)
    assert (account.published, account.due, account.in_time) == (4, 3, 1)
    assert (account.answered, account.median_days) == (2, 22.5)
    assert " ".join(account_said(account)) == (
        "4 needs are published. 33 % were answered within the promised 30 days: 1 of the 3 whose "
        "time has come. Half of the 2 that have an answer waited 23 days or less for it."
    )


def test_what_authors_say_is_shown_from_five_of_them_on(forum: Forum):
    for _one in range(4):
        said(forum, ago=60, answered_after=1, state="confirmed", solved="yes")
    account = account_of(forum, NOW)
    assert (account.judged, account.solved) == (4, None)
    assert " ".join(account_said(account)).endswith(
        "Fewer than five authors have said whether theirs is solved, so no share is shown yet."
    )
    said(forum, ago=60, answered_after=1, state="not-solved", solved="partly")
    account = account_of(forum, NOW)
    assert (account.judged, account.solved) == (5, 4)
    assert " ".join(account_said(account)).endswith(
        "80 % of the 5 authors who said whether it is solved say yes: 4."
    )
