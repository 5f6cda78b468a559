"""What people choose among: least-seen first, each in an order of their own; nobody is watched."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from a_barcamp import Camp, a_barcamp
from territoria_web.convene.models import Attendee, Interest
from territoria_web.convene.queries.topics import (
    not_said,
    shown_as,
    standing_topic,
    standing_topics,
    to_choose,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def order_of(camp: Camp, n: int) -> list[int]:
    return [one.row.pk for one in to_choose(camp.people[n])]


def test_those_that_fewest_have_seen_come_first_and_one_s_own_never():
    camp = a_barcamp(people=6, topics=4)
    Interest.objects.filter(topic=camp.topics[2]).delete()
    assert order_of(camp, 4)[0] == camp.topics[2].pk
    assert camp.topics[0].pk not in order_of(camp, 0)
    assert [one.row for one in not_said(camp.people[4])] == [camp.topics[2]]


def test_equals_come_in_an_order_of_each_person_s_own_that_stays():
    camp = a_barcamp(people=6, topics=5)
    Interest.objects.all().delete()
    orders = {tuple(order_of(camp, 5)) for _time in range(3)}
    assert len(orders) == 1
    others = {tuple(held for held in order_of(camp, n) if held == held) for n in range(6)}
    assert len(others) > 1


def test_a_topic_is_read_with_two_queries_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    one, many = a_barcamp(topics=1), None
    with django_assert_num_queries(2):
        standing_topics(one.meet.row)
    many = a_barcamp(topics=5, network=one.meet.network)
    with django_assert_num_queries(2):
        standing_topics(many.meet.row)


def test_figures_begin_at_five_and_absent_people_are_in_none():
    camp = a_barcamp(people=6, topics=1)
    held = standing_topic(camp.meet.row, camp.topics[0].public_id)
    assert held is not None
    assert (held.interested, held.told, held.about_fives) == (5, 5, 5)
    Attendee.objects.filter(pk=camp.people[5].pk).update(state=Attendee.State.ABSENT)
    held = standing_topic(camp.meet.row, camp.topics[0].public_id)
    assert held is not None
    assert (held.interested, held.told, held.about_fives) == (4, None, 0)


def test_nobody_is_named_who_did_not_agree():
    person = Attendee(name="Ada Lovell", city="Bordeaux")
    assert shown_as(person) == "somebody from Bordeaux"
    person.may_be_named = True
    assert shown_as(person) == "Ada Lovell (Bordeaux)"
    assert shown_as(Attendee(name="Ada")) == "somebody here"
    assert shown_as(None) == "the office"
