"""What the team is told of supports that came in an unusual way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_forum import a_forum, a_need, a_voice, supported
from a_survey import a_cycle
from territoria_web.listen.models import Forum, Need, Support
from territoria_web.listen.queries.unusual_supports import unusual_in
from territoria_web.listen.services.forums import vouch_for
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


@pytest.fixture
def forum(lead: User) -> Forum:
    return a_forum(a_cycle(), lead)


def pushed(need: Need, people: int, ago: timedelta) -> None:
    when = timezone.now() - ago
    Support.objects.bulk_create(
        Support(need=need, voice=a_voice(need.forum), made=when, dwell=n) for n in range(people)
    )


def test_bursts_are_told_apart_by_a_pause_the_latest_first(forum: Forum):
    one, two = a_need(forum), a_need(forum, "Shade in the square")
    pushed(one, 30, 5 * DAY)
    pushed(two, 40, 2 * DAY)
    found = unusual_in(forum)
    assert [(b.why, b.supports, b.needs) for b in found.bursts] == [
        ("burst", 40, ((two.number, two.title),)),
        ("burst", 30, ((one.number, one.title),)),
    ]
    assert (found.supports, found.unusual) == (70, 70)


def test_a_few_supports_of_a_family_are_nothing_unusual(forum: Forum):
    supported(a_need(forum), 8)
    found = unusual_in(forum)
    assert (found.supports, found.bursts, found.places, found.counts_all) == (8, (), (), True)


def test_a_vouch_holds_for_no_more_than_the_people_who_were_there(lead: User, forum: Forum):
    need = a_need(forum)
    pushed(need, 40, DAY)
    now = timezone.now()
    told = {"by": lead, "forum": forum, "reason": "The assembly of the school."}
    span = {"begins": now - DAY - timedelta(hours=1), "ends": now - DAY + timedelta(hours=1)}
    vouch_for(**told, **span, people=20)
    assert unusual_in(forum).unusual == 40
    forum.vouches.all().delete()
    vouch_for(**told, **span, people=40)
    assert unusual_in(forum).unusual == 0


@pytest.mark.parametrize("people", [1, 40])
def test_it_asks_as_often_for_many_as_for_one(
    people: int, forum: Forum, django_assert_num_queries: DjangoAssertNumQueries
):
    pushed(a_need(forum), people, DAY)
    with django_assert_num_queries(6):
        unusual_in(forum)
