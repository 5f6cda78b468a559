"""What the team can do with a need as it stands."""

from __future__ import annotations

import pytest
from django.http import Http404

from a_forum import a_forum, a_need, supported
from a_survey import a_cycle
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.need_rules import S
from territoria_web.listen.queries.need_choices import (
    alike_needs,
    choices_of,
    need_numbered,
    open_need_of,
    supports_by_channel,
)
from territoria_web.listen.services.needs import sign_sheet
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


@pytest.fixture
def forum(lead: User) -> Forum:
    return a_forum(a_cycle(), lead)


def test_what_is_new_is_published_or_kept_back_and_not_answered():
    held = choices_of(Need(state=S.RECEIVED))
    assert (held.publish, held.hold, held.reject, held.answers) == (True, True, True, ())
    assert (held.news, held.retire, held.reopen, held.sign) == (False, False, False, False)


def test_what_is_published_is_answered():
    held = choices_of(Need(state=S.PUBLISHED))
    assert [state for state, _name in held.answers] == [
        *("under-review", "accepted", "partly", "declined", "not-ours", "delivered"),
    ]
    assert (held.publish, held.retire, held.news, held.sign) == (False, True, True, True)


@pytest.mark.parametrize("state", [S.DECLINED, S.NOT_OURS, S.DUPLICATE, S.NOT_SOLVED])
def test_what_ended_is_looked_into_again_by_a_form_of_its_own(state: str):
    held = choices_of(Need(state=state))
    assert (held.reopen, S.UNDER_REVIEW in dict(held.answers)) == (True, False)


@pytest.mark.parametrize("state", S)
def test_what_was_taken_back_can_be_touched_no_more(state: str):
    held = choices_of(Need(state=state))
    possible = held.publish or held.reject or bool(held.answers) or held.words
    assert possible is (state != S.WITHDRAWN)


def test_a_need_is_opened_by_its_own_forum_alone(lead: User, forum: Forum):
    need = a_need(forum)
    other = a_forum(a_cycle(), lead)
    assert open_need_of(forum, need.public_id) == need
    with pytest.raises(Http404):
        open_need_of(other, need.public_id)
    assert (need_numbered(forum, 1), need_numbered(other, 1)) == (need, None)


def test_what_is_alike_is_public_followed_itself_and_not_the_need_itself(forum: Forum):
    need = supported(a_need(forum, "A bus after ten at night"), 2)
    double = a_need(forum, "Buses after ten at night")
    hidden = a_need(forum, "A bus after ten at night", spam=0.9)
    assert [(one.pk, one.people) for one in alike_needs(forum, hidden.title)] == [
        *((need.pk, 2), (double.pk, 0)),
    ]
    assert alike_needs(forum, need.title, but=need) == [double]
    assert alike_needs(forum, "") == []


def test_supports_are_told_by_their_channel(lead: User, forum: Forum):
    need = supported(a_need(forum), 2)
    sign_sheet(need=need, people=40, channel="paper", by=lead)
    sign_sheet(need=need, people=2, channel="counter", by=lead)
    assert supports_by_channel(need) == [("paper", 40), ("web", 2), ("counter", 2)]
